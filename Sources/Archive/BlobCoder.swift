/// Passes values into bytes, or bytes back into values, by one description of the layout for both
/// ways: so writing and reading can't come apart.
///
/// Integers are LEB128 of the zigzag form (small ones take a byte); a list is its count and its
/// elements; something optional is a flag and, when there, the value.
package struct BlobCoder {
  private enum Direction {
    case writing
    case reading
  }

  private let direction: Direction
  package private(set) var bytes: [UInt8]
  private var position = 0
  /// The layout that is written, or that was found when reading.
  var format = ResultFormat.current

  /// Writes.
  package init() {
    direction = .writing
    bytes = []
  }

  /// Reads.
  package init(reading bytes: [UInt8]) {
    direction = .reading
    self.bytes = bytes
  }

  /// Throws when bytes are left that nothing has read.
  package func finish() throws(BlobError) {
    guard direction == .writing || position == bytes.count else { throw .tooLong }
  }

  package mutating func pass(_ value: inout Int64) throws(BlobError) {
    switch direction {
    case .writing: append(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    case .reading:
      let zigzag = try next()
      value = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    }
  }

  mutating func list<Value>(
    _ values: inout [Value], blank: Value,
    _ each: (inout BlobCoder, inout Value) throws(BlobError) -> Void
  ) throws(BlobError) {
    var count = Int64(values.count)
    try pass(&count)
    if direction == .reading {
      // Every element takes a byte at least, and the list grows as they come: a wrong count can't
      // claim the memory.
      guard 0...Int64(bytes.count - position) ~= count else { throw .outOfRange }
      values = []
      for _ in 0..<count {
        var value = blank
        try each(&self, &value)
        values.append(value)
      }
      return
    }
    for index in values.indices { try each(&self, &values[index]) }
  }

  mutating func optional<Value>(
    _ value: inout Value?, blank: Value,
    _ each: (inout BlobCoder, inout Value) throws(BlobError) -> Void
  ) throws(BlobError) {
    var isThere: Int64 = value == nil ? 0 : 1
    try pass(&isThere)
    guard isThere == 1 else {
      value = nil
      return
    }
    var content = value ?? blank
    try each(&self, &content)
    value = content
  }

  private mutating func append(_ word: UInt64) {
    var rest = word
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func next() throws(BlobError) -> UInt64 {
    var word: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < bytes.count else { throw .tooShort }
      let byte = bytes[position]
      position += 1
      word |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return word }
    }
    throw .outOfRange
  }
}

/// Why bytes are not a stored result.
package enum BlobError: Error, Equatable {
  case tooShort
  case tooLong
  case outOfRange
  case otherFormat(Int)
  /// It may have entries of kinds that this version does not know.
  case newerKinds(Int)

  var asKind: ArchiveError.Kind {
    switch self {
    case .otherFormat(let format): .otherFormat(format)
    case .newerKinds: .newer
    case .tooShort, .tooLong, .outOfRange: .damaged
    }
  }

  var description: String {
    switch self {
    case .tooShort: "the stored result ends too early"
    case .tooLong: "the stored result has bytes too many"
    case .outOfRange: "the stored result has a number out of its range"
    case .otherFormat(let format): "the stored result is of format \(format)"
    case .newerKinds(let count): "the stored result knows \(count) kinds of entry"
    }
  }
}
