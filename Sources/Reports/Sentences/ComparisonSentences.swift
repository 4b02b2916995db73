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
      phrase(
        "同样的文件、种子、版本和次数却得出不同的结果：这是沙盘自身的故障，请报告",
        "the same files, seed, version and number of runs gave other results: a fault of Sandtable, "
          + "please report it")
    case .same:
      phrase("与基线完全相同：各项差异均为 0", "the same as the baseline: every difference is exactly 0")
    case .regression: regressions
    case .passed: passed
    case .incomparable: incomparable
    }
  }

  private var passed: String {
    let better = comparison.figures.count { $0.figure.isGate && $0.change == .better }
    return phrase(
      "没有变差" + (better > 0 ? "，\(better) 项变好" : "，也看不出变好"),
      "no regression"
        + (better > 0 ? ", \(better) better" : "; nothing that can be told is better"))
  }

  private var regressions: String {
    let worse = comparison.regressions
    let names = worse.prefix(3).map { words.title($0.figure) }.joined(separator: phrase("、", "; "))
    let rest = worse.count > 3 ? phrase(" 等", "; and \(worse.count - 3) more") : ""
    return phrase(
      "\(worse.count) 项变差：\(names)\(rest)",
      Plural.count(worse.count, "regression", "regressions") + ": \(names)\(rest)")
  }

  /// What was judged before and cannot be any more.
  private var incomparable: String {
    let all = comparison.lost.map { words.title($0.figure) } + comparison.dropped
    let names = all.prefix(3).joined(separator: phrase("、", "; "))
    let figures = Plural.count(all.count, "figure", "figures")
    let rest = all.count > 3 ? phrase(" 等", "; and \(all.count - 3) more") : ""
    return phrase(
      "基线中有 \(all.count) 项无法再比较：\(names)\(rest)；如属有意改动，请更新基线",
      "\(figures) of the baseline cannot be compared any more: \(names)\(rest); renew the baseline "
        + "if that is meant")
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
