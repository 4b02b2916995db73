import Scenarios

/// How far many runs are: how many, how fast, and how long it will take; of one bench after the
/// other, each by itself.
struct BenchProgress {
  private var line = ProgressLine()
  private var began = ContinuousClock.now
  private var last = 0
  private let language: Language

  /// Does work that plays many runs: shows how far it is meanwhile, and has it stop at Ctrl-C.
  static func watching<Value>(
    in language: Language,
    _ work: (_ mayGoOn: (_ done: Int, _ planned: Int) -> Bool) throws -> Value
  ) rethrows -> Value {
    var progress = BenchProgress(language: language)
    defer { progress.line.clear() }
    return try work { done, planned in
      progress.show(done, of: planned)
      return !Signals.wasInterrupted
    }
  }

  private init(language: Language) { self.language = language }

  private mutating func show(_ done: Int, of planned: Int) {
    // The next bench begins.
    if done < last { began = .now }
    last = done
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    guard done > 0, seconds > 0 else { return }
    let rate = Double(done) / seconds
    let left = Int((Double(planned - done) / rate).rounded(.up))
    let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
    let words = Bilingual(
      zh: "\(done)/\(planned)  每秒 \(Int(rate)) 次  还需 \(time)",
      en: "\(done)/\(planned)  \(Int(rate)) a second  \(time) left")
    line.show(words[language])
  }
}
