import EventKernel
import Simulator

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

  /// ``RunSentences/measures`` as a table.
  var measures: [String] {
    let measures = sentences.measures
    if measures.isEmpty { return [] }
    var table = TextTable()
    for measure in measures {
      table.rows.append([
        TextTable.Cell(measure.title), TextTable.Cell(measure.value, right: true),
      ])
    }
    return [heading("测量", "Measures")] + table.lines(width: width, ink: ink)
      + ["  " + ink.paint(sentences.measuresNote, .dim)]
  }
}
