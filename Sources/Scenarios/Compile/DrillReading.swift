import Crypto
import EventKernel
import Scoring
import Simulator

/// Reads, checks and compiles one drill with every file that it uses.
struct DrillReading {
  private(set) var store: SourceStore
  private(set) var sink = DiagnosticSink()
  /// A flow that the drill uses could not be read.
  private var flowsMissing = false
  /// A threat that the drill uses could not be read.
  private var threatsMissing = false

  init(_ store: SourceStore) { self.store = store }

  /// The description alone; nil when the file cannot be read.
  mutating func description(_ path: String, named name: String) -> DrillDescription? {
    script(path, named: name).flatMap { DrillDescription($0, &sink) }
  }

  /// The document of a drill file.
  private mutating func script(_ path: String, named name: String) -> YAMLValue? {
    guard let file = store.open(path, named: name, &sink) else { return nil }
    guard ScenarioPath.ending(path) != "bpmn" else {
      wrongKind(.flow, .drill, .wholeFile(file))
      return nil
    }
    guard let root = YAMLReader.read(file: file, &sink), let kind = FileKind(root, &sink) else {
      return nil
    }
    guard kind == .drill else {
      wrongKind(kind, .drill, root.position)
      return nil
    }
    return root
  }

  /// The drill's description with the settings in it and among its changes.
  private mutating func descriptionWithSettings(
    _ path: String, named name: String
  ) -> DrillDescription? {
    guard let root = script(path, named: name) else { return nil }
    var settings: [ChangeDescription] = []
    if let file = store.openSettings(&sink) {
      guard let map = YAMLReader.read(file: file, &sink) else { return nil }
      settings = map.changes(&sink)
    }
    let changed = Overlay.apply(Overlay.changes(settings, of: .drill, &sink), to: root, &sink)
    guard var drill = DrillDescription(changed, &sink) else { return nil }
    let keys = changed.entries(&sink).map(\.key)
    Overlay.checkRoots(drill.changes, ofDrill: keys, &sink)
    Overlay.checkRoots(ofSettings: settings, ofDrill: keys, &sink)
    drill.changes += settings
    return drill
  }

  /// The drill of a path within the folder; nil when there are errors.
  mutating func compile(_ path: String, named name: String) -> CompiledDrill? {
    guard var drill = descriptionWithSettings(path, named: name) else { return nil }
    let folder = ScenarioPath.folder(path)
    let platform = document(drill.uses.platform, .platform, drill, folder)
      .flatMap { PlatformDescription($0, &sink) }
    let support = document(drill.uses.support, .support, drill, folder)
      .flatMap { SupportDescription($0, &sink) }
    let agreement = document(drill.uses.agreement, .agreement, drill, folder)
      .flatMap { AgreementDescription($0, &sink) }
    let rubric = document(drill.uses.rubric, .rubric, drill, folder)
      .flatMap { RubricDescription($0, &sink) }
    let threats = threats(drill, folder)
    let flows = flows(drill, folder)
    drill.objectives += objectives(drill, folder)
    platform?.check(&sink)
    support?.check(&sink)
    guard let platform, let support else { return nil }
    CrossCheck(platform, support).run(&sink)
    return compile(drill, platform, support, agreement, rubric, threats, flows)
  }

  private mutating func compile(
    _ drill: DrillDescription, _ platform: PlatformDescription, _ support: SupportDescription,
    _ agreement: AgreementDescription?, _ rubric: RubricDescription?,
    _ threats: [ThreatDescription],
    _ flows: [FlowDescription]
  ) -> CompiledDrill? {
    var model = Model()
    var lexicon = Lexicon()
    var supportCompiler = SupportCompiler(support)
    var platformCompiler = PlatformCompiler(platform)
    let calendar = agreement?.calendar(from: drill.start)
    platformCompiler.compile(
      supportCompiler.rows, start: drill.start,
      workingDays: WorkingDays(calendar: calendar, horizon: drill.horizon), into: &model, &lexicon)
    supportCompiler.compile(
      sites: platformCompiler.rows.sites, start: drill.start, into: &model, &lexicon)
    platformCompiler.writePeople(&model, &lexicon)
    var threatCompiler = ThreatCompiler(ThreatNames(threats, areAll: !threatsMissing))
    threatCompiler.compile(
      used: drill.threatsUsed, supportCompiler.rows, into: &model, &lexicon, &sink)
    agreement?.compile(threats: threatCompiler.names, into: &model, &sink)
    let roles = FlowCompiler.Roles(
      posts: support.posts.prefix(64).map(\.name.text),
      skills: support.skills.prefix(64).map(\.name.text), parts: support.partNames(sink),
      streams: drill.demand.map(\.name.text), hasAllFlows: !flowsMissing,
      threats: threatCompiler.names)
    let drawings = FlowCompiler.compile(
      flows, areAll: !flowsMissing, roles: roles, into: &model, lexicon: &lexicon, &sink)
    // A step is unknown only when all flows could be read.
    let flowsAreWhole =
      (!flows.isEmpty || !sink.hasErrors) && flows.count == model.net.flows.count && !flowsMissing
    var script = DrillCompiler(
      drill, platform, support, knowsSteps: flowsAreWhole, threats: threatCompiler.names,
      subjects: SubjectNames(platform, platformCompiler.rows, model, people: lexicon.people), sink)
    script.compile(into: &model, &lexicon, &sink)
    if flowsAreWhole, !sink.hasErrors { RepairCheck(platform, support).run(model, &sink) }
    guard !sink.hasErrors, let agreement, let rubric else { return nil }
    let sources = store.opened.map {
      SourceFile(path: $0.path, text: sink.sources[$0.file].text)
    }
    return CompiledDrill(
      name: drill.name.text, title: drill.title, teaches: drill.teaches,
      emergencyClass: drill.event, start: drill.start, model: model, lexicon: lexicon,
      rubric: rubric.rubric, rubricName: rubric.name.text, objectives: script.objectives,
      objectiveLines: drill.objectives.map(\.name.position.line),
      calendar: agreement.calendar(from: drill.start),
      drawings: drawings, sources: sources, digest: Self.digest(sources),
      replications: drill.replications, knownValues: script.knownValues)
  }

