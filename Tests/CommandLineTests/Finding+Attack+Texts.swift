import Foundation

extension Finding {
  private static let mini = "Findings/attack/mini-base"
  /// Plays the drill of a file among others of its folder.
  private static func take(_ file: String) -> String {
    "cp Findings/attack/\(file) \(mini)/mini.yaml; "
  }
  private static let isJSON = "python3 -c 'import json,sys; print(len(json.load(sys.stdin)))'"

  /// What a text of a file may do to a reader.
  static let attackTexts: [Finding] = [
    Finding(
      .attack, "H2: signs that turn the direction, in a comment", right: "11 whole 0 0 1"
    ) { folder in
      try folder.shell(
        #"""
        printf '# \xe2\x80\xae \xe2\x81\xa6 ##[group]x ##vso[x]\n' >> \#(mini)/mini.yaml
        bench="$SANDTABLE bench \#(mini)/mini.yaml --replications 4"
        for i in 1 2; do $bench --shard $i/2 > s$i 2>/dev/null; done
        cat s1 | \#(isJSON); tail -c1 s1 | grep -q '^$' && echo whole
        grep -cE $'\xe2\x80\xae|\xe2\x81\xa6|##\[|##vso' s1; grep -c x202E s1
        $SANDTABLE merge s1 s2 --json 2>/dev/null | grep -c '"runs" : 4,$' | sed 's/.*/1/'
        """#)
    },
    Finding(
      .attack, "H2: signs that turn the direction, in titles", right: "65 65 4 2 JSON"
    ) { folder in
      try folder.shell(
        """
        for file in json-bidi-mini json-bidi-raw-mini; do
          cp Findings/attack/$file.yaml \(mini)/mini.yaml
          $SANDTABLE run \(mini)/mini.yaml --json >/dev/null 2>&1; echo $?
        done
        for file in json-bidi-mini json-bidi-raw-mini; do
          cp Findings/attack/$file.yaml \(mini)/mini.yaml
          $SANDTABLE check --json \(mini)/mini.yaml | \(isJSON)
        done && echo JSON
        """)
    },
    Finding(
      .execution, "check --json and run --json of a name with a C1 control character",
      right: "65 2 65 0"
    ) { folder in
      try folder.shell(
        #"""
        sed -i 's/^title: .*/title: {zh: 甲, en: "a\\x98b"}/' \#(mini)/mini.yaml
        $SANDTABLE check --json \#(mini)/mini.yaml > check; echo $?; \#(isJSON) < check
        mv \#(mini)/mini.yaml $'\#(mini)/a\xc2\x98.yaml'
        $SANDTABLE run --json $'\#(mini)/a\xc2\x98.yaml' > run 2>/dev/null; echo $?
        $SANDTABLE check --json $'\#(mini)/a\xc2\x98.yaml' | grep -c $'\xc2\x98'
        """#)
    },
    Finding(.attack, "M5: a title of a runner's command", right: "0 0 0 0, 1 1 1 1") { folder in
      let all = """
        { $SANDTABLE run \(mini)/mini.yaml --no-archive --no-report
          $SANDTABLE bench \(mini)/mini.yaml --replications 2; $SANDTABLE list \(mini)
          $SANDTABLE show \(mini)/mini.yaml; } > log 2>&1
        """
      return try folder.shell(
        #"""
        \#(take("title-newline.yaml")) sed -i 's/a\\n~~~\\n::error::b/##[error]b/g' \#(mini)/mini.yaml
        for sign in CI GITHUB_ACTIONS TF_BUILD TEAMCITY_VERSION; do
          export $sign=true; \#(all)
          unset $sign; grep -cE '^[[:space:]]*::|##\[' log
        done; echo ,
        for word in '^.x3A:error::pwned' 'x23#\[error\]b' ' ::error::pwned$' '[✗~] ::error::pwned'; do
          grep -q -- "$word" log && echo 1
        done
        """#
      ).replacingOccurrences(of: " ,", with: ",")
    },
    Finding(
      .attack, "M5: a title with a line break", right: "65 2 control-character"
    ) { folder in
      try folder.shell(
        """
        \(take("title-newline.yaml")) $SANDTABLE check \(mini)/mini.yaml >/dev/null 2>err; echo $?
        grep -o 'control-character' err | uniq -c
        """)
    },
    Finding(.attack, "M5: a file name with a line break", right: "0 65 0 65 0 65 0 65 0 65 0 64") {
      folder in
      try folder.shell(
        #"""
        name=$'a\n::error::b.yaml'; echo 'x: {' > "$name"; export CI=true
        for command in run check show bench validate; do
          $SANDTABLE $command "$name" > log 2>&1; status=$?
          grep -cE '^[[:space:]]*::' log; echo $status
        done
        $SANDTABLE run x "$name" > log 2>&1; status=$?; grep -cE '^[[:space:]]*::' log; echo $status
        """#)
    },
    Finding(
      .attack, "M6: control characters in titles, names, drawings and settings",
      right: "U+001B U+0007 U+0000 U+0085 U+009B U+007F U+202A U+2066 U+2028 U+000A, 65 65 65"
    ) { folder in
      try folder.shell(
        #"""
        cp \#(mini)/mini.yaml whole
        for sign in '\e' '\a' '\0' '\x85' '\x9b' '\x7f' '\u202a' '\u2066' '\u2028' '\n'; do
          title="title: {zh: 甲, en: \"a${sign}b\"}"
          awk -v t="$(printf '%s' "$title" | sed 's/\\/\\\\/g')" '/^title:/ {print t; next} {print}' \
            whole > \#(mini)/mini.yaml
          $SANDTABLE check \#(mini)/mini.yaml 2>&1 >/dev/null | grep -o 'U+[0-9A-F]*' | head -1
        done; echo ,
        sed 's/^  mail:/  "mail\\e": /' whole > \#(mini)/mini.yaml
        $SANDTABLE check \#(mini)/mini.yaml >/dev/null 2>&1; echo $?
        cp whole \#(mini)/mini.yaml
        $SANDTABLE bench \#(mini)/mini.yaml --vary 'drill.title.en="a\e","b"' >/dev/null 2>&1; echo $?
        sed -i '0,/name="/s//name="a\xe2\x80\xae/' \#(mini)/flows/answer.bpmn
        $SANDTABLE check \#(mini)/mini.yaml >/dev/null 2>&1; echo $?
        """#
      ).replacingOccurrences(of: " ,", with: ",")
    },
    Finding(
      .attack, "M6: the case with control characters", right: "65 [control-character] 2"
    ) { folder in
      try folder.shell(
        """
        $SANDTABLE check Findings/scenarios/cases/b5-control-characters.yaml >/dev/null 2>err; echo $?
        grep -o '.control-character]' err | uniq -c | awk '{print $2, $1}'
        """)
    },
    Finding(
      .attack, "M6: signs of Markdown in a title", right: #"\~\~\~ \`x\` &lt;b&gt; \| &amp;lt; 2"#
    ) { folder in
      try folder.shell(
        #"""
        sed -i 's/^  answered: {/&title: {zh: 甲, en: "~~~ `x` <b> | \&lt;"}, /' \#(mini)/mini.yaml
        $SANDTABLE bench \#(mini)/mini.yaml --replications 2 --markdown page >/dev/null 2>&1
        grep -o '\\~.*lt;' page; cut -d'|' -f1 page | grep -c '^## \|^> '
        """#)
    },
  ]
}
