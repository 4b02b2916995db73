import Rehearsal
import Scenarios
import Statistics

/// The steps that people do: how long their tasks wait, and how long people are at them.
enum StepsSection {
  private static let most = 12

  static func make(_ context: BenchContext) -> SectionView? {
    let steps = context.rows.steps
    if steps.isEmpty { return nil }
    let rows = steps.map { step in
      [
        Markup(context.words.step(step.node)), Markup(context.estimate(step.waiting)),
        Markup(step.handling.map(context.estimate) ?? "–"),
      ]
    }
    let table = PageTable(
      context.phrase("步骤，每次推演合计，95 % 区间", "Steps, all tasks of a run together, intervals at 95 %"),
      [
        (context.phrase("步骤", "step"), false), (context.phrase("等待", "waiting"), true),
        (context.phrase("处理", "handling"), true),
      ], rows, context.language)
    return SectionView(
      id: "steps", heading: context.markup("步骤", "Steps"), lead: Markup(lead(steps, context)),
      content: table.markup(most: most, context.language))
  }

  private static func lead(_ steps: [BenchRows.Step], _ context: BenchContext) -> String {
    guard let first = steps.first,
      let wait = context.bench.sums.figures[first.waiting].estimate, wait > 0
    else {
      return context.phrase("没有任务等待人员。", "No task waits for people.")
    }
    let name = context.words.step(first.node)
    let time = context.words.value(wait, .time)
    return context.phrase(
      "等待最久的是“\(name)”，每次推演 \(time)。先列等待最久的。",
      "'\(name)' waits longest, \(time) a run. Those that wait longest come first.")
  }
}
