import Foundation

/// The files that one command reads and those that it is to write: told apart before anything is
/// played, since what is written over is gone.
struct NamedFiles {
  private var inputs: Set<String> = []
  private var outputs: Set<String> = []

  /// - Parameter paths: of files that the command reads; what is none is passed over.
  mutating func reads(_ paths: [String]) {
    inputs.formUnion(paths.compactMap { OutputPlace($0).identity })
  }

  /// Throws a wrong use when the command reads one of the files, or is to write it twice. Devices
  /// and pipes may be named as often as one likes.
  mutating func writes(_ paths: [String?]) throws {
    for path in paths.compactMap(\.self) {
      guard let identity = OutputPlace(path).identity else { continue }
      guard !inputs.contains(identity) else {
        throw Failure(
          .usage, zh: "\(path) 是本命令要读的文件，不能写在它上面",
          en: "\(path) is read by this command, and cannot be written over")
      }
      guard outputs.insert(identity).inserted else {
        throw Failure(
          .usage, zh: "\(path) 被指定为两个输出", en: "\(path) is named for two outputs")
      }
    }
  }
}
