import Foundation
import Testing

@Suite("A wrong or missing file")
struct WrongFileTests {
  @Test(
    "ends with 65 and no answer",
    arguments: [
      ["run", "nosuch"], ["run", "nosuch.yaml"], ["run", "."], ["run", "/dev/null"],
      ["run", "empty.yaml"], ["run", "binary.yaml"], ["run", "list.yaml"], ["run", "open.yaml"],
      ["run", "invalid-utf8.yaml"], ["check", "nosuch"], ["check", "list.yaml"],
      ["list", "nosuch"], ["show", "nosuch"], ["show", "binary.yaml"],
      ["runs", "--delete", "7"], ["report", "7"],
    ])
  func wrongFiles(arguments: [String]) throws {
    let folder = try Folder.withScenarios()
    try folder.write("", to: "empty.yaml")
    try folder.write("- a\n- b\n", to: "list.yaml")
    try folder.write("drill: {", to: "open.yaml")
    try Data([0, 1, 2, 0xFF, 0xFE]).write(to: folder.url.appendingPathComponent("binary.yaml"))
    try Data([0x61, 0x3A, 0x20, 0xC3, 0x28, 0x0A]).write(
      to: folder.url.appendingPathComponent("invalid-utf8.yaml"))
    for language in ["en", "zh"] {
      let ending = try Command.run(arguments + ["--lang", language], in: folder)
      #expect(ending.status == 65, "\(ending.err)")
      #expect(ending.out.isEmpty || arguments[0] == "check")
      #expect(!ending.err.isEmpty)
    }
    #expect(!folder.has("out"))
  }

  @Test(
    "is what a decision log of another kind, drill or seed is",
    arguments: ["", "sandtable decisions 1\n", "sandtable decisions 1\ndigest 00\nseed 1\n"])
  func decisionLogs(text: String) throws {
    let folder = try Folder.withScenarios()
    try folder.write(text, to: "log")
    let ending = try Command.run(
      ["run", "ups-failure-winter-night", "--decisions", "log"], in: folder)
    #expect(ending.status == 65)
    #expect(ending.out.isEmpty)
    let missing = try Command.run(
      ["run", "ups-failure-winter-night", "--decisions", "nosuch"], in: folder)
    #expect(missing.status == 65)
  }
}
