import Rehearsal
import Scenarios
import Simulator

/// The clocks of the agreement over many runs: how many were met, and how long they took.
enum BenchClocksSection {
  static func make(_ context: BenchContext) -> SectionView? {
    let curves = SurvivalCurve.all(of: context.bench)
    if context.rows.clocks.isEmpty && curves.isEmpty { return nil }
    let open = context.bench.sums.open
    let lead = context.phrase(
      SurvivalCurve.meaning.zh + (open > 0 ? "演练结束时仍在计时的按已计时间算。" : ""),
      SurvivalCurve.meaning.en
        + (open > 0 ? " Clocks that still ran at the end count by the time so far." : ""))
    let legend = StateLegend.markup(
      FaultLevel.allCases.filter { level in
        curves.contains { $0.lines.contains { $0.level == level } }
      }.map { StateLegend.Entry(line: SurvivalCurve.style($0), Terms.word($0)[context.language]) })
    let figure =
      curves.isEmpty
      ? Markup.empty
      : ChartFrame.panels(
        curves.map { $0.picture(context) }, data: context.charts.survival, legend: legend,
        context.language)
    return SectionView(
      id: "clocks", heading: context.markup("SLA 时钟", "SLA clocks"), lead: Markup(lead),
      content: table(context) + figure)
  }

  private static func table(_ context: BenchContext) -> Markup {
    let clocks = context.rows.clocks
    if clocks.isEmpty { return .empty }
    return PageTable(
      context.phrase("各时钟，95 % 区间", "The clocks, with intervals at 95 %"),
      [
        (context.phrase("时钟", "clock"), false), (context.phrase("达标比例", "met"), true),
        (context.phrase("平均", "mean"), true), (context.phrase("P95", "p95"), true),
      ],
      clocks.map { clock in
        [Markup(Terms.word(clock.kind)[context.language])]
          + ([clock.met] + clock.times).map { Markup(context.estimate($0)) }
      }, context.language
    ).markup
  }
}
