/// How a component, a room, a service or a switch stands. The gates between them are not in the
/// record.
package struct NodeStanding: Hashable, Sendable, BitwiseCopyable {
  package struct Flags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let down = Flags(rawValue: 1)
    /// What it needs is gone, and a battery or the coolness of a room keeps it going.
    package static let onReserve = Flags(rawValue: 2)
    /// Shut down in order.
    package static let shutDown = Flags(rawValue: 4)
    package static let isolated = Flags(rawValue: 8)
    /// A threat is on it.
    package static let hit = Flags(rawValue: 16)
    /// It has a fault that is not ended, whether it shows or not.
    package static let faulty = Flags(rawValue: 32)
    /// Of its faults that are not ended one makes it work worse: from its begin to its end, since a
    /// bypass leaves it.
    package static let degraded = Flags(rawValue: 64)
  }

  /// What holds of it now.
  package internal(set) var flags: Flags = []
  /// What held of it at any time.
  package internal(set) var ever: Flags = []
  /// Its faults that are not ended, and of these the ones that make it work worse.
  var faults: Int32 = 0
  var degrading: Int32 = 0
  /// Threats on it.
  var hits: Int32 = 0

  mutating func countHit(_ step: Int32) {
    hits = max(0, hits &+ step)
    set(.hit, to: hits > 0)
  }

  mutating func count(_ step: Int32, degrades: Bool) {
    faults = max(0, faults &+ step)
    set(.faulty, to: faults > 0)
    guard degrades else { return }
    degrading = max(0, degrading &+ step)
    set(.degraded, to: degrading > 0)
  }

  mutating func set(_ flag: Flags, to holds: Bool) {
    if holds {
      flags.insert(flag)
      ever.insert(flag)
    } else {
      flags.remove(flag)
    }
  }
}
