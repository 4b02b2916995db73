extension Sequence<UInt8> {
  /// The Unicode scalars of UTF-8: each begins with a byte that continues no other.
  var scalarCount: Int { count { !UTF8.isContinuation($0) } }
}

extension Unicode.Scalar {
  /// White space, as Unicode knows it; the last is the blank of Chinese text.
  var isBlank: Bool {
    isASCII
      ? self == " " || (0x09...0x0D).contains(value)
      : value <= 0x3000 && properties.isWhitespace
  }
}

extension StringProtocol {
  /// What stands on either side of the first `mark`, which is ASCII; nil without one.
  func cut(at mark: String) -> (before: SubSequence, behind: SubSequence)? {
    var rest = utf8[...]
    while let first = rest.firstIndex(where: { $0 == mark.utf8.first }) {
      rest = rest[first...]
      if rest.starts(with: mark.utf8) {
        return (self[..<first], self[utf8.index(first, offsetBy: mark.utf8.count)...])
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
