import Scenarios

/// How far many runs are: how many, how fast, and how long it will take.
struct BenchProgress {
  private var line = ProgressLine()
  private let began = ContinuousClock.now
  private let language: Language

  init(language: Language) { self.language = language }

  mutating func show(_ done: Int, of planned: Int) {
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

  mutating func clear() { line.clear() }
}
