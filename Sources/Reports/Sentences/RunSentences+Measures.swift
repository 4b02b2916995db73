import Rehearsal
import Scenarios
import Simulator
import Statistics

/// What the drill measures, as it came out this once.
extension RunSentences {
  /// Of each measure of the file its title and value; none where the run has none.
  var measures: [(title: String, value: String)] {
    // Behind those of the file are those that objectives are read from.
    let told = run.drill.lexicon.measures
    let measures = facts.model.drill.measures
    let results = facts.replication.measures
    guard results.count == measures.count else { return [] }
    let words = FigureWords(drill: run.drill, language: language)
    return measures.prefix(told.count).enumerated().map { row, measure in
      let value = results[row].value(of: measure.statistic)
      return (
        told[row].title[language],
        value.map { words.value(ofMeasure: $0, MeasureUnit(of: measure)) } ?? "–"
      )
    }
  }

  var measuresNote: String {
    phrase(
      "仅此一次的结果，不是估计；多次重复见 bench。",
      "As it came out this once, which is no estimate; bench runs many.")
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
