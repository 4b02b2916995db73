import EventKernel
import Simulator

/// How something comes again and again by itself: cases of a stream, an inject.
package enum Recurrence: Sendable {
  /// The time between two.
  case every(Law)
  /// A Poisson process.
  case rate(RateFunction)
}

extension Recurrence {
  /// The keys that say it, of which one stands.
  static let keys = ["every", "rate"]

  /// - Parameter start: when the drill starts, for rates by the time of day.
  /// - Parameter scale: what a rate is multiplied by.
  init?(
    _ key: String, _ value: YAMLValue, start: CivilTime, scale: Double = 1,
    _ sink: inout DiagnosticSink
  ) {
    if key == "every" {
      guard let law = value.positiveLaw(&sink) else { return nil }
      self = .every(law)
      return
    }
    var function: RateFunction?
    if case .text = value.content {
      function = value.positiveRate(&sink).map {
        RateFunction(
          shape: .steps, points: [RateFunction.Point(at: .zero, rate: $0)], scale: scale)
      }
    } else {
      function = value.rateFunction(start: start, scale: scale, &sink)
    }
    guard let function else { return nil }
    guard function.most <= Double(RateLimit.arrivals) else {
      sink.error(
        .outOfRange, value.position, zh: "乘以倍率之后的速率超过 \(RateLimit.arrivals) /h",
        en: "scaled, the rate is more than \(RateLimit.arrivals) /h")
      return nil
    }
    // A constant rate is a Poisson process, and so are exponential times between two.
    self =
      function.isConstant ? .every(.exponential(mean: 3_600 / function.most)) : .rate(function)
  }
}
