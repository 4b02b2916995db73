import Foundation

/// What a person presses, read off the bytes that the terminal sends. The editor gets keys that it
/// has for certain and nothing else, so that it never waits for more by itself, and that no
/// sequence of a terminal ends as characters in the line.
struct TerminalKeys {
  enum Key: Equatable {
    /// A character that takes room on the screen.
    case text(Unicode.Scalar)
    /// One of the editor's own keys, as it is to be pushed.
    case edit(String)
    /// Of an empty line it is not the end of the input, as Ctrl-D is.
    case delete
    case complete
    case clearScreen
    case enter
    case endOfInput
    case interrupt
  }

  private var bytes: ArraySlice<UInt8> = []
  private var escapedAt: ContinuousClock.Instant?

  /// After so long, Escape was a key by itself. It does nothing.
  private static let escapeTime = Duration.milliseconds(500)
  private static let escape: UInt8 = 0x1B
  /// What is longer is none.
  private static let longestSequence = 32

  mutating func add(_ more: [UInt8]) { bytes += more }

  /// When `next` is to be called though nothing came, since what has begun is given up then.
  var deadline: ContinuousClock.Instant? { escapedAt?.advanced(by: Self.escapeTime) }

  /// nil when there is no whole one. What nobody has a use for is passed over.
  mutating func next() -> Key? {
    while let first = bytes.first {
      if first == Self.escape {
        guard let length = sequenceLength() else {
          giveUpWhenOver()
          return nil
        }
        let sequence = bytes.dropFirst().prefix(length - 1)
        bytes = bytes.dropFirst(length)
        escapedAt = nil
        if let key = Self.sequences[String(decoding: sequence, as: UTF8.self)] { return key }
      } else if first < 0x20 || first == 0x7F {
        bytes = bytes.dropFirst()
        if let key = Self.control(first) { return key }
      } else {
        guard let scalar = takeScalar() else { return nil }
        // What has no width can't be shown as one place of the line.
        if WideText.width(scalar) > 0 { return .text(scalar) }
      }
    }
    return nil
  }

  /// Gives up what begins with an escape and has not come to its end in time.
  private mutating func giveUpWhenOver() {
    let began = escapedAt ?? .now
    let isOver = ContinuousClock.now >= began + Self.escapeTime
    escapedAt = isOver ? nil : began
    if isOver { bytes = [] }
  }

  /// How long the sequence is that begins with the escape; nil while its end is not there.
  ///
  /// ECMA-48: `ESC [`, parameters, a letter; `ESC O` and a letter; `ESC` and a character. The
  /// console of Linux has `ESC [ [` and a letter, too.
  private func sequenceLength() -> Int? {
    let rest = bytes.dropFirst().prefix(Self.longestSequence)
    guard let second = rest.first else { return nil }
    let parameters = rest.dropFirst()
    switch second {
    case Self.escape: return 1
    case UInt8(ascii: "O"): return parameters.isEmpty ? nil : 3
    case UInt8(ascii: "["):
      if parameters.first == UInt8(ascii: "[") { return parameters.count > 1 ? 4 : nil }
      guard let end = parameters.firstIndex(where: { !(0x20..<0x40).contains($0) }) else {
        return rest.count < Self.longestSequence ? nil : Self.longestSequence
      }
      return end - bytes.startIndex + 1
    default: return 2
    }
  }

  /// nil while its end is not there. What is no UTF-8 becomes U+FFFD.
  private mutating func takeScalar() -> Unicode.Scalar? {
    guard let first = bytes.first else { return nil }
    let length =
      switch first {
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 1
      }
    let following = bytes.dropFirst().prefix(length - 1)
    let whole = following.prefix { $0 & 0xC0 == 0x80 }
    if whole.count == following.count, following.count < length - 1 { return nil }
    let scalar = String(decoding: bytes.prefix(whole.count + 1), as: UTF8.self).unicodeScalars.first
    bytes = bytes.dropFirst(whole.count + 1)
    return scalar
  }

  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x03: return .interrupt
    case 0x04: return .endOfInput
    case 0x09: return .complete
    case 0x0A, 0x0D: return .enter
    case 0x0C: return .clearScreen
    // As the shell has it; the editor's own is another.
    case 0x12: return .edit("\u{1B}p")
    case 0x17: return .edit("\u{1B}\u{7F}")
    default:
      return controls.contains(byte) ? .edit(String(Unicode.Scalar(byte))) : nil
    }
  }

  /// ^A ^B ^E ^F ^H ^K ^N ^P ^T ^U ^Y and the backspace.
  private static let controls: Set<UInt8> = [
    0x01, 0x02, 0x05, 0x06, 0x08, 0x0B, 0x0E, 0x10, 0x14, 0x15, 0x19, 0x7F,
  ]

  /// What follows the escape. Terminals do not agree.
  private static let sequences: [String: Key] = {
    var keys: [String: Key] = ["[3~": .delete, "[3;5~": .edit("\u{1B}d")]
    let moves: [(key: String, of: [String])] = [
      ("\u{10}", ["[A", "OA"]), ("\u{0E}", ["[B", "OB"]),
      ("\u{06}", ["[C", "OC"]), ("\u{02}", ["[D", "OD"]),
      ("\u{01}", ["[H", "OH", "[1~", "[7~"]), ("\u{05}", ["[F", "OF", "[4~", "[8~"]),
      ("\u{1B}f", ["[1;5C", "[1;3C", "[5C", "Oc"]),
      ("\u{1B}b", ["[1;5D", "[1;3D", "[5D", "Od"]),
    ]
    for move in moves {
      for sequence in move.of { keys[sequence] = .edit(move.key) }
    }
    // Words: back, forward, cut, lower, upper, capital; the history by what the line begins with.
    for letter in ["b", "f", "d", "l", "u", "c", "p", "n", "\u{7F}", "\u{08}"] {
      keys[letter] = .edit("\u{1B}" + letter)
    }
    return keys
  }()
}
