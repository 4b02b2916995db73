import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What a comparison came to, in sentences.
struct ComparisonSentences: Sendable {
  var comparison: Comparison
  var language: Language

  private var words: FigureWords {
    FigureWords(drill: comparison.after.drill, language: language)
  }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// `4 regressions: recovery time, mean; recovery time P95; resolution time, mean; and 1 more`
  var summary: String {
    switch comparison.outcome {
    case .broken:
      return phrase(
        "同样的文件、种子、版本和次数却得出不同的结果：基线不是这些文件的，或是沙盘自身的故障（请报告）",
        "the same files, seed, version and number of runs gave other results: the baseline was made "
          + "up, or it is a fault of Sandtable; please report it")
    case .same:
      return phrase("与基线完全相同：各项差异均为 0", "the same as the baseline: every difference is exactly 0")
    case .passed: return passed
    case .regression, .weakened, .missed, .incomparable:
      return [regressions, weakened, missedNow, unasked, incomparable].compactMap(\.self)
        .joined(separator: phrase("；", "; "))
    }
  }

  private var passed: String {
    let better = comparison.figures.count { $0.figure.isGate && $0.change == .better }
    return phrase(
      "没有变差" + (better > 0 ? "，\(better) 项变好" : "，也看不出变好"),
      "no regression"
        + (better > 0 ? ", \(better) better" : "; nothing that can be told is better"))
  }

  private var regressions: String? {
    let worse = comparison.regressions
    return listed(
      worse.map { words.title($0.figure) }, zh: "\(worse.count) 项变差",
      en: Plural.count(worse.count, "regression", "regressions"))
  }

  private var weakened: String? {
    let all = comparison.weakened
    return listed(
      all.map { questions.bounds($0) }, zh: "\(all.count) 项目标放宽",
      en: Plural.count(all.count, "objective", "objectives") + " weakened")
  }

  private var missedNow: String? {
    let all = comparison.missedNow
    return listed(
      all.map { questions.label($0) }, zh: "\(all.count) 项目标原先达到，现在未达到",
      en: Plural.count(all.count, "objective", "objectives") + " missed, and met before")
  }

  private var unasked: String? {
    let all = comparison.objectives.filter { $0.before != nil && !$0.isAskedStill }
    return listed(
      all.map { questions.label($0) }, zh: "\(all.count) 项目标已删除或另有所问",
      en: Plural.count(all.count, "objective is", "objectives are")
        + " gone or asking for something else")
  }

  /// What was judged before and cannot be any more.
  private var incomparable: String? {
    let asked = Set(comparison.objectives.compactMap(\.before).map { "objective/" + $0.name })
    let all =
      comparison.lost.map { words.title($0.figure) }
      + comparison.dropped.filter { !asked.contains($0) }
    let figures = Plural.count(all.count, "figure", "figures")
    let told = listed(
      all, zh: "基线中有 \(all.count) 项无法再比较",
      en: "\(figures) of the baseline cannot be compared any more")
    guard let told else { return nil }
    return told + phrase("；如属有意改动，请更新基线", "; renew the baseline if that is meant")
  }

  /// The first three after a colon; nil: none.
  private func listed(_ names: [String], zh: String, en: String) -> String? {
    guard !names.isEmpty else { return nil }
    let first = names.prefix(3).joined(separator: phrase("、", "; "))
    let rest = names.count > 3 ? phrase(" 等", "; and \(names.count - 3) more") : ""
    return phrase("\(zh)：\(first)\(rest)", "\(en): \(first)\(rest)")
  }

  var questions: QuestionSentences {
    QuestionSentences(comparison: comparison, language: language)
  }

  /// What got worse and does not count, with the reason; nil: nothing, or there are regressions,
  /// which it explains.
  var uncounted: String? {
    let worse = comparison.worseBeside
    guard !worse.isEmpty, comparison.regressions.isEmpty, !comparison.isBroken else { return nil }
    let names = worse.prefix(3).map { "\(words.title($0.figure)) \(share(of: $0))" }
      .joined(separator: phrase("、", "; "))
    let rest = worse.count > 3 ? phrase(" 等", "; and \(worse.count - 3) more") : ""
    let tolerance = words.value(comparison.tolerance.value, .share)
    let isTolerant = comparison.tolerance.value > 0
    return phrase(
      "变差而不计：\(names)\(rest)：步骤和人员只作解释，而目标、时限和测量没有一项变差"
        + (isTolerant ? "超过 \(tolerance)" : ""),
      "worse, and does not count: \(names)\(rest): steps and staff explain, and no objective, clock "
        + "or measure got worse" + (isTolerant ? " by more than \(tolerance)" : ""))
  }

  /// `+2 %` of the value before; in its own unit where there was none.
  func share(of compared: ComparedFigure) -> String {
    guard let before = compared.before, before > 0, let change = compared.difference?.estimate
    else { return self.change(compared) }
    let percent = Format.number(100 * change / before, digits: 2)
    return (change > 0 ? "+" : "") + percent + " %"
  }

