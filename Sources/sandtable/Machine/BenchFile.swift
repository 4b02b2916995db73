import Foundation
import Rehearsal
import Scenarios

/// Results of benches in files: parts, whole results and baselines.
enum BenchFile {
  /// Beyond, it is none of ours.
  private static let sizeLimit = 1 << 30

  /// A part, or a whole result.
  static func part(at path: String) throws -> BenchPart {
    let data = try contents(of: path)
    do {
      return try JSONDecoder().decode(BenchPart.self, from: data)
    } catch let error as BenchPartError {
      throw Failure(error, path)
    } catch {
      throw Failure(BenchPartError.unreadable, path)
    }
  }

  static func write(_ part: BenchPart, to path: String) throws {
    try OutputFile.write(try text(part), to: path)
  }

  /// One line: it is not for reading.
  static func text(_ part: BenchPart) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(part), as: UTF8.self) + "\n"
  }

  static func baseline(at path: String) throws -> Baseline {
    let data = try contents(of: path)
    do {
      return try Baseline(text: String(decoding: data, as: UTF8.self))
    } catch {
      throw Failure(error, path)
    }
  }

  /// Whether a file is a result, not a drill.
  static func isResult(_ path: String) -> Bool { path.hasSuffix(".json") }

  private static func contents(of path: String) throws -> Data {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Failure(.files, zh: "没有这个文件：\(path)", en: "there is no such file: \(path)")
    }
    // A pipe or a device would be read for ever.
    guard status.st_mode & S_IFMT == S_IFREG else {
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

extension Failure {
  init(_ error: BenchPartError, _ path: String) {
    switch error {
    case .unreadable:
      self.init(
        .files, zh: "\(path) 不是完好的推演结果文件", en: "\(path) is no result of a bench, or a broken one",
        detail: "sandtable bench DRILL --replications N --save FILE")
    case .version(let version):
      self.init(
        .files, zh: "\(path) 由版本 \(version) 写成，本版本是 \(sandtableVersion)，两者的数不能相加",
        en:
          "\(path) was written by version \(version), this is \(sandtableVersion): their sums do not add up"
      )
    case .drill:
      self.init(
        .files, zh: "\(path) 所附的演练文件，本版本无法读取",
        en: "this version cannot read the drill that is kept in \(path)")
    case .different:
      self.init(
        .files, zh: "\(path)：各部分出自不同的演练、种子或次数",
        en: "\(path): parts of different drills, seeds or numbers of runs")
    case .doubled(let range):
      self.init(
        .files, zh: "\(path)：第 \(range.lowerBound) 到 \(range.upperBound - 1) 次推演有两份",
        en: "\(path): runs \(range.lowerBound) to \(range.upperBound - 1) are there twice")
    case .missing(let range):
      self.init(
        .files, zh: "缺少第 \(range.lowerBound) 到 \(range.upperBound - 1) 次推演的部分",
        en: "the part with runs \(range.lowerBound) to \(range.upperBound - 1) is missing")
    }
  }

  init(_ error: BaselineError, _ path: String) {
    let how = "sandtable bench DRILL --replications N --write-baseline FILE"
    switch error {
    case .empty:
      self.init(.files, zh: "基线 \(path) 是空的", en: "the baseline \(path) is empty", detail: how)
    case .unreadable:
      self.init(
        .files, zh: "\(path) 不是完好的基线文件", en: "\(path) is no baseline, or a broken one", detail: how)
    case .format(let format):
      self.init(
        .files, zh: "基线 \(path) 的格式 \(format) 本版本不认识",
        en: "the baseline \(path) is of format \(format), which this version does not know")
    }
  }
}
