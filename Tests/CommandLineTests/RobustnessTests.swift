import Foundation
import Testing

@Suite("Against what is odd or hostile, the command")
struct RobustnessTests {
  private static let drill = "ups-failure-winter-night"
  private static let quiet = ["--no-archive", "--no-report", "--json"]

  /// A drill of ten years with a false alarm every three minutes.
  private func flood(_ folder: Folder) throws -> String {
    try FileManager.default.copyItem(atPath: Command.scenarios, toPath: folder.path("scenarios"))
    _ = try Command.run(["new", "drill", "long"], in: folder)
    let lines = try folder.read("scenarios/drills/long.yaml").split(separator: "\n").map {
      $0.hasPrefix("horizon:")
        ? "horizon: 3653 d"
        : $0.hasPrefix("background:") ? "background: {failures: true, false alarms: true}" : $0
    }
    let changes = "changes: {support.detection.false alarms: 500 /d}\n"
    try folder.write(
      lines.joined(separator: "\n") + "\n" + changes, to: "scenarios/drills/long.yaml")
    return "long"
  }

  @Test("ends with 130 at the first Ctrl-C, within a second, however long the run")
  func interrupted() throws {
    let folder = try Folder()
    let process = try Running(
      Command.path, ["run", try flood(folder)] + Self.quiet, in: folder)
    process.waitUntilItHasWorked(1)
    process.send(SIGINT)
    let began = ContinuousClock.now
    let ending = try process.end()
    // A second on a machine of its own; others may be at work beside it.
    #expect(ContinuousClock.now - began < .seconds(10))
    #expect(ending.status == 130, "\(ending.err)")
    // What had happened is told unless it is too much to be judged at once.
    #expect(ending.out.isEmpty || ending.out.contains("interrupted at 20"))
    #expect(ending.out.isEmpty == ending.err.contains("interrupted at 20"))
    #expect(ending.err.contains("interrupted"))
  }

  @Test("ends with 130 at Ctrl-C while it prints JSON, and says that that is cut off")
  func cutOff() throws {
    let folder = try Folder.withScenarios()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    let words = ["run", Self.drill] + Self.quiet
    let command = "exec \"$SANDTABLE\" \(words.joined(separator: " ")) > pipe"
    let process = try Running("/bin/sh", ["-c", command], in: folder)
    // It reads one byte, and the rest when it may: the document is longer than a pipe holds.
    let reading = "exec < pipe; head -c 1 > first; until test -e go; do sleep 0.1; done; cat > rest"
    let reader = try Running("/bin/sh", ["-c", reading], in: folder)
    while (try? folder.read("first"))?.isEmpty ?? true { Thread.sleep(forTimeInterval: 0.05) }
    process.send(SIGINT)
    Thread.sleep(forTimeInterval: 2)
    try folder.write("", to: "go")
    let ending = try process.end()
    #expect(ending.status == 130)
    #expect(ending.err.contains("cut off"))
    #expect(try reader.end().status == 0)
    #expect(try !folder.read("rest").hasSuffix("}\n"))
  }

  @Test("plays no log that has decisions left over, and says where one ends early")
  func decisionLogs() throws {
    let folder = try Folder.withScenarios()
    let arguments = ["run", Self.drill] + Self.quiet
    let first = try Command.run(arguments + ["--write-decisions", "log"], in: folder)
    let log = try folder.read("log")
    let count = log.split(separator: "\n").count - 3
    try folder.write(log + "259200000000 0 0\n", to: "longer")
    let longer = try Command.run(arguments + ["--decisions", "longer"], in: folder)
    #expect(longer.status == 65)
    #expect(longer.err.contains("decision \(count + 1) of the log"))
    let lines = log.split(separator: "\n").map(String.init)
    try folder.write(lines.dropLast(2).joined(separator: "\r\n") + "\r\n", to: "shorter")
    let shorter = try Command.run(arguments + ["--decisions", "shorter"], in: folder)
    #expect(shorter.status == first.status)
    #expect(shorter.out == first.out)
    #expect(shorter.err.contains("ends after \(count - 2) decisions"))
    #expect(!first.err.contains("decisions"))
  }

