/// Cuts a condition into words, numbers, operators and parentheses.
struct ConditionLexer {
  enum Kind: Equatable {
    case word
    case number(Int64)
    case symbol
    /// Something that no condition has.
    case stray
    case end
  }

  struct Token {
    var kind: Kind
    var text: String
    /// Scalars from the beginning of the condition.
    var offset: Int
    var length: Int
  }

  static func tokens(_ text: String) -> [Token] {
    let scalars = Array(text.unicodeScalars)
    var tokens: [Token] = []
    var at = 0
    while at < scalars.count {
      guard !scalars[at].isBlank else {
        at += 1
        continue
      }
      let (kind, length) = next(scalars[at...])
      var written = String.UnicodeScalarView()
      written.append(contentsOf: scalars[at..<at + length])
      tokens.append(Token(kind: kind, text: String(written), offset: at, length: length))
      at += length
    }
    tokens.append(Token(kind: .end, text: "", offset: scalars.count, length: 1))
    return tokens
  }

  private static func next(_ rest: ArraySlice<Unicode.Scalar>) -> (Kind, Int) {
    guard let first = rest.first else { return (.end, 0) }
    if isLetter(first) {
      return (.word, rest.prefix { isLetter($0) || isDigit($0) || $0 == "-" || $0 == "." }.count)
    }
    let sign = first == "-" ? 1 : 0
    let digits = rest.dropFirst(sign).prefix(while: isDigit)
    if !digits.isEmpty {
      let text = String(String.UnicodeScalarView(rest.prefix(sign + digits.count)))
      guard let number = Int64(text), abs(number) <= 1_000_000_000 else {
        return (.stray, sign + digits.count)
      }
      return (.number(number), sign + digits.count)
    }
    for symbol in ["==", "!=", "<=", ">=", "=", "<", ">", "(", ")", "%", "℃", "°C"] {
      if rest.starts(with: symbol.unicodeScalars) {
        return (.symbol, symbol.unicodeScalars.count)
      }
    }
    return (.stray, 1)
  }

  /// What a name may begin with; ids of BPMN elements are XML names.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }
}
