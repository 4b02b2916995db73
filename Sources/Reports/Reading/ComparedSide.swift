/// The sides of a comparison.
enum ComparedSide: Sendable, CaseIterable {
  case before
  case now
}
