import Foundation

/// A file under way beside the one that it will replace. Its lock says that its process lives; what
/// killed processes left in the folder is swept when a new one is made there.
struct Draft {
  let path: String
  private let descriptor: Int32
  private let mode: mode_t?
  private let owner: (user: uid_t, group: gid_t)?

  private static let prefix = ".sandtable-draft."
  private static let newMode: mode_t = 0o644

  /// nil, with the error number, when the folder refuses.
  ///
  /// - Parameter status: of the file to be replaced, whose mode and owner it takes.
  init?(in folder: URL, like status: stat?, _ code: inout Int32) {
    Self.sweep(folder)
    mode = status.map { $0.st_mode & 0o777 }
    owner = status.map { ($0.st_uid, $0.st_gid) }
    // As closed as the old one from its first moment.
    let first = mode.map { $0 & 0o600 } ?? Self.newMode
    var number = 0
    while true {
      let name = "\(Self.prefix)\(getpid()).\(number)"
      let path = folder.appendingPathComponent(name).path
      let descriptor = open(
        path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, first)
      if descriptor < 0 {
        // Of another container, whose processes have the same numbers.
        guard errno == EEXIST, number < 1_000 else {
          code = errno
          return nil
        }
        number += 1
        continue
      }
      flock(descriptor, LOCK_EX | LOCK_NB)
      // Another process may have swept it before it was locked.
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_nlink == 0, number < 1_000 {
        Foundation.close(descriptor)
        number += 1
        continue
      }
      self.path = path
      self.descriptor = descriptor
      return
    }
  }

  /// Gives the error number, 0 when the text is on the disk.
  func write(_ text: String) -> Int32 {
    var text = text
    let code = text.withUTF8 { Streams.writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
    guard code == 0 else { return code }
    // Only root may give a file away; whose it is then follows from who wrote it.
    if let owner { _ = fchown(descriptor, owner.user, owner.group) }
    if let mode, fchmod(descriptor, mode) != 0 { return errno }
    return fsync(descriptor) == 0 ? 0 : errno
  }

  func close() { Foundation.close(descriptor) }

  /// Removes drafts whose process is gone: those that nobody has locked.
  private static func sweep(_ folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard Int(name.dropFirst(prefix.count).prefix { $0 != "." }) != nil else { continue }
      let path = folder.appendingPathComponent(name).path
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      var status = stat()
      if fstat(descriptor, &status) == 0, OutputPlace.isRegular(status),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      {
        unlink(path)
      }
      Foundation.close(descriptor)
    }
  }
}
