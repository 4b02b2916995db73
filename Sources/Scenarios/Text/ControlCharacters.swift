/// Characters that are no text but steer whatever shows a text. No name or title may have one, and
/// nothing that is printed or written hands one on: each kind of output has its own escape.
package enum ControlCharacters {
  /// C0, DEL and C1; what ends a line or a paragraph; what turns the direction of writing, by which
  /// a line reads as another.
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The first of a text; nil in nearly all.
  package static func first(in text: String) -> Unicode.Scalar? {
    var text = text
    return text.withUTF8 { bytes in
      for index in bytes.indices {
        let length = length(ofControl: bytes, at: index)
        guard length > 0 else { continue }
        return String(decoding: bytes[index..<index + length], as: UTF8.self).unicodeScalars.first
      }
      return nil
    }
  }

  /// How many bytes of UTF-8 there are one control character; 0: none.
  private static func length(ofControl bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 {
      index + offset < bytes.count ? bytes[index + offset] : 0
    }
    switch bytes[index] {
    case 0x00..<0x20, 0x7F: return 1
    case 0xC2: return (0x80..<0xA0).contains(byte(1)) ? 2 : 0
    case 0xE2:
      let isControl =
        byte(1) == 0x80 && (0xA8...0xAE).contains(byte(2))
        || byte(1) == 0x81 && (0xA6...0xA9).contains(byte(2))
      return isControl ? 3 : 0
    default: return 0
    }
  }

  /// `U+202E`.
  package static func name(_ scalar: Unicode.Scalar) -> String { "U+" + hex(scalar, digits: 4) }

  /// The text on one line, with what controls written out: `\x1B`, `\x0A`.
  package static func inLine(_ text: String) -> String {
    guard first(in: text) != nil else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        shown += written(scalar)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// `\x1B`, for people.
  package static func written(_ scalar: Unicode.Scalar) -> String { "\\x" + hex(scalar, digits: 2) }

  private static func hex(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension ControlCharacters {
  /// A JSON document with escapes of JSON for what a reader of logs would obey: control characters
  /// that JSON allows as they are, and `##[`, by which runners of CI know their commands. All of
  /// these stand within strings, so the document means the same.
  package static func inJSON(_ document: String) -> String {
    var document = document
    return document.withUTF8 { bytes in
      guard let first = bytes.firstIndex(where: mayBeEscaped) else { return nil }
      return escaped(bytes, from: first)
    } ?? document
  }

  private static func mayBeEscaped(_ byte: UInt8) -> Bool {
    byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == number
  }

  /// `#`.
  private static let number: UInt8 = 0x23

  private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> String {
    var escaped = Array(bytes[..<first])
    escaped.reserveCapacity(bytes.count + 64)
    var index = first
    while index < bytes.count {
      let length = mayBeEscaped(bytes[index]) ? lengthToEscape(bytes, at: index) : 0
      if length == 0 {
        escaped.append(bytes[index])
        index += 1
        continue
      }
      let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
      for scalar in text.unicodeScalars {
        escaped += "\\u\(hex(scalar, digits: 4).lowercased())".utf8
      }
      index += length
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// How many bytes there are one character to be escaped; 0: none.
  private static func lengthToEscape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard bytes[index] == number else { return length(ofControl: bytes, at: index) }
    guard index + 1 < bytes.count, bytes[index + 1] == number else { return 0 }
    return isCommand(bytes[(index + 2)...]) ? 1 : 0
  }

  /// Whether a bracket follows `##`, or a word of letters and one: `##vso[`.
  private static func isCommand(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let word = rest.prefix { (0x61...0x7A).contains($0) }
    return rest.dropFirst(word.count).first == 0x5B
  }
}
