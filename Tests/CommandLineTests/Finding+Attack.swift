import Foundation

extension Finding {
  static let attack = attackOutputs + attackTexts + attackMachine

  static let drill = "ups-failure-winter-night"

  /// What is written, by options that name a file.
  private static let attackOutputs: [Finding] =
    writing.map { option, command in
      Finding(
        .attack, "H1: \(option) to a device, a pipe, a link and a closed file",
        right: "device, pipe, link, 600"
      ) { folder in
        try folder.shell(
          """
          rm -rf t; mkdir t
          mknod t/device c 1 3 2>/dev/null || ln -s /dev/null t/device
          mkfifo t/pipe; touch t/real t/closed; chmod 600 t/closed; ln -s real t/link
          for place in device link closed; do $SANDTABLE \(command) t/$place >/dev/null 2>&1; done
          cat t/pipe > t/piped & $SANDTABLE \(command) t/pipe >/dev/null 2>&1; wait
          for file in real closed piped; do [ -s t/$file ] || echo -n "$file is empty, "; done
          [ -c t/device ] && echo -n "device, "; [ -p t/pipe ] && echo -n "pipe, "
          [ -L t/link ] && echo -n "link, "; stat -c %a t/closed; ls -A t | grep draft
          """)
      }
    } + [
      Finding(.attack, "H1: reports where a device, a link and a closed file are", right: "ok 600")
      {
        folder in
        try folder.shell(
          """
          mkdir out; name=out/\(drill)-seed-1; echo x > real; ln -s ../real $name.zh.html
          echo x > $name.en.html; chmod 600 $name.en.html
          $SANDTABLE run \(drill) --no-archive >/dev/null 2>&1
          grep -q '<html' real && [ -L $name.zh.html ] && echo -n "ok "; stat -c %a $name.en.html
          """)
      },
      Finding(.attack, "H1: to an open descriptor", right: "1 1 1") { folder in
        try folder.shell(
          """
          bench="$SANDTABLE bench \(drill) --replications 2 --junit"
          $bench /dev/stdout 2>/dev/null > whole; grep -c '</testsuites>' whole
          $bench /dev/fd/7 7> seven >/dev/null 2>&1; grep -c '</testsuites>' seven
          # In a shell of its own, at whose end nobody holds the pipe any more.
          ($bench >(grep -c '</testsuites>' > eight) >/dev/null 2>&1)
          for _ in $(seq 300); do [ -s eight ] && break; sleep 0.1; done; cat eight
          """)
      },
      Finding(
        .attack, "H1: an archive that is a device, a pipe or a folder",
        right: "74 74 74, 74 74 74, 74 74 74, nothing beside"
      ) { folder in
        try folder.shell(
          """
          mkdir t t/folder; mkfifo t/pipe
          mknod t/device c 1 3 2>/dev/null || mkfifo t/device
          for place in device pipe folder; do
            timeout 20 $SANDTABLE run \(drill) --no-report --archive t/$place >/dev/null 2>&1
            echo -n "$? "
            timeout 20 $SANDTABLE runs --archive t/$place >/dev/null 2>&1; echo -n "$? "
            timeout 20 $SANDTABLE report 1 --archive t/$place >/dev/null 2>&1; echo -n "$?, "
          done
          [ "$(ls -A t | wc -l)" = 3 ] && echo nothing beside
          """)
      },
      Finding(
        .attack, "M7: an empty path", right: "64 18 times"
      ) { folder in
        let commands =
          writing.map(\.command) + [
            "run \(drill) --report", "run \(drill) --archive", "run \(drill) --decisions",
            "report 1 --report", "runs --archive", "bench \(drill) --baseline",
            "bench \(drill) --report", "list", "show", "check", "merge", "compare a",
          ]
        var endings: [Int32: Int] = [:]
        for command in commands {
          let ending = try Command.shell("$SANDTABLE \(command) ''", in: folder)
          endings[ending.status, default: 0] += 1
        }
        return endings.map { "\($0.key) \($0.value) times" }.sorted().joined(separator: ", ")
      },
      Finding(
        .attack, "M8: outputs that are inputs, or twice the same",
        right: "64 64 64 64 64 64 64 64 64 64, unchanged"
      ) { folder in
        try folder.shell(
          """
          cp -rL scenarios own; rm scenarios; mv own scenarios; D=scenarios/drills/\(drill).yaml
          run="$SANDTABLE run \(drill) --no-report"; bench="$SANDTABLE bench \(drill) --replications 2"
          $bench --write-baseline base >/dev/null 2>&1; ln -s $D link
          sums() { find scenarios base -type f | sort | xargs sha256sum; }; before=$(sums)
          not() { "$@" >/dev/null 2>&1; echo -n "$?$1 " | sed "s/[^0-9 ].*/ /"; }
          not $run --no-archive --write-decisions $D; not $run --archive $D
          not $run --no-archive --write-decisions ./scenarios/platforms/province.yaml
          not $bench --save link; not $bench --baseline base --write-baseline base
          not $bench --save x --junit ./x; not $bench --save no/x --markdown no/../no/x
          not $run --archive a --write-decisions a
          not $SANDTABLE validate scenarios/validation/mm1-load-80.yaml --replications 2 \
            --markdown scenarios/validation/mm1-load-80.yaml
          not env GITHUB_STEP_SUMMARY=$D $bench
          [ "$before" = "$(sums)" ] && echo , unchanged
          """
        ).replacingOccurrences(of: " ,", with: ",")
      },
      Finding(.attack, "L13: a summary whose last line has no end", right: "text ## 2") { folder in
        try folder.shell(
          """
          printf text > sum; export GITHUB_STEP_SUMMARY=$PWD/sum
          for i in 1 2; do $SANDTABLE bench \(drill) --replications 2 >/dev/null 2>&1; done
          head -1 sum; sed -n 2p sum | cut -c1-2; grep -c '^## ' sum
          """)
      },
      Finding(
        .attack, "L13: drafts of the killed, of the living, of no number",
        right: ".sandtable-draft.1.b .sandtable-draft.x a"
      ) { folder in
        try folder.shell(
          """
          mkdir t; touch t/.sandtable-draft.{1.b,1.0,$$.c,4194305,x}
          exec 9< t/.sandtable-draft.1.b; flock 9
          $SANDTABLE bench \(drill) --replications 2 --save t/a >/dev/null 2>&1; ls -A t
          """)
      },
    ]

  /// The options that write one file, at the end of a command that has them.
  static let writing: [(option: String, command: String)] =
    ["save", "write-baseline", "junit", "markdown"].map {
      ("--\($0)", "bench \(drill) --replications 2 --\($0)")
    } + [
      ("--write-decisions", "run \(drill) --no-archive --no-report --write-decisions"),
      (
        "validate --markdown",
        "validate scenarios/validation/mm1-load-80.yaml --replications 2 --markdown"
      ),
    ]
}

extension Folder {
  /// What a few lines of bash print, in one line.
  func shell(_ lines: String, with variables: [String: String] = [:]) throws -> String {
    let ending = try Command.shell(lines, in: self, with: variables)
    return (ending.out + ending.err).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
  }
}
