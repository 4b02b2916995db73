import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Statistics

extension RunText {
  /// What became of the cases of each stream.
  var demand: [String] {
    let streams = facts.model.drill.streams.indices
    if streams.isEmpty { return [] }
    var table = TextTable()
    table.rows.append(
      [
        "", phrase("到达", "came"), phrase("被拒", "turned away"), phrase("完结", "over"),
        phrase("在办", "still there"),
      ]
      .enumerated().map { TextTable.Cell($1, .dim, right: $0 > 0) })
    for stream in streams {
      let opened = count(.caseOpened, stream)
      let closed = count(.caseClosed, stream)
      let away = count(.caseTurnedAway, stream)
      table.rows.append(
        [TextTable.Cell(names.stream(Row(stream)))]
          + [opened + away, away, closed, opened - closed].map {
            TextTable.Cell("\($0)", right: true)
          })
    }
    return [heading("需求", "Demand")] + table.lines(width: width, ink: ink)
  }

  private func count(_ kind: Entry.Kind, _ stream: Int) -> Int {
    facts.replication.entries.count { $0.kind == kind && Int($0.subject) == stream }
  }

  /// What the drill measures, as it came out this once.
  var measures: [String] {
    let measures = facts.model.drill.measures
    let results = facts.replication.measures
    guard !facts.run.drill.lexicon.measures.isEmpty, results.count == measures.count else {
      return []
    }
    let words = FigureWords(drill: facts.run.drill, language: language)
    var table = TextTable()
    // Behind those of the file are those that objectives are read from.
    let told = facts.run.drill.lexicon.measures
    for (row, measure) in measures.prefix(told.count).enumerated() {
      let value = results[row].value(of: measure.statistic)
      table.rows.append([
        TextTable.Cell(told[row].title[language]),
        TextTable.Cell(
          value.map { words.value(ofMeasure: $0, MeasureUnit(of: measure)) } ?? "–", right: true),
      ])
    }
    let note = phrase(
      "仅此一次的结果，不是估计；多次重复见 bench。",
      "As it came out this once, which is no estimate; bench runs many.")
    return [heading("测量", "Measures")] + table.lines(width: width, ink: ink)
      + ["  " + ink.paint(note, .dim)]
  }
}

extension MeasureResult {
  /// What it came to by itself, in the measure's unit; nothing where nothing was seen.
  fileprivate func value(of statistic: Measure.Statistic) -> Double? {
    switch statistic {
    case .variance: tickets.variance
    case .quantile(let probability): sketch?.quantile(probability).map(Double.init)
    case .mean, .atMost, .moreThan, .ofNumber, .last, .total:
      below > 0 ? Double(above) / Double(below) : nil
    }
  }
}
