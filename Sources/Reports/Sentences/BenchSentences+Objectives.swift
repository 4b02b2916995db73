import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What is said of one objective over many runs, in every format alike.
extension BenchSentences {
  /// What an objective asks for over many runs.
  func asked(_ objective: Objective) -> String {
    let asked = ObjectiveWords(bench.drill, language).bound(objective, in: bench.drill)
    guard case .every = objective.test else { return asked }
    let share = FigureWords(drill: bench.drill, language: language)
      .value(objective.runs.value, .share)
    return asked + phrase("，在 \(share) 的推演中", ", in \(share) of runs")
  }

  /// `Recovered in time missed: 55.6 % (52.8–58.4 %); recovery time ≤ 8 h, in 95 % of runs`.
  func objective(_ row: Int, _ verdict: BenchVerdict) -> String {
    let title = bench.drill.lexicon.objectives[row].title[language]
    return phrase(title, title + " ") + found(row, verdict)
  }

  /// The same without the objective's title.
  func found(_ row: Int, _ verdict: BenchVerdict) -> String {
    let outcome = Terms.word(verdict.outcome)[language]
    let found = verdicts.estimate(verdict)
    let rest = [asked(verdict.objective), verdicts.grounds(verdict)]
      .joined(separator: phrase("；", "; "))
    return phrase("\(outcome)：\(found)；\(rest)", "\(outcome): \(found); \(rest)")
  }

  var verdicts: VerdictSentences { VerdictSentences(bench.drill, language) }

  /// On what grounds an objective is decided, under its title.
  func grounds(_ row: Int, _ verdict: BenchVerdict) -> String {
    let title = bench.drill.lexicon.objectives[row].title[language]
    return title + phrase("：", ": ") + verdicts.grounds(verdict)
  }
}
