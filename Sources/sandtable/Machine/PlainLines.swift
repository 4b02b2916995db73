/// Lines out of a pipe, a file, or a terminal that edits them itself.
struct PlainLines {
  enum Next: Equatable {
    case line(String)
    case tooLong
    case end
    /// More must be read.
    case more
  }

  private let limit: Int
  private var bytes: ArraySlice<UInt8> = []
  private var hasEnded = false
  private var isFirst = true
  /// The rest of a line that is too long is passed over.
  private var isSkipping = false

  /// - Parameter limit: characters of the longest line.
  init(limit: Int) { self.limit = limit }

  /// - Parameter more: what was read; nil at the end.
  mutating func add(_ more: [UInt8]?) {
    if let more { bytes += more } else { hasEnded = true }
  }

  mutating func next() -> Next {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      // A character has at most four bytes; the line may end in a carriage return.
      if bytes.count > 4 * limit + 1 {
        isSkipping = true
        bytes = []
      }
      guard hasEnded else { return .more }
      let last = bytes
      let isOver = last.isEmpty && !isSkipping
      bytes = []
      return isOver ? .end : whole(last)
    }
    let line = bytes[..<end]
    bytes = bytes[(end + 1)...]
    return whole(line)
  }

  /// What is no UTF-8 is repaired: as U+FFFD.
  private mutating func whole(_ line: ArraySlice<UInt8>) -> Next {
    defer {
      isSkipping = false
      isFirst = false
    }
    let ended = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    var scalars = String(decoding: ended, as: UTF8.self).unicodeScalars
    // Some editors begin a file with a sign of the order of its bytes.
    if isFirst, scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    return isSkipping || scalars.count > limit ? .tooLong : .line(String(scalars))
  }
}
