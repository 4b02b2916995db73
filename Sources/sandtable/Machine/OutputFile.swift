import Foundation
import Scenarios

/// The one place that opens files for writing.
///
/// A regular file is replaced so that there is the old one or the new one, never half of it:
/// written beside it, synced, then renamed over it; it keeps its mode. Links are followed. What is
/// no regular file (a device, a pipe, an open descriptor such as `/dev/stdout`) is written to as it
/// is.
enum OutputFile {
  /// Makes the folder where it is missing. Throws the machine's refusal, naming the path.
  static func write(_ text: String, to path: String) throws {
    let code =
      switch OutputPlace(path) {
      case .descriptor(let number): add(text, to: number)
      case .stream: stream(text, to: path)
      case .file(let place, let status): replace(place, status, with: text)
      case .nowhere(let code): code
      }
    guard code == 0 else { throw refusal(path, code) }
  }

  /// Adds to the end of a file that others add to as well, on a line of its own; makes the file
  /// where it is missing. Throws the machine's refusal, naming the path.
  static func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o644)
    guard descriptor >= 0 else { throw refusal(path, errno) }
    var code = add(isAmidLine(path) ? "\n" + text : text, to: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else { throw refusal(path, code) }
  }

  /// Whether a regular file ends without a line feed; false of one that can't be read.
  private static func isAmidLine(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, OutputPlace.isRegular(status), status.st_size > 0
    else { return false }
    var last: UInt8 = 0x0A
    return pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != 0x0A
  }

  /// Gives the error number, 0 when all is written or the reader has gone.
  private static func add(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    let code = text.withUTF8 { Streams.writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
    return code == EPIPE ? 0 : code
  }

  /// Writes to a device or a pipe, whose reader is waited for until Ctrl-C.
  private static func stream(_ text: String, to path: String) -> Int32 {
    var descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    while descriptor < 0 {
      let code = errno
      var status = stat()
      let isPipe = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
      guard code == EINTR || code == ENXIO && isPipe, !Signals.wasInterrupted else { return code }
      usleep(20_000)
      descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    }
    // Opened without waiting, but not to be written to so.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    let code = add(text, to: descriptor)
    return close(descriptor) != 0 && code == 0 ? errno : code
  }

  /// - Parameter status: of the file that is there; nil: none is.
  private static func replace(_ path: String, _ status: stat?, with text: String) -> Int32 {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    if status != nil {
      // A file that may not be written is not to be replaced either.
      guard access(path, W_OK) == 0 else { return errno }
    } else {
      let refused = makeFolder(folder.path)
      guard refused == 0 else { return refused }
    }
    var code: Int32 = 0
    guard let draft = Draft(in: folder, like: status, &code) else { return code }
    code = draft.write(text)
    if code == 0, rename(draft.path, path) != 0 { code = errno }
    if code != 0 { unlink(draft.path) }
    draft.close()
    if code == 0 { sync(folder) }
    return code
  }

  /// Makes the folder and those above it. Gives the error number, 0 when it is there.
  private static func makeFolder(_ path: String) -> Int32 {
    if ScenarioFolder.isFolder(path) || mkdir(path, 0o777) == 0 { return 0 }
    let code = errno
    let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard code == ENOENT, above != path else { return code }
    let refused = makeFolder(above)
    if refused != 0 { return refused }
    return mkdir(path, 0o777) == 0 || ScenarioFolder.isFolder(path) ? 0 : errno
  }

  /// The new name is on the disk, too. Some file systems refuse to sync a folder; the file itself
  /// is written by then.
  private static func sync(_ folder: URL) {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func refusal(_ path: String, _ code: Int32) -> Failure {
    Failure(
      .machine, zh: "无法写入文件 \(path)", en: "cannot write the file \(path)",
      detail: SystemWords.message(code))
  }
}
