import Rehearsal
import Scenarios
import Statistics

/// What is of the whole run, and the drill's own measures.
enum FiguresSection {
  static func make(_ context: BenchContext) -> SectionView? {
    let rows = context.rows.wholes + context.rows.measures
    if rows.isEmpty { return nil }
    let table = PageTable(
      context.phrase("每次推演，95 % 区间", "Of a run, with intervals at 95 %"),
      [
        (context.phrase("项目", "figure"), false), (context.phrase("估计", "estimate"), true),
      ],
      rows.map { row in
        [Markup(context.words.title(context.bench.figures[row])), Markup(context.estimate(row))]
      }, context.language)
    return SectionView(
      id: "figures", heading: context.markup("平台、人员与测量", "Platform, staff and measures"),
      lead: nil, content: table.markup)
  }
}
