import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What a sweep came to, in sentences.
struct SweepSentences: Sendable {
  var sweep: Sweep
  var language: Language

  /// So many values are named; more are counted.
  private static let named = 6

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private func values(_ points: [Int]) -> String {
    points.map { sweep.points[$0].value }.joined(separator: phrase("、", ", "))
  }

  // MARK: The answer

  /// `3 of the 5 values tried meet every objective: 4, 5, 6; the smallest is 4`.
  var summary: String {
    guard let first = sweep.points.first?.bench else {
      return phrase("已中断，没有结果", "interrupted, no result")
    }
    let count = sweep.points.count
    if first.verdicts.isEmpty {
      return phrase(
        "试了 \(count) 个取值；演练没有设定目标",
        "\(Plural.count(count, "value", "values")) tried; the drill states no objectives")
    }
    let met = sweep.met
    if met.isEmpty { return nothingMet(of: count) }
    if count == 1 {
      return phrase("所试的唯一取值达到全部目标", "the one value tried meets every objective")
    }
    let verb = met.count == 1 ? "meets" : "meet"
    let all = phrase(
      "所试的 \(count) 个取值中，\(met.count) 个达到全部目标",
      "\(met.count) of the \(count) values tried \(verb) every objective")
    let names = met.count <= Self.named ? phrase("：", ": ") + values(met) : ""
    return all + names + (met.count > 1 ? phrase("；", "; ") + best(met) : "")
  }

  /// The smallest of those that meet everything, of plain numbers; else the first in their order.
  private func best(_ met: [Int]) -> String {
    if let numbers = sweep.numbers, let least = met.min(by: { numbers[$0] < numbers[$1] }) {
      return phrase("其中最小的是 \(values([least]))", "the smallest is \(values([least]))")
    }
    return phrase(
      "按所给顺序最先的是 \(values([met[0]]))",
      "the first of them in the order given is \(values([met[0]]))")
  }

  private func nothingMet(of count: Int) -> String {
    let open = sweep.points.indices.filter { sweep.points[$0].bench.outcome == .undecided }
    let none = phrase(
      "所试的 \(count) 个取值都没有达到全部目标",
      count == 1
        ? "the one value tried does not meet every objective"
        : "none of the \(count) values tried meets every objective")
    guard !open.isEmpty else { return none }
    let names =
      open.count <= Self.named ? values(open) : phrase("\(open.count) 个取值", "\(open.count) values")
    return none
      + phrase(
        "；\(names) 没有未达到的，只是尚有未定，可增加推演次数",
        "; with \(names) none is missed, but not all are decided: more runs may tell")
  }

  /// What a value shifts most, by the values that are told.
  var shift: String? {
    guard let first = sweep.points.first, sweep.points.count > 1 else { return nil }
    let words = FigureWords(drill: first.bench.drill, language: language)
    guard let shift = sweep.greatestShift(among: BenchRows(bench: first.bench).swept) else {
      return phrase(
        "各取值与第一个取值 \(first.value) 相比，看不出差异",
        "no value can be told from the first, \(first.value)")
    }
    let figure = first.bench.figures[shift.row]
    let (title, change) = (words.title(figure), words.difference(shift.difference, figure.unit))
    let value = sweep.points[shift.point].value
    return phrase(
      "变化最大的是“\(title)”：由 \(first.value) 改为 \(value)，\(change)",
      "what changes most, for its size, is '\(title)': from \(first.value) to \(value), \(change)")
  }

  /// What was varied, and what limits the result.
  var notes: [String] {
    guard let first = sweep.points.first?.bench else { return [] }
    var notes = [
      phrase(
        "改变 \(sweep.path)：\(sweep.points.count) 个取值，各推演同样的 \(first.done) 个夜晚",
        "varying \(sweep.path): \(Plural.count(sweep.points.count, "value", "values")), "
          + "each over the same \(Plural.count(first.done, "night", "nights"))")
    ]
    if sweep.isPartial {
      notes.append(
        phrase(
          "部分结果：已中断，原定 \(sweep.planned) 个取值",
          "partial result: interrupted, \(Plural.count(sweep.planned, "value was", "values were")) "
            + "planned"))
    }
    return notes
  }

  /// What the intervals promise, and what they do not.
  var rule: String {
    guard let first = sweep.points.first?.bench else { return "" }
    return BenchSentences(bench: first, language: language).rule
      + phrase(
        "。各取值的区间各自成立，并不合起来成立：试的取值越多，其中某个偶然达标的机会越大。与第一个取值之差按同样的夜晚配对，各为 95 %",
        ". The intervals of each value hold by themselves, not all values together: the more are "
          + "tried, the likelier one of them meets a bound by chance. Differences from the first "
          + "value are paired over the same nights, at 95 % each")
  }

  // MARK: One figure

  /// With which values an objective is met, missed or undecided; and the least and the greatest
  /// estimate.
  func caption(_ course: SweepCourse) -> String {
    let verdicts = [ObjectiveVerdict.Outcome.met, .missed, .undecided].compactMap {
      told($0, course)
    }
    return (verdicts + [range(course)]).joined(separator: phrase("；", "; "))
  }

  private func told(_ outcome: ObjectiveVerdict.Outcome, _ course: SweepCourse) -> String? {
    let points = course.points.indices.filter { course.points[$0].verdict?.outcome == outcome }
    guard !points.isEmpty else { return nil }
    let word = Terms.word(outcome)[language]
    if points.count == course.points.count {
      return phrase("各取值都\(word)", "\(word) with every value")
    }
    if points.count > Self.named {
      return phrase("取 \(points.count) 个值时\(word)", "\(word) with \(points.count) values")
    }
    return phrase("取 \(values(points)) 时\(word)", "\(word) with \(values(points))")
  }

  private func range(_ course: SweepCourse) -> String {
    let words = FigureWords(drill: course.drill, language: language)
    let told = course.points.indices.compactMap { point in
      course.points[point].estimate.map { (point, $0) }
    }
    guard let least = told.min(by: { $0.1 < $1.1 }), let most = told.max(by: { $0.1 < $1.1 }) else {
      return phrase("没有数值", "no value is told")
    }
    func name(_ of: (Int, Double)) -> String {
      let number = words.value(of.1, course.unit)
      return phrase("\(number)（取 \(values([of.0])) 时）", "\(number) with \(values([of.0]))")
    }
    let missing =
      told.count < course.points.count
      ? phrase(
        "；\(course.points.count - told.count) 个取值没有数值",
        "; nothing is told of \(course.points.count - told.count)") : ""
    if told.count == 1 || least.1 == most.1 {
      let number = words.value(least.1, course.unit)
      return number + (told.count > 1 ? phrase("，各取值相同", " with each") : "")
        + missing
    }
    return phrase(
      "最低 \(name(least))，最高 \(name(most))", "lowest \(name(least)), highest \(name(most))")
      + missing
  }
}
