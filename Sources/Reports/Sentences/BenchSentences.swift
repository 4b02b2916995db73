import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What many runs came to, in a sentence.
struct BenchSentences: Sendable {
  var bench: Bench
  var language: Language

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// `10000 runs: 2 of 3 objectives met, 1 missed`.
  var summary: String {
    let runs = phrase("推演 \(bench.done) 次", Plural.count(bench.done, "run", "runs"))
    let verdicts = bench.verdicts
    guard !verdicts.isEmpty else {
      return phrase("\(runs)；演练没有设定目标", "\(runs); the drill states no objectives")
    }
    let met = verdicts.count { $0.outcome == .met }
    if met == verdicts.count {
      return phrase("\(runs)：目标全部达到（\(met) 项）", "\(runs): " + all(met))
    }
    let rest = [ObjectiveVerdict.Outcome.missed, .undecided].compactMap { outcome -> String? in
      let count = verdicts.count { $0.outcome == outcome }
      let word = Terms.word(outcome)[language]
      return count == 0 ? nil : phrase("\(count) 项\(word)", "\(count) \(word)")
    }
    let of = phrase(
      "\(verdicts.count) 项目标中 \(met) 项达到", "\(met) of \(verdicts.count) objectives met")
    return ([phrase("\(runs)：\(of)", "\(runs): \(of)")] + rest).joined(separator: phrase("，", ", "))
  }

  private func all(_ count: Int) -> String {
    count == 1 ? "the one objective is met" : "all \(count) objectives are met"
  }

  /// What limits the result; nothing when nothing does.
  var notes: [String] {
    var notes: [String] = []
    if bench.isPartial {
      notes.append(
        phrase(
          "部分结果：已中断，原定 \(bench.planned) 次",
          "partial result: interrupted, \(bench.planned) runs were planned"))
    }
    if bench.sums.open > 0 {
      let clocks = Plural.count(Int(bench.sums.open), "clock", "clocks")
      notes.append(
        phrase(
          "有 \(bench.sums.open) 个时限在演练结束时仍在计时：平均和分位数按已计时间算，达标比例不计未定者",
          "\(clocks) still ran when the drill ended: means and quantiles take the time so far, and "
            + "shares leave out what is not decided"))
    }
    return notes
  }

  /// What the intervals promise.
  var rule: String {
    let plain = phrase(
      "其他区间的置信度为 95 %；例外太少或少数几次左右结果的不给区间，只写次数",
      "other intervals are at 95 %; where too few runs have any, or a few make up the result, there "
        + "is none, and the runs are told")
    guard !bench.drill.objectives.isEmpty else { return plain }
    let overall = Format.number(100 - 100 * bench.overall.miss.value) + " %"
    let count = bench.drill.objectives.count
    let who =
      count > 1
      ? phrase("\(count) 项目标的判定合起来", "the verdicts on \(count) objectives hold together")
      : phrase("目标的判定", "the verdict on the objective holds")
    return phrase(
      "\(who)有 \(overall) 的把握：“精确”不论何种分布都如此，“大样本”近似如此；其余为未定。\(plain)",
      "\(who) at \(overall): exact ones whatever the law, large-sample ones nearly; all else is "
        + "undecided; \(plain)")
  }
}
