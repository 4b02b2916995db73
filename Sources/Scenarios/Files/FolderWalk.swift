import Foundation

/// Lists the files below folders, sorted, so that a check reads them in the same order everywhere.
struct FolderWalk {
  /// Deeper than a scenario folder needs.
  static let depthLimit = 8

  private(set) var files: [String] = []
  /// What was not read although it lies in a folder that was named.
  private var gaps = DiagnosticSink()
  private var known: Set<String> = []
  /// Real paths, so that a folder with several names is walked once.
  private var walked: Set<String> = []
  /// The real path of the folder that the person named, with a slash at its end.
  private var root = ""
  /// A file, a gap or a folder that was walked before has been met since.
  private var hasMet = false

  /// Folders are walked; of what is found there, hidden files and files of other endings are left
  /// out. A path that is no folder is kept as it is, so that reading it says what is wrong with it.
  /// Links are followed within the folder that was named, not out of it.
  init(_ paths: [String]) {
    for path in paths.map(Self.trim) {
      guard Self.kind(path) == .folder else {
        add(path)
        continue
      }
      let real = Self.real(path)
      root = real.hasSuffix("/") ? real : real + "/"
      hasMet = false
      walk(path, depth: 0)
      if !hasMet { tellEmpty(path) }
    }
    if files.isEmpty, !gaps.hasErrors { tellEmpty(paths.joined(separator: " ")) }
  }

  private mutating func tellEmpty(_ path: String) {
    gap(
      path, .missingFile, zh: "文件夹 '\(path)' 里没有场景文件",
      en: "there is no scenario file in the folder '\(path)'")
  }

  private mutating func add(_ file: String) {
    hasMet = true
    if known.insert(file).inserted { files.append(file) }
  }

  private mutating func walk(_ folder: String, depth: Int) {
    guard walked.insert(Self.real(folder)).inserted else {
      hasMet = true
      return
    }
    guard depth < Self.depthLimit else {
      return gap(
        folder, .unreadableFile, isWarning: true,
        zh: "'\(folder)' 在第 \(depth) 层文件夹中，只检查 \(Self.depthLimit) 层",
        en: "'\(folder)' is \(depth) folders deep; only \(Self.depthLimit) are checked")
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      return unreadable(folder)
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = ScenarioPath.join(folder, name)
      switch Self.kind(path) {
      case .folder: enter(path, depth: depth + 1)
      case .locked: unreadable(path)
      case .other where name.unicodeScalars.contains("\u{FFFD}") && !Self.isThere(path):
        let refusal = FileText.unreadableName(path)
        gap(path, refusal.rule, zh: refusal.message.zh, en: refusal.message.en)
      case .other:
        if FileKind.endings.contains(ScenarioPath.ending(name)) { add(path) }
      }
    }
  }

  private mutating func enter(_ folder: String, depth: Int) {
    guard (Self.real(folder) + "/").hasPrefix(root) else {
      return gap(
        folder, .outsideFolder, isWarning: true, zh: "链接 '\(folder)' 指向文件夹之外，未跟随",
        en: "the link '\(folder)' leads out of the folder and was not followed")
    }
    walk(folder, depth: depth)
  }

  private mutating func unreadable(_ folder: String) {
    gap(
      folder, .unreadableFile, zh: "文件夹 '\(folder)' 无法读取",
      en: "the folder '\(folder)' cannot be read")
  }

  private mutating func gap(
    _ path: String, _ rule: DiagnosticRule, isWarning: Bool = false, zh: String, en: String
  ) {
    hasMet = true
    let place = SourcePosition.wholeFile(gaps.add(SourceText(path: path, text: "")))
    if isWarning {
      gaps.warning(rule, place, zh: zh, en: en)
    } else {
      gaps.error(rule, place, zh: zh, en: en)
    }
  }

  var diagnostics: [Diagnostic] { gaps.sorted() }
}

extension FolderWalk {
  private enum Kind {
    case folder
    /// In a folder in which nothing can be looked up.
    case locked
    case other
  }

  private static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return errno == EACCES ? .locked : .other }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func trim(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
