import EventKernel
import Simulator

extension AgreementDescription {
  /// Reads an agreement file; nil only when it is no map.
  package init?(_ root: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = root.map(&sink) else { return nil }
    let name = map.require("agreement", &sink)?.name(&sink) ?? Name("", at: root.position)
    let title = map.require("title", &sink)?.title(&sink) ?? Bilingual(name.text)
    let availability = map.require("availability", &sink)?.share(&sink)
    self.init(name: name, title: title, availability: availability ?? .certain)
    if let clocks = map.require("clocks", &sink) { readClocks(clocks, &sink) }
    if let levels = map.require("levels", &sink) { readLevels(levels, &sink) }
    if let problems = map.take("problems") { readProblems(problems, &sink) }
    holidays = map.take("holidays")?.dates(&sink) ?? []
    workdays = map.take("workdays")?.dates(&sink) ?? []
    map.finish(&sink)
  }

  private mutating func readClocks(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    for entry in value.entries(&sink) {
      guard let kind = ClockRule.Kind(rawValue: entry.key) else {
        sink.error(
          .unknownKey, entry.keyPosition, zh: "未知的时钟 '\(entry.key)'",
          en: "unknown clock '\(entry.key)'",
          hint: NearestName.hint(entry.key, in: ClockRule.Kind.allCases.map(\.rawValue)))
        continue
      }
      guard var map = entry.value.map(&sink) else { continue }
      let from = map.require("from", &sink)?.word(Milestone.self, &sink)
      let to = map.require("to", &sink)?.word(Milestone.self, &sink)
      let within = map.require("within", &sink).map { Self.targets($0, &sink) }
      let binds = map.take("binds")?.flag(&sink) ?? false
      map.finish(&sink)
      guard let from, let to, let within else { continue }
      clocks.append(
        ClockDescription(
          kind: kind, from: from, to: to, general: within.general, major: within.major,
          binds: binds))
    }
  }

  private static func targets(
    _ value: YAMLValue, _ sink: inout DiagnosticSink
  ) -> (general: ClockDescription.Target?, major: ClockDescription.Target?) {
    guard case .map = value.content, var map = value.map(&sink) else {
      let target = target(value, &sink)
      return (target, target)
    }
    let general = map.take("general").flatMap { target($0, &sink) }
    let major = map.take("major").flatMap { target($0, &sink) }
    map.finish(&sink)
    return (general, major)
  }

  private static func target(
    _ value: YAMLValue, _ sink: inout DiagnosticSink
  ) -> ClockDescription.Target? {
    guard let text = value.text(&sink) else { return nil }
    if let quantity = Quantity(text),
      quantity.unit == "working day" || quantity.unit == "working days",
      quantity.number.rounded() == quantity.number, (1...100).contains(quantity.number)
    {
      return .workingDays(Int(quantity.number))
    }
    return value.positiveDuration(&sink).map { .span($0) }
  }

  private mutating func readLevels(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = value.map(&sink) else { return }
    majorFault = map.require("major fault", &sink)?.condition(scope: .ofCase, &sink)
    if var levels = map.require("emergency", &sink)?.map(&sink) {
      particularlyMajor = levels.condition("particularly-major", &sink)
      majorEmergency = levels.condition("major", &sink)
      largerEmergency = levels.condition("larger", &sink)
      if let counts = levels.take("larger counts as"),
        let level = counts.word(EmergencyLevel.self, &sink)
      {
        if level == .general || level == .major {
          largerCountsAs = level
        } else {
          counts.unknownWord(level.rawValue, ["general", "major"], &sink)
        }
      }
      levels.finish(&sink)
    }
    if var grades = map.take("impact")?.map(&sink) {
      highImpact = grades.condition("high", &sink)
      mediumImpact = grades.condition("medium", &sink)
      grades.finish(&sink)
    }
    if var grades = map.take("urgency")?.map(&sink) {
      highUrgency = grades.condition("high", &sink)
      mediumUrgency = grades.condition("medium", &sink)
      grades.finish(&sink)
    }
    map.finish(&sink)
  }

  private mutating func readProblems(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = value.map(&sink) else { return }
    if let rows = map.require("matrix", &sink) { matrix = Self.matrix(rows, &sink) }
    if let targets = map.require("targets", &sink), let values = targets.strictList(&sink) {
      problemTargets = values.map { target in
        if case .text("none") = target.content { return nil }
        return target.positiveDuration(&sink)
      }
      if values.count != 5 {
        sink.error(
          .badMatrix, targets.position, zh: "应有五个目标，对应优先级 1..5",
          en: "five targets are wanted, for priorities 1..5")
        problemTargets = nil
      }
    }
    map.finish(&sink)
  }

  private static func matrix(_ value: YAMLValue, _ sink: inout DiagnosticSink) -> [Int]? {
    guard let rows = value.strictList(&sink) else { return nil }
    let cells = rows.map { $0.list() }
    guard cells.count == 3, cells.allSatisfy({ $0.count == 3 }) else {
      sink.error(
        .badMatrix, value.position, zh: "矩阵应为 3 行 3 列：影响度 × 紧急度，各为高、中、低",
        en: "the matrix has 3 rows of 3: impact by urgency, each high, medium, low")
      return nil
    }
    let numbers = cells.joined().compactMap { $0.integer(from: 1, to: 5, &sink) }
    return numbers.count == 9 ? numbers : nil
  }
}

extension YAMLMap {
  /// The condition of a key that may be left out.
  fileprivate mutating func condition(
    _ key: String, _ sink: inout DiagnosticSink
  ) -> ConditionExpression? {
    take(key)?.condition(scope: .ofCase, &sink)
  }
}
