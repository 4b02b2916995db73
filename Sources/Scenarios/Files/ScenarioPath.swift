/// Arithmetic on paths as text: a path inside of a scenario folder is words joined by `/`.
enum ScenarioPath {
  /// The path that `reference` names when it is written in a file of that folder path; nil when it
  /// is absolute, empty, or climbs out of the scenario folder.
  static func resolve(_ reference: String, from folder: String) -> String? {
    guard !reference.isEmpty, !reference.hasPrefix("/"), !reference.hasPrefix("~") else {
      return nil
    }
    var words = folder.split(separator: "/").map(String.init)
    for word in reference.split(separator: "/") {
      switch word {
      case ".": continue
      case "..":
        guard words.popLast() != nil else { return nil }
      default: words.append(String(word))
      }
    }
    return words.joined(separator: "/")
  }

  /// The folder part; "" for none.
  static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last word.
  static func file(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The last word without its ending.
  static func stem(_ path: String) -> String {
    let file = file(path)
    guard let point = file.lastIndex(of: "."), point != file.startIndex else { return file }
    return String(file[..<point])
  }

  /// The ending, lower-case, without the point.
  static func ending(_ path: String) -> String {
    let file = file(path)
    guard let point = file.lastIndex(of: "."), point != file.startIndex else { return "" }
    return file[file.index(after: point)...].lowercased()
  }

  static func join(_ folder: String, _ path: String) -> String {
    if folder.isEmpty || folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }
}
