import ArgumentParser
import Reports
import Scenarios
import Scoring

struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "What objectives and measures may ask for. 目标和度量可用的指标。")

  @Flag(help: "Print the list as JSON. 输出 JSON")
  var json = false

  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    if json {
      return try Streams.answer(json: JSONText.render(Metric.allCases.map(MetricAnswer.init)))
    }
    try Streams.answer(
      MetricText.render(
        language: languageOption.language, width: Terminal.width, colour: Terminal.answersInColour))
  }
}

/// A metric as `metrics --json` prints it.
private struct MetricAnswer: Encodable {
  var metric: String
  var title: [String: String]
  var definition: [String: String]
  var unit: [String: String]
  var bearer: String
  var wholeRun: Bool
  var objectives: Bool
  var measures: Bool
  var betterHigher: Bool
  var open: String
  var mostAbove: String?
  var mostBelow: String?
  var filters: [String]

  init(_ metric: Metric) {
    self.metric = metric.rawValue
    title = Self.words(Terms.word(metric))
    definition = Self.words(Terms.definition(metric))
    unit = Self.words(Terms.word(metric.unit))
    bearer = metric.bearer.rawValue
    objectives = metric.isOfObjectives
    measures = metric.isOfMeasures
    wholeRun = metric.isOfWholeRun
    betterHigher = metric.isBetterHigher
    open = metric.openness.rawValue
    mostAbove = metric.mostAbove?.rawValue
    mostBelow = metric.mostBelow?.rawValue
    filters = metric.filters.map(\.rawValue)
  }

  private static func words(_ text: Bilingual) -> [String: String] {
    ["zh": text.zh, "en": text.en]
  }
}
