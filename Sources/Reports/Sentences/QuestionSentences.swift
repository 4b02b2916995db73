import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// What became of an objective's question, in sentences.
struct QuestionSentences: Sendable {
  var comparison: Comparison
  var language: Language

  private var drill: CompiledDrill { comparison.after.drill }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// The title, and the name by which it can be allowed: `Recovered in time (recovered)`.
  func label(_ objective: ComparedObjective) -> String {
    guard let row = row(of: objective) else { return objective.name }
    let title = drill.lexicon.objectives[row].title[language]
    let name = objective.name
    return title == name ? name : phrase("\(title)（\(name)）", "\(title) (\(name))")
  }

  private func row(of objective: ComparedObjective) -> Int? {
    guard let after = objective.after else { return nil }
    return drill.objectives.firstIndex { $0.name == after.name }
  }

  /// `Recovered in time (recovered): ≤ 12 h, was ≤ 6 h`.
  func bounds(_ objective: ComparedObjective) -> String {
    let told = differences(objective).joined(separator: phrase("，", ", "))
    let value = values(objective).map { phrase("；\($0)", "; \($0)") } ?? ""
    return phrase("\(label(objective))：\(told)\(value)", "\(label(objective)): \(told)\(value)")
  }

  /// `99.9 % before, 100 % now`.
  private func values(_ objective: ComparedObjective) -> String? {
    guard let row = row(of: objective),
      let compared = comparison.figures.first(where: { $0.figure.subject == .objective(row) }),
      let before = compared.before
    else { return nil }
    let words = FigureWords(drill: drill, language: language)
    let old = words.value(before, compared.figure.unit)
    let now = compared.after.map { words.value($0, compared.figure.unit) } ?? "–"
    return phrase("之前 \(old)，现在 \(now)", "\(old) before, \(now) now")
  }

  private func differences(_ objective: ComparedObjective) -> [String] {
    guard let old = objective.before?.question, let new = objective.after?.question,
      let row = row(of: objective)
    else { return [] }
    let asked = drill.objectives[row]
    let words = ObjectiveWords(drill, language)
    func limit(_ question: ObjectiveQuestion) -> String {
      let number = words.value(question.limit, in: asked.unit, of: asked.metric)
      return "\(Terms.word(question.comparison)) \(number)"
    }
    var told: [String] = []
    if old.limit != new.limit || old.comparison != new.comparison {
      told.append(changed(limit(new), limit(old)))
    }
    if let (before, after) = pair(old.part, new.part) {
      told.append(
        new.form == .quantile
          ? changed("P" + number(after), "P" + number(before))
          : changed(phrase("至少 ", "at least ") + share(after), share(before)))
    }
    if let (before, after) = pair(old.runs, new.runs) {
      let now = phrase("在 \(share(after)) 的推演中", "in \(share(after)) of runs")
      told.append(changed(now, share(before)))
    }
    return told
  }

  private func changed(_ now: String, _ before: String) -> String {
    phrase("\(now)，原为 \(before)", "\(now), was \(before)")
  }

  private func pair(_ before: Probability?, _ after: Probability?) -> (Probability, Probability)? {
    guard let before, let after, before != after else { return nil }
    return (before, after)
  }

  private func number(_ share: Probability) -> String { Format.number(100 * share.value) }

  private func share(_ share: Probability) -> String { number(share) + " %" }

  /// What became of it, whole.
  func sentence(_ objective: ComparedObjective) -> String {
    let label = label(objective)
    switch objective.change {
    case .same: return label
    case .weakened: return phrase("放宽：", "weakened: ") + bounds(objective)
    case .stricter: return phrase("收紧：", "stricter: ") + bounds(objective)
    case .renamed:
      let before = objective.earlierName ?? ""
      return phrase(
        "改名：\(label) 原名 \(before)，所问相同", "renamed: \(label) was '\(before)', the same question")
    case .changed:
      return phrase(
        "另有所问：\(label)，原来所问已不再问",
        "changed: \(label) asks for something else, and the question before is gone")
    case .removed: return phrase("删除：目标 \(label)", "removed: the objective '\(label)'")
    case .added: return phrase("新增：目标 \(label)", "new: the objective \(label)")
    }
  }
}