  /// A file that the drill uses, with the drill's changes in it.
  private mutating func document(
    _ reference: Name?, _ kind: FileKind, _ drill: DrillDescription, _ folder: String
  ) -> YAMLValue? {
    guard let reference, let path = resolve(reference, folder),
      let file = store.open(path, at: reference.position, &sink),
      let root = YAMLReader.read(file: file, &sink), let found = FileKind(root, &sink)
    else { return nil }
    guard found == kind else {
      wrongKind(found, kind, reference.position)
      return nil
    }
    return Overlay.apply(Overlay.changes(drill.changes, of: kind, &sink), to: root, &sink)
  }

  /// The objectives of the OpenSLO documents that the drill uses. In the drill they stand where
  /// their document is named.
  private mutating func objectives(
    _ drill: DrillDescription, _ folder: String
  ) -> [ObjectiveDescription] {
    var names = Set(drill.objectives.map(\.name.text))
    var found: [ObjectiveDescription] = []
    for reference in drill.uses.objectives {
      let root = document(reference, .openSLO, drill, folder)
      for var objective in root.flatMap({ OpenSLODescription($0, &sink) })?.objectives ?? [] {
        guard names.insert(objective.name.text).inserted else {
          sink.error(
            .duplicateName, reference.position, zh: "目标 '\(objective.name.text)' 重名",
            en: "there are two objectives called '\(objective.name.text)'")
          continue
        }
        objective.name.position = reference.position
        found.append(objective)
      }
    }
    return found
  }

  private mutating func resolve(_ reference: Name, _ folder: String) -> String? {
    if let path = ScenarioPath.resolve(reference.text, from: folder) { return path }
    let refusal = SourceStore.outside(reference.text)
    sink.error(
      refusal.rule, reference.position, zh: refusal.message.zh, en: refusal.message.en,
      hint: refusal.hint)
    return nil
  }

  private mutating func wrongKind(_ found: FileKind, _ wanted: FileKind, _ at: SourcePosition) {
    sink.error(
      .unknownKind, at, zh: "这是 '\(found.rawValue)' 文件，此处应为 '\(wanted.rawValue)' 文件",
      en: "this file is of the kind '\(found.rawValue)'; '\(wanted.rawValue)' is wanted here")
  }

  // MARK: Threats

  /// The threats that stand in the drill, and those of the files and folders that it uses.
  private mutating func threats(
    _ drill: DrillDescription, _ folder: String
  ) -> [ThreatDescription] {
    var found = drill.threats
    var paths: [(path: String, position: SourcePosition)] = []
    for reference in drill.uses.threats {
      guard let path = resolve(reference, folder) else { continue }
      let isFolder = store.isFolder(path)
      let files = isFolder ? store.files(in: path) : [path]
      for file in files where !isFolder || ["yaml", "yml"].contains(ScenarioPath.ending(file)) {
        if !paths.contains(where: { $0.path == file }) { paths.append((file, reference.position)) }
      }
    }
    let names = paths.map { ScenarioPath.file(ScenarioPath.stem($0.path)) }
    let changes = Overlay.changes(drill.changes, of: .threats, named: names, &sink)
    for (place, changes) in zip(paths, changes) {
      guard let threat = threat(place.path, at: place.position, changes) else {
        threatsMissing = true
        continue
      }
      if found.contains(where: { $0.name.text == threat.name.text }) {
        sink.error(
          .duplicateName, threat.name.position, zh: "威胁 '\(threat.name.text)' 重复",
          en: "there are two threats '\(threat.name.text)'")
      } else {
        found.append(threat)
      }
    }
    return found
  }

