import EventKernel
import Foundation
import Scenarios
import Simulator

/// The decisions of a run as a text file: a head that says what they belong to, then one line per
/// decision: time in microseconds, decision point, option taken, both as hashes of names.
///
///     sandtable decisions 1
///     digest <SHA-256 of the drill's files>
///     seed 7
///     660000000 1f00c3a5b2d7e819 9ab0c1d2e3f40516
struct DecisionLog {
  static let title = "sandtable decisions 1"

  var digest: String
  var seed: UInt64
  var decisions: [Decision]

  var text: String {
    let head = [Self.title, "digest \(digest)", "seed \(seed)"]
    let lines = decisions.map {
      "\($0.time.microseconds) \(Self.hex($0.point)) \(Self.hex($0.choice))"
    }
    return (head + lines).joined(separator: "\n") + "\n"
  }

  /// Reads a log; throws a wrong file, with the number of the first wrong line.
  static func read(_ path: String) throws -> DecisionLog {
    var status = stat()
    // A pipe or a device would be read for ever.
    guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(
        .files, zh: "决策记录 \(path) 不是普通文件",
        en: "the decision log \(path) is not a regular file")
    }
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw Failure(
        .files, zh: "无法读取决策记录 \(path)（不存在、不可读或不是文本）", en: "cannot read the decision log \(path)",
        detail: Bilingual(zh: "", en: error.localizedDescription))
    }
    // Also with the line ends of Windows, which are one character.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.split(separator: " ").map(String.init)
    }
    func wrong(_ line: Int) -> Failure {
      Failure(
        .files, zh: "\(path):\(line + 1)：不是决策记录的格式",
        en: "\(path):\(line + 1): this is not how a decision log is written")
    }
    guard lines[0].joined(separator: " ") == title else { throw wrong(0) }
    guard lines.count > 1, lines[1].count == 2, lines[1][0] == "digest" else { throw wrong(1) }
    guard lines.count > 2, lines[2].count == 2, lines[2][0] == "seed",
      let seed = UInt64(lines[2][1])
    else { throw wrong(2) }
    var log = DecisionLog(digest: lines[1][1], seed: seed, decisions: [])
    for number in lines.indices.dropFirst(3) where !lines[number].isEmpty {
      guard let decision = decision(lines[number]) else { throw wrong(number) }
      log.decisions.append(decision)
    }
    return log
  }

  private static func decision(_ words: [String]) -> Decision? {
    guard words.count == 3, let time = Int64(words[0]), time >= 0,
      let point = UInt64(words[1], radix: 16), let choice = UInt64(words[2], radix: 16)
    else { return nil }
    return Decision(
      time: SimulationTime(microseconds: time), point: NameHash(value: point),
      choice: NameHash(value: choice))
  }

  private static func hex(_ name: NameHash) -> String {
    let digits = String(name.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
