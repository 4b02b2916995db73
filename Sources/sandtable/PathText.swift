import ArgumentParser

/// A path of the command line: for every option and argument that takes one.
enum PathText {
  /// As it is; an empty one is a wrong use, not the root of all files.
  static func read(_ text: String) throws -> String {
    guard !text.isEmpty else { throw ValidationError("A path is empty. 路径为空。") }
    return text
  }
}