  private mutating func threat(
    _ path: String, at position: SourcePosition, _ changes: [Overlay.Change]
  ) -> ThreatDescription? {
    guard let file = store.open(path, at: position, &sink),
      let root = YAMLReader.read(file: file, &sink), let found = FileKind(root, &sink)
    else { return nil }
    guard found == .threat else {
      wrongKind(found, .threat, position)
      return nil
    }
    return ThreatDescription(Overlay.apply(changes, to: root, &sink), &sink)
  }

  // MARK: Flows

  private mutating func flows(_ drill: DrillDescription, _ folder: String) -> [FlowDescription] {
    var stems: [(path: String, position: SourcePosition)] = []
    for reference in drill.uses.flows {
      guard let path = resolve(reference, folder) else { continue }
      let isFolder = store.isFolder(path)
      let files = isFolder ? store.files(in: path) : [path]
      let before = stems.count
      for file in files where FileKind.endings.contains(ScenarioPath.ending(file)) {
        let stem = ScenarioPath.join(ScenarioPath.folder(file), ScenarioPath.stem(file))
        guard !stems.contains(where: { $0.path == stem }) else { continue }
        stems.append((stem, reference.position))
      }
      if stems.count == before, files.isEmpty || !isFolder {
        sink.error(
          .missingFile, reference.position, zh: "'\(reference.text)' 里没有流程",
          en: "there are no flows in '\(reference.text)'")
      }
    }
    let names = stems.map { ScenarioPath.file($0.path) }
    let changes = Overlay.changes(drill.changes, of: .flows, named: names, &sink)
    let flows = zip(stems, changes).compactMap { flow($0.path, at: $0.position, $1) }
    flowsMissing = flows.count < stems.count
    return flows
  }

  /// A flow of two files, `STEM.bpmn` and `STEM.yaml`.
  mutating func flow(
    _ stem: String, at position: SourcePosition?, _ changes: [Overlay.Change] = []
  ) -> FlowDescription? {
    let drawing = store.open(stem + ".bpmn", at: position, &sink)
    let words = store.open(stem + ".yaml", at: position, &sink)
    guard let drawing, let words else { return nil }
    return FlowReader.read(bpmn: drawing, yaml: words, changes: changes, &sink)
  }

  /// SHA-256 over every path and text, each closed by a zero byte, as lower-case hex.
  static func digest(_ sources: [SourceFile]) -> String {
    var hash = SHA256()
    for source in sources {
      hash.update(data: Array(source.path.utf8) + [0])
      hash.update(data: Array(source.text.utf8) + [0])
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

extension DrillReading {
  /// Checks one file by itself, and a drill with all that it uses.
  mutating func check(_ path: String, named name: String) {
    if case .drill = document(path, named: name) { _ = compile(path, named: name) }
  }

  /// Reads and checks one file by itself; nil when it can't be made out at all.
  mutating func document(_ path: String, named name: String) -> ScenarioDocument? {
    if ScenarioPath.ending(path) == "bpmn" { return flowDocument(path) }
    guard let file = store.open(path, named: name, &sink),
      let root = YAMLReader.read(file: file, &sink), let kind = FileKind(root, &sink)
    else { return nil }
    switch kind {
    case .platform:
      let platform = PlatformDescription(root, &sink)
      platform?.check(&sink)
      return platform.map(ScenarioDocument.platform)
    case .support:
      let support = SupportDescription(root, &sink)
      support?.check(&sink)
      return support.map(ScenarioDocument.support)
    case .agreement: return AgreementDescription(root, &sink).map(ScenarioDocument.agreement)
    case .rubric: return RubricDescription(root, &sink).map(ScenarioDocument.rubric)
    case .threat: return ThreatDescription(root, &sink).map(ScenarioDocument.threat)
    case .flow: return flowDocument(path)
    case .drill: return DrillDescription(root, &sink).map(ScenarioDocument.drill)
    case .openSLO: return OpenSLODescription(root, &sink).map(ScenarioDocument.openSLO)
    }
  }

  private mutating func flowDocument(_ path: String) -> ScenarioDocument? {
    let stem = ScenarioPath.join(ScenarioPath.folder(path), ScenarioPath.stem(path))
    return flow(stem, at: nil).map(ScenarioDocument.flow)
  }

  /// Whether the file is a drill, without reporting what is wrong with it.
  func isDrill(_ path: String) -> Bool {
    var quiet = self
    guard ScenarioPath.ending(path) != "bpmn", let file = quiet.store.open(path, &quiet.sink),
      let root = YAMLReader.read(file: file, &quiet.sink)
    else { return false }
    return FileKind(root, &quiet.sink) == .drill
  }
}
