/// English numbers with their nouns.
enum Plural {
  /// `1 item`, `3 items`; `no` is written 0.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  /// `once`, `twice`, `3 times`.
  static func times(_ number: Int) -> String {
    number == 1 ? "once" : number == 2 ? "twice" : "\(number) times"
  }
}
