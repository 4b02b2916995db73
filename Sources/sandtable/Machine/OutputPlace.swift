import Foundation

/// What a path to be written to leads to.
enum OutputPlace {
  /// A descriptor that is open already: `/dev/stdout`, `/dev/fd/63` of a shell's `>(...)`.
  case descriptor(Int32)
  /// A device, a pipe or a socket.
  case stream
  /// A regular file, by the path that the links lead to; nil: none is there yet.
  case file(String, stat?)
  /// A folder, or nothing that can be reached: an error number.
  case nowhere(Int32)

  init(_ path: String) {
    var place = path
    // As many links as the system itself follows.
    for _ in 0..<40 {
      if let number = Self.descriptor(place) {
        self = .descriptor(number)
        return
      }
      var status = stat()
      guard lstat(place, &status) == 0 else {
        self = errno == ENOENT ? .file(place, nil) : .nowhere(errno)
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: self = .file(place, status)
      case S_IFDIR: self = .nowhere(EISDIR)
      case S_IFLNK:
        guard let next = Self.target(place) else {
          self = .nowhere(errno)
          return
        }
        place = next
        continue
      default: self = .stream
      }
      return
    }
    self = .nowhere(ELOOP)
  }

  static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

  /// What tells the file from all others, to be compared: nil of streams, which many may write to.
  var identity: String? {
    switch self {
    case .descriptor, .stream, .nowhere: nil
    case .file(_, let status?): "\(status.st_dev):\(status.st_ino)"
    case .file(let path, nil): Self.realPath(path)
    }
  }

  /// The path without links, of a file that is not there yet; its folders may be missing, too.
  private static func realPath(_ path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    return url.deletingLastPathComponent().resolvingSymlinksInPath()
      .appendingPathComponent(url.lastPathComponent).path
  }

  private static func descriptor(_ path: String) -> Int32? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      guard let number = Int32(path.dropFirst(folder.count)), fcntl(number, F_GETFL) >= 0
      else { continue }
      return number
    }
    return nil
  }

  /// Where a link leads; nil, with `errno`, when that can't be read.
  private static func target(_ link: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let target = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard !target.hasPrefix("/"), let slash = link.lastIndex(of: "/") else { return target }
    return link[...slash] + target
  }
}
