import Foundation
import Testing

/// Threats that users write.
@Suite("A threat's file") struct ThreatFileTests {
  @Test("is not written through a link to nothing")
  func link() throws {
    let folder = try Folder.withOwnScenarios()
    let out = folder.url.appending(path: "elsewhere.yaml").path
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "scenarios/threats/linked.yaml").path,
      withDestinationPath: out)
    #expect(try Command.run(["new", "threat", "linked"], in: folder).status == 65)
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test("that `new threat` wrote works as it is")
  func skeleton() throws {
    let folder = try Folder.withOwnScenarios()
    for kind in ["drill", "threat"] {
      #expect(try Command.run(["new", kind, "my-\(kind)"], in: folder).status == 0)
    }
    #expect(try Command.run(["new", "threat", "my-threat"], in: folder).status == 65)
    let drill = "scenarios/drills/my-drill.yaml"
    try folder.write(
      folder.read(drill).replacingOccurrences(
        of: "\ninjects:\n",
        with: "\ninjects:\n  it: {at: 1 h, hit: kiosk-1, with: my-threat}\n"), to: drill)
    let checked = try Command.run(["check", "scenarios", "--strict"], in: folder)
    #expect(checked.status == 0, "\(checked.err)")
    let run = try Command.run(["run", "my-drill", "--json", "--seed", "1"], in: folder)
    #expect([0, 1].contains(run.status), "\(run.err)")
    #expect(run.out.contains("my threat"))
  }

  /// Down, it goes on; up, it comes back; and each stage makes the other way possible at once.
  @Test("whose stages follow one another at one instant is told, in both languages")
  func endlessStages() throws {
    let folder = try Folder.withOwnScenarios()
    try folder.write(
      """
      threat: swing
      title: {zh: 摇摆, en: Swing}
      class: B.5
      on: component
      stages:
        one: {impact: {symptom: down}, next: {two: {when: down}}}
        two: {next: {one: {when: up}}}

      """, to: "scenarios/threats/swing.yaml")
    let drill = "scenarios/drills/worm-in-the-service-hall.yaml"
    try folder.write(
      folder.read(drill).replacingOccurrences(of: "with: kiosk-worm", with: "with: swing"),
      to: drill)
    for (language, words) in [("en", "the threat 'swing' on 'kiosk-3'"), ("zh", "威胁 'swing'")] {
      let run = try Command.run(
        ["run", "worm-in-the-service-hall", "--lang", language], in: folder)
      #expect(run.status == 65)
      #expect(run.out.isEmpty)
      #expect(run.err.contains(words), "\(run.err)")
    }
  }
}
