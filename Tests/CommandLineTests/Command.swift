import Foundation

/// The built command, run as a person or a script runs it.
enum Command {
  /// What a run of it came to.
  struct Ending {
    /// The exit code; 128 and the signal's number when a signal ended it.
    var status: Int32
    var out: String
    var err: String
  }

  /// Beside the test bundle, in the folder of the build.
  static let path = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("sandtable").path

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let scenarios = repository.appendingPathComponent("scenarios").path

  /// Runs `sandtable` with these arguments in the folder, whose own archive and home it uses.
  static func run(
    _ arguments: [String], in folder: Folder, with variables: [String: String] = [:]
  ) throws -> Ending {
    try Running(path, arguments, in: folder, with: variables).end()
  }

  /// Runs a line of bash, in which `$SANDTABLE` is the command.
  static func shell(
    _ line: String, in folder: Folder, with variables: [String: String] = [:]
  ) throws -> Ending {
    try Running("/bin/bash", ["-c", line], in: folder, with: variables).end()
  }
}

/// A process under way; what it writes goes into files, so that no full pipe can stop it.
final class Running {
  private let process = Process()
  private let out: URL
  private let err: URL

  init(
    _ program: String, _ arguments: [String], in folder: Folder,
    with variables: [String: String] = [:]
  ) throws {
    let name = UUID().uuidString
    out = folder.url.appendingPathComponent(".\(name).out")
    err = folder.url.appendingPathComponent(".\(name).err")
    for file in [out, err] { try Data().write(to: file) }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    // A clean environment: what the machine that tests has set must not matter.
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"],
      "HOME": folder.url.path, "LC_ALL": "C", "SANDTABLE": Command.path,
    ].merging(variables) { $1 }
    try process.run()
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until it has worked for so long: a busy machine gives it its time late, and who waits by
  /// the clock may find it not begun. Returns, too, when it is over.
  func waitUntilItHasWorked(_ seconds: Double) {
    let path = "/proc/\(process.processIdentifier)/stat"
    while process.isRunning {
      // Behind the name in brackets: the times in user and system mode are the 12th and 13th.
      let fields =
        (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: ")").last?
        .split(separator: " ") ?? []
      let ticks = fields.count > 12 ? (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0) : 0
      if ticks / Double(sysconf(Int32(_SC_CLK_TCK))) >= seconds { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  func end() throws -> Command.Ending {
    process.waitUntilExit()
    let signalled = process.terminationReason == .uncaughtSignal
    return Command.Ending(
      status: process.terminationStatus + (signalled ? 128 : 0),
      out: try String(contentsOf: out, encoding: .utf8),
      err: try String(contentsOf: err, encoding: .utf8))
  }
}

/// A folder of its own for a test, gone afterwards.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// With a link to the repository's scenarios, as in a checkout.
  static func withScenarios() throws -> Folder {
    let folder = try Folder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("scenarios"), withDestinationPath: Command.scenarios)
    return folder
  }

  /// One with a copy of them, to be changed.
  static func withOwnScenarios() throws -> Folder {
    let folder = try Folder()
    // The folder itself, where a link leads to it.
    let scenarios = URL(fileURLWithPath: Command.scenarios).resolvingSymlinksInPath().path
    try FileManager.default.copyItem(atPath: scenarios, toPath: folder.path("scenarios"))
    return folder
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      print("left behind: \(url.path): \(error)")
    }
  }
}
