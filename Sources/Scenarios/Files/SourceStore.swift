import Foundation

/// The files of one scenario folder, on disk or from texts that were kept, by paths within it. It
/// opens nothing outside.
struct SourceStore {
  private enum Origin {
    /// The folder as the person named it, and its real path.
    case disk(root: String, real: String)
    /// And what stands before their paths where they are shown.
    case memory([SourceFile], shownIn: String)
  }

  private let origin: Origin
  /// What was opened, in order, with the sink's number.
  private(set) var opened: [(path: String, file: Int)] = []
  /// Changes beside those of the drill's own file, and of that file, as a map like its `changes`;
  /// nil: none.
  var settings: String?

  /// The path under which settings are kept among a drill's files; no real file has it.
  static let settingsPath = "(settings)"

  /// The folder that holds a file: the nearest ancestor with a `platforms` or `drills` in it.
  init(holding path: String) {
    let folder = ScenarioPath.folder(path)
    self.init(around: folder.isEmpty ? "." : folder)
  }

  /// The scenario folder that a folder is, or lies in.
  init(around start: String) {
    var folder = start
    let files = FileManager.default
    while true {
      for mark in ["platforms", "drills"] {
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: ScenarioPath.join(folder, mark), isDirectory: &isFolder),
          isFolder.boolValue
        {
          origin = .disk(root: folder, real: Self.real(folder))
          return
        }
      }
      guard Self.real(folder) != "/" else { break }
      let isUp = folder == "." || ScenarioPath.file(folder) == ".."
      let above = ScenarioPath.folder(folder)
      folder = isUp ? (folder == "." ? ".." : folder + "/..") : (above.isEmpty ? "." : above)
    }
    origin = .disk(root: start, real: Self.real(start))
  }

  /// Files that were kept, e.g. by an archive.
  init(_ files: [SourceFile], shownIn folder: String = "") {
    origin = .memory(files, shownIn: folder)
    settings = files.first { $0.path == SourceStore.settingsPath }?.text
  }

  /// Opens the settings, if there are any.
  mutating func openSettings(_ sink: inout DiagnosticSink) -> Int? {
    guard let settings else { return nil }
    let file = sink.add(SourceText(path: SourceStore.settingsPath, text: settings))
    opened.append((SourceStore.settingsPath, file))
    return file
  }

  private static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// The path within the folder of a file that the person named; nil when it really lies elsewhere.
  func path(of named: String) -> String? {
    guard case .disk(_, let real) = origin else { return named }
    let folder = ScenarioPath.folder(named)
    let file = Self.real(folder.isEmpty ? "." : folder) + "/" + ScenarioPath.file(named)
    let prefix = real.hasSuffix("/") ? real : real + "/"
    return file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : nil
  }

  /// What a diagnostic calls the file.
  func display(_ path: String) -> String {
    switch origin {
    case .disk(let root, _): ScenarioPath.join(root, path)
    case .memory(_, let folder): folder + path
    }
  }

  /// Opens a file once. What goes wrong is told at `place`, where the file is named, or else of the
  /// file itself.
  mutating func open(
    _ path: String, named name: String? = nil, at place: SourcePosition? = nil,
    _ sink: inout DiagnosticSink
  ) -> Int? {
    if let known = opened.first(where: { $0.path == path }) { return known.file }
    let display = name ?? display(path)
    switch text(path, display) {
    case .success(let text):
      let file = sink.add(SourceText(path: display, text: text))
      opened.append((path, file))
      return file
    case .failure(let refusal):
      let position = place ?? .wholeFile(sink.add(SourceText(path: display, text: "")))
      sink.error(
        refusal.rule, position, zh: refusal.message.zh, en: refusal.message.en, hint: refusal.hint)
      return nil
    }
  }

  private func text(_ path: String, _ display: String) -> Result<String, FileText.Refusal> {
    switch origin {
    case .memory(let files, _):
      if let file = files.first(where: { $0.path == path }) { return .success(file.text) }
      return .failure(
        FileText.Refusal(
          rule: .missingFile,
          message: Bilingual(zh: "没有文件 '\(path)'", en: "there is no file '\(path)'")))
    case .disk(_, let real):
      let target = Self.real(ScenarioPath.join(real, path))
      let prefix = real.hasSuffix("/") ? real : real + "/"
      guard target.hasPrefix(prefix) else { return .failure(Self.outside(display)) }
      return FileText.read(display)
    }
  }

  static func outside(_ path: String) -> FileText.Refusal {
    FileText.Refusal(
      rule: .outsideFolder,
      message: Bilingual(
        zh: "'\(path)' 在场景文件夹之外", en: "'\(path)' is outside of the scenario folder"),
      hint: Bilingual(
        zh: "只能引用含 platforms 或 drills 的文件夹之内的文件",
        en: "only files inside of the folder that holds 'platforms' or 'drills' can be used"))
  }

  func isFolder(_ path: String) -> Bool {
    switch origin {
    case .memory(let files, _): return files.contains { $0.path.hasPrefix(path + "/") }
    case .disk(_, let real):
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: ScenarioPath.join(real, path), isDirectory: &isFolder)
      return exists && isFolder.boolValue
    }
  }

  /// The files of a folder, sorted by name, hidden ones left out; paths within the scenario folder.
  func files(in folder: String) -> [String] {
    switch origin {
    case .memory(let files, _):
      return files.map(\.path).filter { ScenarioPath.folder($0) == folder }.sorted()
    case .disk(_, let real):
      let target = ScenarioPath.join(real, folder)
      let prefix = real.hasSuffix("/") ? real : real + "/"
      guard (Self.real(target) + "/").hasPrefix(prefix),
        let names = try? FileManager.default.contentsOfDirectory(atPath: target)
      else { return [] }
      return names.filter { !$0.hasPrefix(".") }.sorted().map { ScenarioPath.join(folder, $0) }
    }
  }
}