  @Test("takes pipes, devices and folders for no files, at once")
  func noFiles() throws {
    let folder = try Folder.withScenarios()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    for path in ["pipe", "/dev/zero", "."] {
      let log = try Command.run(["run", Self.drill, "--decisions", path], in: folder)
      #expect(log.status == 65)
      #expect(log.err.contains("is not a regular file"))
      let run = try Command.run(["run", path], in: folder)
      #expect(run.status == 65)
      #expect(
        run.err.contains(path == "." ? ". is a folder" : "'\(path)' is not a regular file"),
        "\(run.err)")
    }
  }

  @Test("refuses control characters in titles, and lets none through to the terminal")
  func controlCharacters() throws {
    let folder = try Folder.withOwnScenarios()
    let text = try folder.read("scenarios/drills/\(Self.drill).yaml")
    let title = #"title: {zh: "标题\e]0;x\a", en: "Title\e[2J\x9b1m"}"#
    try folder.write(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("title:") ? title : String($0) }.joined(separator: "\n"),
      to: "scenarios/drills/odd.yaml")
    for arguments in [["run", "odd"], ["list"], ["show", "odd"], ["check", "scenarios"]] {
      for language in ["en", "zh"] {
        let ending = try Command.run(arguments + ["--lang", language], in: folder)
        #expect(!Self.hasControls(ending))
        #expect(ending.err.contains("U+001B"))
        #expect(ending.status == 65)
      }
    }
    // What an older version kept, or somebody wrote into the file, has them still.
    _ = try Command.run(["run", Self.drill, "--no-report", "--archive", "a.sqlite"], in: folder)
    let spoiled = try Command.shell(
      #"python3 -c "import sqlite3; c = sqlite3.connect('a.sqlite'); "#
        + #"c.execute(\"UPDATE run SET titleEN = 'a' || char(27) || '[2J' || char(10, 155, 8238)\")"#
        + #"; c.commit()""#, in: folder)
    try #require(spoiled.status == 0, "\(spoiled.err)")
    let list = try Command.run(["runs", "--archive", "a.sqlite"], in: folder)
    #expect(!Self.hasControls(list))
    #expect(list.out.contains("a\\x1B[2J\\x0A\\x9B\\x202E"))
  }

  private static func hasControls(_ ending: Command.Ending) -> Bool {
    (ending.out + ending.err).unicodeScalars.contains {
      [.control, .format].contains($0.properties.generalCategory) && $0 != "\n"
    }
  }

  @Test(
    "says that standard output refused its help",
    arguments: ["--help", "run --help", "--version"])
  func fullHelp(arguments: String) throws {
    let folder = try Folder()
    let full = try Command.shell("$SANDTABLE \(arguments) > /dev/full", in: folder)
    #expect(full.status == 74)
    let whole = try Command.shell("$SANDTABLE \(arguments)", in: folder)
    #expect(whole.status == 0)
    #expect(!whole.out.isEmpty)
  }

  @Test("removes the drafts of killed processes, and no others")
  func drafts() throws {
    let folder = try Folder.withScenarios()
    // Whose process lives is told by the lock: in another container the same number is another's.
    let stale = [".sandtable-draft.2147483000.a.html", ".sandtable-draft.\(getpid()).0"]
    let locked = ".sandtable-draft.1.0"
    let others = [locked, ".sandtable-draft.x", ".a.html.2147483000"]
    for name in stale + others { try folder.write("half", to: "out/\(name)") }
    let descriptor = open(folder.path("out/" + locked), O_RDONLY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    let ending = try Command.run(["run", Self.drill, "--no-archive"], in: folder)
    #expect([0, 1].contains(ending.status))
    for name in stale { #expect(!folder.has("out/\(name)")) }
    for name in others { #expect(folder.has("out/\(name)")) }
  }

  @Test("lists the other runs when the date of one is damaged")
  func garbledDate() throws {
    let folder = try Folder.withScenarios()
    let run = ["run", Self.drill, "--no-report", "--archive", "a.sqlite"]
    for seed in ["1", "2"] { _ = try Command.run(run + ["--seed", seed], in: folder) }
    let spoiled = try Command.shell(
      #"python3 -c "import sqlite3; c = sqlite3.connect('a.sqlite'); "#
        + #"c.execute(\"UPDATE run SET created = 'x' WHERE id = 1\"); c.commit()""#, in: folder)
    try #require(spoiled.status == 0, "\(spoiled.err)")
    let list = try Command.run(["runs", "--archive", "a.sqlite"], in: folder)
    #expect(list.status == 0)
    #expect(list.out.split(separator: "\n").count == 3)
    #expect(list.out.contains("damaged date"))
  }

  @Test("stops a flow that goes round for ever, and names it")
  func endless() throws {
    let folder = try Folder()
    let valid = Command.repository.appendingPathComponent("Tests/ScenariosTests/Valid/drill").path
    try FileManager.default.copyItem(atPath: valid, toPath: folder.path("s"))
    let drawing = try folder.read("s/flows/event.bpmn")
    let back = #"<sequenceFlow id="f3" sourceRef="mend" targetRef="end" />"#
    try #require(drawing.contains(back))
    try folder.write(
      drawing.replacingOccurrences(
        of: back,
        with: #"""
          <sequenceFlow id="f3" sourceRef="again" targetRef="end" />
          <sequenceFlow id="f4" sourceRef="mend" targetRef="again" />
          <sequenceFlow id="f5" sourceRef="again" targetRef="meet">
            <conditionExpression>components-down >= 0</conditionExpression>
          </sequenceFlow>
          <sequenceFlow id="f6" sourceRef="meet" targetRef="mend" />
          <exclusiveGateway id="again" default="f3" /><exclusiveGateway id="meet" />
          """#
      ).replacingOccurrences(
        of: #"sourceRef="accept" targetRef="mend""#, with: #"sourceRef="accept" targetRef="meet""#
      ).replacingOccurrences(
        of: "<flowNodeRef>mend</flowNodeRef>",
        with: "<flowNodeRef>mend</flowNodeRef><flowNodeRef>again</flowNodeRef>"
          + "<flowNodeRef>meet</flowNodeRef>"),
      to: "s/flows/event.bpmn")
    let words = try folder.read("s/flows/event.yaml").split(separator: "\n").map {
      $0.hasPrefix("lanes:")
        ? "lanes: {desk: automatic}"
        : $0.hasPrefix("  mend:") ? "  mend: {effect: none, takes: 0 s}" : String($0)
    }
    try folder.write(words.joined(separator: "\n") + "\n", to: "s/flows/event.yaml")
    let ending = try Command.run(["run", "s/drills/horizon.yaml"] + Self.quiet, in: folder)
    #expect(ending.status == 65)
    #expect(ending.out.isEmpty)
    #expect(ending.err.contains("flow 'event'"), "\(ending.err)")
    #expect(ending.err.contains("of the drill"))
  }
}
