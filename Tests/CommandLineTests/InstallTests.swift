import Foundation
import Testing

/// The command where `make install` puts it, away from a checkout.
@Suite("Installed, the command")
struct InstallTests {
  /// A prefix with the command and the scenarios, and an empty folder to work in.
  private static func installed() throws -> (folder: Folder, command: String) {
    let folder = try Folder()
    let command = folder.path("prefix/bin/sandtable")
    for path in ["prefix/bin", "prefix/share/sandtable"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(path), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(atPath: Command.path, toPath: command)
    try FileManager.default.copyItem(
      atPath: Command.scenarios, toPath: folder.path("prefix/share/sandtable/scenarios"))
    return (folder, command)
  }

  @Test("finds the installed scenarios where there are none of its own, by a link to it, too")
  func fallsBack() throws {
    let (folder, command) = try Self.installed()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: command)
    let work = ["COMMAND": command, "LINK": folder.path("link")]
    let list = try Command.shell("$COMMAND list", in: folder, with: work)
    #expect(list.status == 0)
    #expect(list.out.contains(drills[0]))
    let run = try Command.shell(
      "$LINK run \(drills[0]) --no-archive --no-report", in: folder, with: work)
    #expect([0, 1].contains(run.status), "\(run.err)")
    let show = try Command.shell("$COMMAND show province", in: folder, with: work)
    #expect(show.out.contains("prefix/share/sandtable/scenarios/platforms/province.yaml"))
    #expect(show.err.contains("share/sandtable/scenarios/support/province.yaml"))
    let new = try Command.shell(
      "$COMMAND new drill mine && $COMMAND run mine --no-archive", in: folder, with: work)
    #expect([0, 1].contains(new.status), "\(new.err)")
  }

  @Test("takes ./scenarios where it is there")
  func ownFirst() throws {
    let (folder, command) = try Self.installed()
    try FileManager.default.createDirectory(
      atPath: folder.path("scenarios/drills"), withIntermediateDirectories: true)
    let list = try Command.shell("$COMMAND list", in: folder, with: ["COMMAND": command])
    #expect(list.out == "no drills\n")
  }

  @Test("says which drills there are when a name is unknown, and when there are none at all")
  func unknown() throws {
    let folder = try Folder.withScenarios()
    let near = try Command.run(["run", "ups-failure-winter-nigth"], in: folder)
    #expect(near.status == 65)
    #expect(near.err.contains("did you mean 'ups-failure-winter-night'?"))
    let none = try Command.run(["run", drills[0]], in: try Folder())
    #expect(none.status == 65)
    #expect(none.err.contains("no folder scenarios here"))
  }
}