  /// `before: 1000 runs, seed 1, version 0.1.0`, and what weakens the comparison.
  var notes: [String] {
    let (before, after) = (comparison.before, comparison.after)
    var notes = [
      phrase(
        "之前 \(before.runs) 次（种子 \(before.seed)，版本 \(before.version)），现在 \(after.done) 次（种子 \(after.seed)）",
        "before: \(before.runs) runs, seed \(before.seed), version \(before.version); "
          + "now: \(after.done) runs, seed \(after.seed)")
    ]
    if comparison.isPaired {
      notes.append(
        phrase(
          "两边经历同样的夜晚（公共随机数），逐段配对",
          "both met the same nights (common random numbers), paired section by section"))
    } else {
      notes.append(
        phrase(
          "种子或次数不同，两边是不同的夜晚：区间因此更宽",
          "seeds or numbers of runs differ, so the nights do, and the intervals are wider for it"))
    }
    if let uncounted { notes.append(uncounted) }
    notes += comparison.objectives.filter { [.renamed, .stricter, .changed].contains($0.change) }
      .map { questions.sentence($0) }
    if !comparison.gone.isEmpty {
      notes.append(
        phrase(
          "基线中有 \(comparison.gone.count) 项本演练已没有，或所问已改：\(comparison.gone.prefix(3).joined(separator: "、"))",
          "\(comparison.gone.count) of the baseline's figures are gone or ask for something else: "
            + comparison.gone.prefix(3).joined(separator: ", ")))
    }
    return notes
  }

  /// `recovery time, mean: 4.1 h before, 4.9 h now, +48 min (+40 to +56 min)`.
  func line(_ compared: ComparedFigure) -> String {
    let unit = compared.figure.unit
    let before = compared.before.map { words.value($0, unit) } ?? "–"
    let after = compared.after.map { words.value($0, unit) } ?? "–"
    let title = words.title(compared.figure)
    if compared.isOfOtherLimit {
      return phrase(
        "\(title)：之前 \(before)（按当时的界限），现在 \(after)",
        "\(title): \(before) before, of the limit then, \(after) now")
    }
    let change = change(compared)
    return phrase(
      "\(title)：之前 \(before)，现在 \(after)，\(change)",
      "\(title): \(before) before, \(after) now, \(change)")
  }

  /// Of a figure that the drill has no more, or that is of something else now.
  func dropped(_ name: String) -> String {
    phrase(
      "基线中的 '\(name)' 本演练已没有，或所问已改",
      "the baseline's '\(name)' is there no more, or asks for something else")
  }

  /// `✗ worse`; of what is tolerated, that; of an objective with another limit what became of that.
  func word(_ compared: ComparedFigure) -> String {
    if compared.isOfOtherLimit, let row = objective(compared) {
      switch comparison.objectives[row].change {
      case .weakened: return phrase("✗ 放宽", "✗ weakened")
      default: return phrase("· 收紧", "· stricter")
      }
    }
    let sign = Terms.sign(compared.change)
    // A difference that can be told, and is tolerated.
    if compared.change == .unclear, let difference = compared.difference,
      difference.lower > 0 || difference.upper < 0
    {
      return sign + phrase(" 容许之内", " within the tolerance")
    }
    return "\(sign) \(Terms.word(compared.change)[language])"
  }

  private func objective(_ compared: ComparedFigure) -> Int? {
    if case .objective(let row) = compared.figure.subject { row } else { nil }
  }

  /// `+48 min (+40 to +56 min)`.
  func change(_ compared: ComparedFigure) -> String {
    compared.difference.map { words.difference($0, compared.figure.unit) } ?? "–"
  }

  /// `a change of 2.1 min would have been found`.
  func detectable(_ compared: ComparedFigure) -> String {
    guard let least = compared.detectable, least > 0 else { return "" }
    return words.size(ofChange: least, compared.figure.unit)
  }

  /// `of what is judged, a change would have shown from 0.9 to 4 points of a share and from 2.1 to
  /// 9 % of a time or number on`; nothing where every difference is exactly 0.
  var sensitivity: String? {
    func range(_ sizes: [Double]) -> String? {
      let sizes = sizes.filter { $0 > 0 && $0.isFinite }.sorted()
      guard let least = sizes.first, let most = sizes.last else { return nil }
      let ends = [least, most].map { Format.number(100 * $0, digits: 2) }
      return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "–")
    }
    let judged = comparison.figures.filter(\.figure.isGate)
    let shares = range(
      judged.filter { $0.figure.unit == .share }.map { $0.detectable ?? 0 })
    let others = range(
      judged.filter { $0.figure.unit != .share && $0.before ?? 0 != 0 }
        .map { ($0.detectable ?? 0) / ($0.before ?? 1).magnitude })
    let found = [
      shares.map { phrase("比例 \($0) 个百分点", "\($0) points of a share") },
      others.map { phrase("其他 \($0) %", "\($0) % of anything else") },
    ].compactMap { $0 }
    guard !found.isEmpty else { return nil }
    return phrase(
      "各判据五次中有四次能看出的最小变化：" + found.joined(separator: "，"),
      "the least change that would have shown four times in five is, by figure, "
        + found.joined(separator: " and "))
  }

  /// What stands above the figures that are judged, and above the steps.
  var judgedTitle: String { phrase("判据", "What is judged") }
  var causesTitle: String { phrase("时间花在哪里，每次推演", "Where the time goes, a run") }

  /// What a regression is.
  var rule: String {
    let tolerance = words.value(comparison.tolerance.value, .share)
    let beyond =
      comparison.tolerance.value > 0
      ? phrase("超出之前数值的 \(tolerance) 且", "by more than \(tolerance) of the value before and ") : ""
    return phrase(
      "变差：差异的整个区间\(beyond)在变坏的一侧；各判据的区间合起来有 95 % 的把握，步骤的各为 95 %。“可察觉”：同样多的推演在五次中有四次能看出的最小变化",
      "a regression is a difference whose whole interval is \(beyond)to the worse; the intervals of "
        + "what is judged hold together at 95 %, those of steps at 95 % each; 'would show' is the "
        + "least change that as many runs would find four times in five")
  }
}
