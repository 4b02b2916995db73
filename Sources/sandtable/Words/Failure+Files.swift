import Rehearsal

/// What is wrong with a file that `Rehearse` reads; it does not know where the file lies.
protocol FileFault: Error {
  /// - Parameter path: of the file, or of several.
  func failure(at path: String) -> Failure
}

extension Failure {
  /// Does `work`, and gives what it finds wrong with the file in the reader's words.
  static func naming<Value, Fault: FileFault>(
    _ path: String, _ work: () throws(Fault) -> Value
  ) throws(Failure) -> Value {
    do {
      return try work()
    } catch {
      throw error.failure(at: path)
    }
  }
}

extension BenchPartError: FileFault {
  func failure(at path: String) -> Failure {
    switch self {
    case .unreadable:
      Failure(
        .files, zh: "\(path) 不是完好的推演结果文件", en: "\(path) is no result of a bench, or a broken one",
        detail: "sandtable bench DRILL --replications N --save FILE")
    case .version(let version):
      Failure(
        .files, zh: "\(path) 由版本 \(version) 写成，本版本是 \(sandtableVersion)，两者的数不能相加",
        en:
          "\(path) was written by version \(version), this is \(sandtableVersion): their sums do not add up"
      )
    case .drill:
      Failure(
        .files, zh: "\(path) 所附的演练文件，本版本无法读取",
        en: "this version cannot read the drill that is kept in \(path)")
    case .different:
      Failure(
        .files, zh: "\(path)：各部分出自不同的演练、种子或次数",
        en: "\(path): parts of different drills, seeds or numbers of runs")
    case .doubled(let range):
      Failure(
        .files, zh: "\(path)：第 \(range.lowerBound) 到 \(range.upperBound - 1) 次推演有两份",
        en: "\(path): runs \(range.lowerBound) to \(range.upperBound - 1) are there twice")
    case .missing(let range):
      Failure(
        .files, zh: "缺少第 \(range.lowerBound) 到 \(range.upperBound - 1) 次推演的部分",
        en: "the part with runs \(range.lowerBound) to \(range.upperBound - 1) is missing")
    }
  }
}

extension BaselineError: FileFault {
  func failure(at path: String) -> Failure {
    let how = "sandtable bench DRILL --replications N --write-baseline FILE"
    return switch self {
    case .empty:
      Failure(.files, zh: "基线 \(path) 是空的", en: "the baseline \(path) is empty", detail: how)
    case .unreadable:
      Failure(
        .files, zh: "\(path) 不是完好的基线文件", en: "\(path) is no baseline, or a broken one", detail: how)
    case .edited(let line):
      Failure(
        .files, zh: "\(path):\(line)：此行与写出时不同；基线只能重新写出，不能手工修改",
        en:
          "\(path):\(line): this line is not as it was written; a baseline is renewed, not edited",
        detail: how)
    case .older(let format):
      Failure(
        .files, zh: "基线 \(path) 是旧格式 \(format)，没有记下目标所问；请重新写出",
        en:
          "the baseline \(path) is of the older format \(format), which did not keep what objectives ask; renew it",
        detail: how)
    case .format(let format):
      Failure(
        .files, zh: "基线 \(path) 的格式 \(format) 本版本不认识",
        en: "the baseline \(path) is of format \(format), which this version does not know")
    case .otherDrill(let other, let wanted):
      Failure(
        .files, zh: "基线属于演练 '\(other)'，不是 '\(wanted)'",
        en: "the baseline is of the drill '\(other)', not of '\(wanted)'")
    }
  }
}

extension DecisionLogError: FileFault {
  func failure(at path: String) -> Failure {
    switch self {
    case .wrongLine(let line):
      Failure(
        .files, zh: "\(path):\(line)：不是决策记录的格式",
        en: "\(path):\(line): this is not how a decision log is written")
    }
  }
}
