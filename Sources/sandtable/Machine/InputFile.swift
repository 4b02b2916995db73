import Foundation
import Rehearsal
import Scenarios
import Statistics

/// Reads what is neither a scenario nor the archive: results of benches, baselines and logs of
/// decisions. `Rehearse` is asked what they say, and what is wrong with them is told with the path.
enum InputFile {
  /// Beyond, it is none of ours.
  private static let sizeLimit = 1 << 30

  /// The bench of which the files have the parts, in any order, or the whole.
  static func bench(at paths: [String], overall: Confidence = .ninetyFive) throws -> Bench {
    let parts = try paths.map { path in
      let data = try contents(of: path)
      return try Failure.naming(path) { () throws(BenchPartError) in try Rehearse.part(in: data) }
    }
    return try Failure.naming(paths.joined(separator: ", ")) { () throws(BenchPartError) in
      try Rehearse.merge(parts, overall: overall)
    }
  }

  /// Whether a file is a result, not a drill.
  static func isResult(_ path: String) -> Bool { path.hasSuffix(".json") }

  static func baseline(of drill: CompiledDrill, at path: String) throws -> Baseline {
    let text = String(decoding: try contents(of: path), as: UTF8.self)
    return try Failure.naming(path) { () throws(BaselineError) in
      try Rehearse.baseline(in: text, of: drill)
    }
  }

  /// What a file says that somebody wrote for us.
  static func text(at path: String) throws -> String {
    guard let text = String(validating: try contents(of: path), as: UTF8.self) else {
      throw Failure(.files, zh: "\(path) 不是 UTF-8 文本", en: "\(path) is not UTF-8 text")
    }
    return text
  }

  static func decisionLog(at path: String) throws -> DecisionLog {
    let text = try text(at: path)
    return try Failure.naming(path) { () throws(DecisionLogError) in try DecisionLog(text: text) }
  }

  private static func contents(of path: String) throws -> Data {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      guard code == ENOENT else {
        throw Failure(
          .files, zh: "无法读取 \(path)", en: "cannot read \(path)",
          detail: SystemWords.message(code))
      }
      throw Failure(.files, zh: "没有这个文件：\(path)", en: "there is no such file: \(path)")
    }
    // A pipe or a device would be read for ever.
    guard OutputPlace.isRegular(status) else {
      throw Failure(.files, zh: "\(path) 不是普通文件", en: "\(path) is not a regular file")
    }
    guard status.st_size <= sizeLimit else {
      throw Failure(.files, zh: "\(path) 过大", en: "\(path) is too large")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.files, zh: "无法读取 \(path)", en: "cannot read \(path)")
    }
    return data
  }
}
