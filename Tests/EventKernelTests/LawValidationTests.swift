import Testing

@testable import EventKernel

/// A wrong law and what is to be said of it.
struct WrongLaw: CustomTestStringConvertible, Sendable {
  let law: Law
  let code: LawError.Code
  let parameters: [String]

  init(_ law: Law, _ code: LawError.Code, _ parameters: String...) {
    self.law = law
    self.code = code
    self.parameters = parameters
  }

  var testDescription: String { "\(law.name) \(code)" }

  static let all: [WrongLaw] = [
    WrongLaw(.constant(-1), .negative, "value"),
    WrongLaw(.constant(.nan), .notFinite, "value"),
    WrongLaw(.constant(.infinity), .notFinite, "value"),
    WrongLaw(.uniform(low: 2, high: 2), .notInOrder, "low", "high"),
    WrongLaw(.uniform(low: -1, high: 2), .negative, "low"),
    WrongLaw(.triangular(low: 1, mode: 0, high: 2), .notInOrder, "low", "mode", "high"),
    WrongLaw(.pert(low: 1, mode: 4, high: 3), .notInOrder, "low", "mode", "high"),
    WrongLaw(.pert(low: 1, mode: .nan, high: 3), .notFinite, "mode"),
    WrongLaw(.exponential(mean: 0), .notPositive, "mean"),
    WrongLaw(.exponential(mean: 1e200), .momentsOverflow),
    WrongLaw(.gamma(shape: 0, scale: 1), .notPositive, "shape"),
    WrongLaw(.gamma(shape: 1e7, scale: 1), .outOfRange, "shape", "least", "most"),
    WrongLaw(.gamma(shape: 1e-4, scale: 1), .outOfRange, "shape", "least", "most"),
    WrongLaw(.erlang(stages: 0, mean: 1), .notPositive, "stages"),
    WrongLaw(.erlang(stages: .max, mean: 1), .outOfRange, "stages", "least", "most"),
    WrongLaw(.weibull(shape: 1e-3, scale: 1), .outOfRange, "shape", "least", "most"),
    WrongLaw(.weibull(shape: 1, scale: -1), .notPositive, "scale"),
    WrongLaw(.lognormal(mu: .infinity, sigma: 1), .notFinite, "mu"),
    WrongLaw(.lognormal(mu: 0, sigma: 0), .notPositive, "sigma"),
    WrongLaw(.lognormal(mu: 0, sigma: 50), .momentsOverflow),
    WrongLaw(.hyperexponential([]), .empty),
    WrongLaw(.hyperexponential([.init(weight: 1, mean: 0)]), .notPositive, "mean"),
    WrongLaw(.hyperexponential([.init(weight: 0, mean: 1)]), .weightsSumToZero),
    WrongLaw(.mixture([]), .empty),
    WrongLaw(.mixture([.init(weight: -1, law: .constant(1))]), .negative, "weight"),
    WrongLaw(
      .mixture([.init(weight: 1e308, law: .constant(1)), .init(weight: 1e308, law: .constant(2))]),
      .notFinite, "sum of weights"),
    WrongLaw(.empirical([]), .empty),
    WrongLaw(.empirical([1, -2]), .negative, "value"),
    WrongLaw(.empirical(Array(repeating: 1, count: 10_001)), .tooMany, "count", "most"),
    WrongLaw(.shifted(by: -1, .constant(1)), .negative, "by"),
    WrongLaw(nested(8), .tooDeep, "depth", "most"),
  ]

  /// A constant within that many laws.
  static func nested(_ count: Int) -> Law {
    (0..<count).reduce(.constant(1)) { law, _ in .shifted(by: 1, law) }
  }
}

@Suite("Validation of laws")
struct LawValidationTests {
  @Test("A wrong law is refused with the rule and the parameters", arguments: WrongLaw.all)
  func refusal(_ wrong: WrongLaw) {
    #expect {
      try wrong.law.validated()
    } throws: { error in
      guard let error = error as? LawError else { return false }
      return error.code == wrong.code && error.law == wrong.law.name
        && error.parameters.map(\.name) == wrong.parameters
    }
  }

  @Test("Every rule has a law that breaks it")
  func everyCode() {
    #expect(Set(WrongLaw.all.map(\.code)) == Set(LawError.Code.allCases))
  }

  @Test("A wrong law within another is refused under its own name")
  func innerName() {
    #expect(throws: LawError(.notPositive, law: "exponential", [.init("mean", -1)])) {
      try Law.mixture([.init(weight: 1, law: .shifted(by: 0, .exponential(mean: -1)))]).validated()
    }
  }

  @Test("Validating twice changes nothing", arguments: LawCase.all)
  func idempotent(_ lawCase: LawCase) throws {
    #expect(try lawCase.law.validated() == lawCase.law)
  }

  @Test("Validation sorts values, makes weights sum to 1 and clears the sign of zero")
  func normalisation() throws {
    #expect(try Law.empirical([3, 1, 2]).validated() == .empirical([1, 2, 3]))
    let phases = Law.hyperexponential([.init(weight: 3, mean: 1), .init(weight: 1, mean: 2)])
    #expect(
      try phases.validated()
        == .hyperexponential([.init(weight: 0.75, mean: 1), .init(weight: 0.25, mean: 2)]))
    guard case .constant(let zero) = try Law.constant(-0.0).validated() else { return }
    #expect(zero.sign == .plus)
  }

  @Test("Laws may stand eight deep")
  func deepest() throws {
    #expect(try WrongLaw.nested(7).validated().mean == 8)
  }

  @Test("Parameters that people estimate are checked before they are converted")
  func estimates() {
    let equal = LawError(.notInOrder, law: "lognormal", [.init("median", 2), .init("p95", 2)])
    #expect(throws: equal) { try Law.lognormal(median: 2, p95: 2) }
    #expect(throws: LawError(.notPositive, law: "lognormal", [.init("cv", 0)])) {
      try Law.lognormal(mean: 1, cv: 0)
    }
    #expect(throws: LawError(.notPositive, law: "weibull", [.init("mean", -1)])) {
      try Law.weibull(mean: -1, shape: 2)
    }
    #expect(throws: LawError.self) { try Law.gamma(mean: 1, cv: 1e-9) }
    #expect(throws: LawError.self) { try Law.lognormal(mean: .nan, cv: 1) }
  }
}
