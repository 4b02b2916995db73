import EventKernel
import Simulator

/// Who gave a command.
package enum SessionActor: Sendable, Hashable {
  case facilitator
  case role(NameHash)
}

/// Where in the course of a world a command was given. A world halts when played roles are asked
/// something, in the middle of an instant, and rests where it was told to stop.
package struct SessionPosition: Sendable, Hashable {
  package var time: SimulationTime
  /// How often the world had halted.
  package var halts: Int
  /// It was at that halt; else everything up to the time had happened.
  package var isAtHalt: Bool

  package init(time: SimulationTime, halts: Int, isAtHalt: Bool) {
    self.time = time
    self.halts = halts
    self.isAtHalt = isAtHalt
  }
}

/// One line of a session's log: a command, by names that stay what they are whatever else happens.
///
/// Files, seed and log give the session again, byte for byte: the wall time and the state are put
/// down beside, to be shown and to be compared.
package struct SessionEntry: Sendable, Hashable {
  package enum Deed: Sendable, Hashable {
    case answer(point: NameHash, choice: NameHash)
    case begin(point: NameHash, person: NameHash?)
    case act(Act, case: NameHash, targets: [Target], person: NameHash?)
    case leaveOut(point: NameHash)
    case inject(NameHash)
    case take(NameHash, within: TimeSpan?)
    case handBack(NameHash)
    /// Nothing is done: the session came so far.
    case rest
  }

  /// What an act is done to, by name.
  package struct Target: Sendable, Hashable {
    package var kind: ActTarget.Kind
    package var name: NameHash
  }

  package var position: SessionPosition
  package var actor: SessionActor
  package var deed: Deed
  /// Milliseconds since 1970, by the clock of the machine.
  package var wall: Int64
  /// Digest of what the actor knew; of the world itself for the facilitator.
  package var known: UInt64
  /// Digest of the world before the command.
  package var state: UInt64
}

// MARK: As text

/// A line: time in microseconds, halts, `h` at the halt or `r` at rest, actor, deed with its names
/// as hashes, wall time, what was known, state.
///
///     660000000 3 h 1f00c3a5b2d7e819 begin 9ab0c1d2e3f40516 - 1796148000000 00... 00...
extension SessionEntry {
  package var text: String {
    let actor =
      switch actor {
      case .facilitator: "facilitator"
      case .role(let name): name.hex
      }
    let deed =
      switch deed {
      case .answer(let point, let choice): "answer \(point.hex) \(choice.hex)"
      case .begin(let point, let person): "begin \(point.hex) \(person?.hex ?? "-")"
      case .act(let act, let incident, let targets, let person):
        "act \(incident.hex) \(act.rawValue)/\(person?.hex ?? "-")/"
          + targets.map { "\($0.kind.rawValue)\($0.name.hex)" }.joined(separator: ",")
      case .leaveOut(let point): "leave-out \(point.hex) -"
      case .inject(let name): "inject \(name.hex) -"
      case .take(let role, let within):
        "take \(role.hex) \(within.map { String($0.microseconds) } ?? "-")"
      case .handBack(let role): "hand-back \(role.hex) -"
      case .rest: "rest - -"
      }
    return [
      String(position.time.microseconds), String(position.halts), position.isAtHalt ? "h" : "r",
      actor, deed, String(wall), NameHash(value: known).hex, NameHash(value: state).hex,
    ].joined(separator: " ")
  }

  /// - Returns: nil for a text that is no such line.
  package init?(text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 10, let time = Int64(words[0]), time >= 0, let halts = Int(words[1]),
      halts >= 0, ["h", "r"].contains(words[2]), let wall = Int64(words[7]),
      let known = NameHash(hex: words[8]), let state = NameHash(hex: words[9]),
      let deed = Self.deed(words[4], words[5], words[6])
    else { return nil }
    position = SessionPosition(
      time: SimulationTime(microseconds: time), halts: halts, isAtHalt: words[2] == "h")
    if words[3] == "facilitator" {
      actor = .facilitator
    } else if let role = NameHash(hex: words[3]) {
      actor = .role(role)
    } else {
      return nil
    }
    self.deed = deed
    self.wall = wall
    self.known = known.value
    self.state = state.value
  }

  private static func deed(_ verb: String, _ first: String, _ second: String) -> Deed? {
    if verb == "rest" { return first == "-" && second == "-" ? .rest : nil }
    guard let name = NameHash(hex: first) else { return nil }
    let other = NameHash(hex: second)
    switch verb {
    case "answer": return other.map { .answer(point: name, choice: $0) }
    case "begin":
      if second == "-" { return .begin(point: name, person: nil) }
      return other.map { .begin(point: name, person: $0) }
    case "act": return act(name, second)
    case "leave-out": return second == "-" ? .leaveOut(point: name) : nil
    case "inject": return second == "-" ? .inject(name) : nil
    case "take":
      if second == "-" { return .take(name, within: nil) }
      guard let within = Int64(second), within > 0 else { return nil }
      return .take(name, within: TimeSpan(microseconds: within))
    case "hand-back": return second == "-" ? .handBack(name) : nil
    default: return nil
    }
  }

  /// `isolate/-/01f00c3a5b2d7e819,...`: the act, who does it, and the targets with their kinds.
  private static func act(_ incident: NameHash, _ text: String) -> Deed? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let act = Act(rawValue: parts[0]) else { return nil }
    let person = NameHash(hex: parts[1])
    guard person != nil || parts[1] == "-" else { return nil }
    var targets: [Target] = []
    for word in parts[2].split(separator: ",") {
      guard let kind = word.first.flatMap({ UInt8(String($0)) }).flatMap(ActTarget.Kind.init),
        let name = NameHash(hex: String(word.dropFirst()))
      else { return nil }
      targets.append(Target(kind: kind, name: name))
    }
    return .act(act, case: incident, targets: targets, person: person)
  }
}

extension NameHash {
  /// 16 digits of base 16.
  var hex: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  init?(hex: String) {
    guard hex.utf8.count == 16, let value = UInt64(hex, radix: 16) else { return nil }
    self.init(value: value)
  }
}
