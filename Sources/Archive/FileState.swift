import Foundation

/// What tells whether the file of an archive has changed since.
struct FileState: Equatable {
  private var device: UInt64
  private var number: UInt64
  private var size: Int64
  private var seconds: Int
  private var nanoseconds: Int

  /// nil when there is no such file. Throws what keeps it from being known: an unreadable folder is
  /// no empty one.
  init?(_ path: String) throws(ArchiveError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw ArchiveError(.cannotOpen, path: path, code: code)
    }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int64(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// 0 when there is none.
  static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Makes the folder and those above it. Gives the error number, 0 when it is there.
  static func makeFolder(_ path: String) -> Int32 {
    if mkdir(path, 0o777) == 0 { return 0 }
    let code = errno
    if code == EEXIST { return refusal(ofFolder: path) }
    let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard code == ENOENT, above != path else { return code }
    let refused = makeFolder(above)
    guard refused == 0 else { return refused }
    return mkdir(path, 0o777) == 0 ? 0 : errno == EEXIST ? refusal(ofFolder: path) : errno
  }

  private static func refusal(ofFolder path: String) -> Int32 {
    var status = stat()
    guard stat(path, &status) == 0 else { return errno }
    return status.st_mode & S_IFMT == S_IFDIR ? 0 : ENOTDIR
  }
}
