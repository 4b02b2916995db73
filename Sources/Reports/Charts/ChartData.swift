import EventKernel
import Scenarios
import Scoring

/// What a chart shows, as a table: the one source of the picture's table in a report, of its CSV
/// file and of its Vega-Lite document.
package struct ChartData: Sendable {
  package enum Value: Sendable, Hashable {
    case text(Bilingual)
    case moment(SimulationTime)
    case span(TimeSpan)
    case count(Int64)
    /// Thousandths.
    case share(Milli)
    /// A number, and how people read it.
    case number(Double, Bilingual)
    case none
  }

  package enum Kind: Sendable {
    case text
    /// Civil time in a file; with the drill's clock in a report.
    case moment
    /// Seconds in a file.
    case span
    case count
    /// Thousandths in a file.
    case share
    /// In the unit that its title in files says.
    case number
  }

  package struct Column: Sendable {
    /// The name in files.
    package var key: String
    package var title: Bilingual
    package var kind: Kind
  }

  /// How a chart program should draw it: which column goes where.
  package enum Drawing: Sendable {
    case bands(start: String, end: String, row: String, colour: String)
    case bars(length: String, row: String, colour: String)
    case dots(at: String, row: String, colour: String)
    case steps(at: String, height: String)
    /// A line for each colour; `isLog`: on two logarithmic axes.
    case curves(at: String, height: String, colour: String, isLog: Bool)
    case cells(column: String, row: String, colour: String)
  }

  /// The file's name without its ending.
  package var name: String
  package var title: Bilingual
  package var columns: [Column]
  package var drawing: Drawing
  package var rows: [[Value]]
  package var clock: CivilClock
}

extension ChartData {
  /// - Parameter columns: names in files, titles in Chinese and English, and kinds.
  init(
    _ name: String, _ title: Bilingual, _ columns: [(String, String, String, Kind)],
    _ drawing: Drawing, _ rows: [[Value]], _ clock: CivilClock
  ) {
    self.init(
      name: name, title: title,
      columns: columns.map {
        Column(key: $0.0, title: Bilingual(zh: $0.1, en: $0.2), kind: $0.3)
      }, drawing: drawing, rows: rows, clock: clock)
  }

  /// A value as people read it.
  func text(_ value: Value, _ language: Language) -> String {
    switch value {
    case .text(let text): text[language]
    case .moment(let time): "\(clock.short(time)) (\(Format.elapsed(time)))"
    case .span(let span): Format.duration(span, language)
    case .count(let count): "\(count)"
    case .share(let share): Format.percent(share)
    case .number(_, let text): text[language]
    case .none: "–"
    }
  }

  /// A value as programs read it: one language, plain numbers, civil time with its zone.
  func raw(_ value: Value) -> String {
    switch value {
    case .text(let text): text.en
    case .moment(let time): clock.iso(time)
    case .span(let span): Self.decimal(span)
    case .count(let count): "\(count)"
    case .share(let share): "\(share.value)"
    case .number(let number, _): Format.number(number, digits: 12)
    case .none: ""
    }
  }

  /// Seconds, with as many decimals as are needed.
  private static func decimal(_ span: TimeSpan) -> String {
    let (whole, rest) = span.microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = span.microseconds < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    var digits = String(rest)
    digits = String(repeating: "0", count: 6 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}
