import Foundation
import Scenarios

/// Writes a file so that there is the old one or the new one, never half of it: beside it, synced,
/// then renamed over it.
enum OutputFile {
  /// Makes the folder where it is missing. Throws the machine's refusal, naming the path.
  static func write(_ text: String, to path: String) throws {
    let target = URL(fileURLWithPath: path)
    let folder = target.deletingLastPathComponent()
    let refused = makeFolder(folder.path)
    guard refused == 0 else { throw refusal(path, SystemWords.message(refused)) }
    removeStaleDrafts(in: folder)
    let name = "\(draftPrefix)\(getpid()).\(target.lastPathComponent)"
    let draft = folder.appendingPathComponent(name).path
    let code = writeSynced(text, to: draft)
    guard code == 0, rename(draft, path) == 0 else {
      let message = SystemWords.message(code == 0 ? errno : code)
      unlink(draft)
      throw refusal(path, message)
    }
    sync(folder)
  }

  /// Adds to the end of a file that others add to as well; makes it where it is missing. Throws the
  /// machine's refusal, naming the path.
  static func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw refusal(path, SystemWords.message(errno)) }
    var text = text
    var code = text.withUTF8 { Streams.writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else { throw refusal(path, SystemWords.message(code)) }
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

  private static let draftPrefix = ".sandtable-draft."

  /// Drafts of processes that were killed while they wrote. A process of another container is
  /// told by its lock.
  private static func removeStaleDrafts(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(draftPrefix) {
      let words = name.dropFirst(draftPrefix.count)
      guard let process = pid_t(words.prefix { $0 != "." }), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let path = folder.appendingPathComponent(name).path
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// Gives the error number, 0 when the text is on the disk.
  private static func writeSynced(_ text: String, to path: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return errno }
    flock(descriptor, LOCK_EX | LOCK_NB)
    var text = text
    var code = text.withUTF8 {
      Streams.writeAll(UnsafeRawBufferPointer($0), to: descriptor)
    }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    return code
  }

  /// The new name is on the disk, too. Some file systems refuse to sync a folder; the file itself
  /// is written by then.
  private static func sync(_ folder: URL) {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func refusal(_ path: String, _ detail: Bilingual) -> Failure {
    Failure(.machine, zh: "无法写入文件 \(path)", en: "cannot write the file \(path)", detail: detail)
  }
}
