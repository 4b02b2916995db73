/// The most that a rate may be, an hour. Ours: far above what any site reports, far below what
/// would fill the machine before the drill's events come to their own limit (`World.eventLimit`).
enum RateLimit {
  /// False alarms of the whole monitoring: one a minute is no monitoring any more.
  static let falseAlarms = 60
  /// Calls about one service that reach the desk: a desk of a hundred takes some 500 an hour.
  static let calls = 1000
  /// Successful contacts between one pair of hosts: one a second.
  static let contacts = 3600
  /// Arrivals of one stream: a thousand a second.
  static let arrivals = 3_600_000
  /// Records that go out: a million a second.
  static let records = 3_600_000_000
  /// Requests to one service: a hundred million a second.
  static let requests = 360_000_000_000
}
