/// What happened, in a few sentences.
enum StorySection {
  static func make(_ context: RunContext) -> SectionView {
    let sentences = context.sentences.story.map { Markup(html: "<li>\(Markup($0))</li>") }
    return SectionView(
      id: "story", heading: context.markup("经过", "What happened"), lead: nil,
      content: Markup(html: "<ol class=\"story\">\(sentences.joined())</ol>"))
  }
}
