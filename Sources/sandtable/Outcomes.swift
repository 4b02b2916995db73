import Scenarios

/// What the parts of a command came to; none keeps another from being tried.
struct Outcomes {
  private var failures: [Failure] = []

  @discardableResult
  mutating func attempt<Value>(_ work: () throws -> Value) -> Value? {
    do {
      return try work()
    } catch let failure as Failure {
      failures.append(failure)
    } catch {
      failures.append(
        Failure(.ourFault, zh: "未预料的错误", en: "an unforeseen error", detail: "\(error)"))
    }
    return nil
  }

  /// Ends the command by the gravest of what happened: interrupted, refused, objectives missed.
  ///
  /// - Parameter isPartial: the interruption came before the end of what was asked for.
  func leave(_ language: Language, isPartial: Bool = false, isMet: () -> Bool) throws {
    for failure in failures { failure.tell(in: language) }
    if Signals.wasInterrupted {
      let words =
        isPartial
        ? Bilingual(zh: "已中断；以上是部分结果\n", en: "interrupted; the result above is partial\n")
        : Bilingual(zh: "已中断；以上结果是完整的\n", en: "interrupted; the result above is whole\n")
      Streams.tell(words[language])
      throw Exit.interrupted
    }
    if let first = failures.first { throw first.exit }
    if !isMet() { throw Exit.missed }
  }
}

extension Outcomes {
  /// Writes reports, and tells on standard error where they are.
  mutating func report(_ language: Language, _ write: () throws -> [String]) {
    let paths = attempt(write) ?? []
    let label = Bilingual(zh: "报告 ", en: "report ")[language]
    Streams.tell(paths.map { label + ControlCharacters.inLine($0) + "\n" }.joined())
  }
}
