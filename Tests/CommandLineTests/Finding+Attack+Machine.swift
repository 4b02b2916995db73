import Foundation

extension Finding {
  /// What the machine and others on it may do.
  static let attackMachine: [Finding] = [
    Finding(
      .attack, "M3: run --json of 50,000 cases, 80 MB, in 300 MB of addresses", right: "0 JSON"
    ) { folder in
      try folder.shell(
        """
        \(long(days: 2_200)) (ulimit -v 300000
        $SANDTABLE run own/validation/long.yaml --json --no-archive --no-report > out 2>err; echo $?)
        tail -c 2 out | grep -q '^}$' && [ $(stat -c %s out) -gt 70000000 ] && echo JSON
        """)
    },
    Finding(.attack, "M3: memory that runs out", right: "74 out of memory 74 内存不足") { folder in
      try folder.shell(
        """
        \(long(days: 30_000)) ulimit -v 500000
        for language in C zh_CN.UTF-8; do
          LC_ALL=$language $SANDTABLE run own/validation/long.yaml --json --no-archive --no-report \
            >/dev/null 2>err; echo $?
          grep -o 'out of memory\\|内存不足' err
        done
        """)
    },
    Finding(.attack, "L1: an archive with absurd counts", right: "74 74 74 74 74 74 74 74 74 74") {
      folder in
      try folder.shell(
        """
        \(kept) cp a.sqlite whole
        for change in objectivesMet=9223372036854775807 objectivesMissed=-9223372036854775808 \
          coverage=-9223372036854775808 coverage=9223372036854775807 score=9223372036854775807; do
          cp whole a.sqlite
          python3 -c "import sqlite3; c = sqlite3.connect('a.sqlite'); c.execute('UPDATE run SET $change'); c.commit()"
          $SANDTABLE runs --archive a.sqlite >/dev/null 2>&1; echo $?
          $SANDTABLE report 1 --archive a.sqlite >/dev/null 2>&1; echo $?
        done
        """)
    },
    Finding(
      .attack, "L2: a language of any shape", right: "0 took 0 took 0 took 0 took 0 took 0 用时"
    ) {
      folder in
      try folder.shell(
        """
        for value in abcdefghijklm en_$(printf 'x%.0s' {1..3000}).UTF-8 '/../../x' '@@..__' '' zh_CN.UTF-8
        do
          env -u LC_ALL LANG="$value" $SANDTABLE run \(drill) --no-archive --no-report >/dev/null 2>err
          echo $?; grep -o 'took\\|用时' err
        done
        """)
    },
    Finding(.attack, "L3: an archive that is a pipe", right: "74 74 74") { folder in
      try folder.shell(
        """
        mkfifo pipe
        for command in runs 'runs --delete 1' 'report 1'; do
          timeout 20 $SANDTABLE $command --archive pipe >/dev/null 2>&1; echo $?
        done
        """)
    },
    Finding(.attack, "L4: an archive that can't be reached", right: "74 74 74 74 0") { folder in
      try folder.shell(
        """
        ln -s self self
        for command in runs 'runs --json' 'runs --delete 1' 'report 1'; do
          $SANDTABLE $command --archive self/a.sqlite >/dev/null 2>&1; echo $?
        done
        $SANDTABLE runs --archive none/a.sqlite >/dev/null 2>&1; echo $?
        """)
    },
    Finding(
      .attack, "L5: reading leaves nothing beside the archive, and sees what was committed",
      right:
        "2 a.sqlite same, 3 a.sqlite a.sqlite-shm a.sqlite-wal same, 3 a.sqlite a.sqlite-wal same"
    ) { folder in
      try folder.shell(
        """
        \(kept) mkdir t; mv a.sqlite t; sums() { cat t/* | sha256sum; }
        look() {
          before=$(sums); $SANDTABLE report 1 --report out --archive t/a.sqlite >/dev/null 2>&1
          $SANDTABLE runs --archive t/a.sqlite 2>/dev/null | wc -l
          ls t; [ "$before" = "$(sums)" ] && echo same; }
        look; echo ,
        python3 - <<'END'
        import os, signal, sqlite3
        if os.fork() == 0:
            c = sqlite3.connect('t/a.sqlite')
            columns = ', '.join(r[1] for r in c.execute('PRAGMA table_info(run)') if r[1] != 'id')
            c.execute(f'INSERT INTO run ({columns}) SELECT {columns} FROM run')
            c.commit()
            os.kill(os.getpid(), signal.SIGKILL)
        os.wait()
        END
        look; echo ,; rm t/a.sqlite-shm; look
        """
      ).replacingOccurrences(of: " ,", with: ",")
    },
    Finding(.attack, "L6: compare of a revision leaves nothing", right: "whole 0 130 0") { folder in
      try folder.shell(
        """
        cp -rL scenarios own; rm scenarios; mv own scenarios; git init -q . 2>/dev/null
        git add scenarios; git -c user.name=a -c user.email=a@b.c commit -qm a
        mkdir tmp; export TMPDIR=$PWD/tmp; D=scenarios/drills/\(drill).yaml
        $SANDTABLE compare HEAD:$D $D --replications 20 --json | grep -q '"unit"' && echo whole
        ls -A tmp | wc -l
        python3 - $SANDTABLE compare HEAD:$D $D --replications 100000 <<'END'
        import signal, subprocess, sys, time
        for number in (signal.SIGINT, signal.SIGTERM):
            p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(2)
            p.send_signal(number)
            status = p.wait()
            if number == signal.SIGINT: print(status)
        END
        ls -A tmp | wc -l
        """)
    },
    Finding(.attack, "L10: deleting a run that is there and one that is not", right: "65 2 0 1") {
      folder in
      try folder.shell(
        """
        \(kept) $SANDTABLE run \(drill) --seed 2 --no-report --archive a.sqlite >/dev/null 2>&1
        runs="$SANDTABLE runs --archive a.sqlite"
        $runs --delete 1 --delete 999 >/dev/null 2>&1; echo $?; $runs --json 2>/dev/null | grep -c digest
        $runs --delete 1 --delete 1 >/dev/null 2>&1; echo $?; $runs --json 2>/dev/null | grep -c digest
        """)
    },
    Finding(
      .attack, "L11: the reader's language, once",
      right: "0 letters of 没有这个文件, 1 weight, not UTF-8 不是 UTF-8"
    ) { folder in
      try folder.shell(
        #"""
        $SANDTABLE run \#(drill) --decisions 没有 --lang zh 2>&1 | tr -cd 'a-zA-Z' | wc -c
        echo letters of
        $SANDTABLE run \#(drill) --decisions 没有 --lang zh 2>&1 | grep -o 没有这个文件; echo ,
        sed 's/^weights:.*/weights: {timelyness: 100}/; /^  [a-z-]*: [0-9]*$/d' \
          scenarios/rubrics/planner.yaml > rubric.yaml
        $SANDTABLE check rubric.yaml 2>&1 | grep -ciE 'timelyness.*error|unknown key|all weights'
        echo weight,
        mkdir t; echo 'a: b' > $'t/b\xff.yaml'
        $SANDTABLE check t --lang en 2>&1 | grep -o 'not UTF-8'
        $SANDTABLE run $'t/b\xff.yaml' --lang zh 2>&1 | grep -o '不是 UTF-8'
        """#
      ).replacingOccurrences(of: " ,", with: ",")
    },
    Finding(.attack, "L12: SIGQUIT", right: "-3 0 bytes") { folder in
      try folder.shell(
        """
        SWIFT_BACKTRACE=enable=yes python3 - $SANDTABLE bench \(drill) --replications 100000 <<'END'
        import signal, subprocess, sys, time
        p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(2)
        p.send_signal(signal.SIGQUIT)
        out, err = p.communicate()
        print(p.returncode, len(out + err), 'bytes')
        END
        """)
    },
  ]

  /// Makes an archive with one run.
  private static let kept =
    "$SANDTABLE run \(drill) --no-report --archive a.sqlite >/dev/null 2>&1;"

  /// Makes a drill of one desk at a load of 95 %.
  private static func long(days: Int) -> String {
    """
    cp -rL scenarios own
    sed 's/^horizon: .*/horizon: \(days) d/' own/validation/mm1-load-95.yaml > own/validation/long.yaml;
    """
  }
}
