import EventKernel

/// Lines of a kept file that say by themselves whether they are as they were written: a digest of
/// what it says and of its number stands at the end of each, and one of all of them in the last.
///
/// It tells what was changed by hand. It is no signature: who can write the file can write the
/// digests, too.
enum KeptLines {
  /// Sixteen hexadecimal digits.
  static func digest(_ text: String) -> String { hexadecimal(NameHash(text).value) }

  private static let mark = ", \"sum\": \""

  /// A JSON object of one line with its digest as its last member.
  ///
  /// - Parameters:
  ///   - members: what stands between the braces.
  ///   - number: of the line, from 1.
  static func line(_ members: String, _ number: Int) -> String {
    "{" + members + mark + digest("\(number):\(members)") + "\"}"
  }

  /// Whether a line is as ``line(_:_:)`` wrote it; a comma may follow.
  static func isAsWritten(_ line: Substring, _ number: Int) -> Bool {
    var line = line
    if line.hasSuffix(",") { line.removeLast() }
    guard line.hasPrefix("{"), line.hasSuffix("\"}"),
      let place = line.utf8.count >= tail ? line.utf8.index(line.endIndex, offsetBy: -tail) : nil,
      line[place...].hasPrefix(mark)
    else { return false }
    let members = String(line[line.index(after: line.startIndex)..<place])
    return line == Self.line(members, number)
  }

  /// The bytes of the digest with its name and what closes it.
  private static let tail = mark.utf8.count + 18

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
