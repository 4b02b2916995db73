/// ``RunSentences/measures`` as a table; nil: the drill measures nothing.
enum MeasuresSection {
  static func make(_ context: RunContext) -> SectionView? {
    let measures = context.sentences.measures
    if measures.isEmpty { return nil }
    let table = PageTable(
      context.phrase("测量", "Measures"),
      [(context.phrase("测量", "measure"), false), (context.phrase("本次", "this once"), true)],
      measures.map { [Markup($0.title), Markup($0.value)] }, context.language)
    return SectionView(
      id: "measures", heading: context.markup("测量", "Measures"),
      lead: Markup(context.sentences.measuresNote), content: table.markup)
  }
}
