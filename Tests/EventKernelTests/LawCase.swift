import Testing

@testable import EventKernel

/// The laws that tests go through: every kind, at ordinary and at extreme parameters.
struct LawCase: CustomTestStringConvertible, Sendable {
  let name: String
  let law: Law

  var testDescription: String { name }

  /// Valid laws, each as written; those that scipy knows have its name in `laws.tsv`.
  static let all: [LawCase] = continuous + discrete

  /// Laws whose distribution functions have no jumps.
  static let continuous: [LawCase] = [
    LawCase("uniform", .uniform(low: 2, high: 5)),
    LawCase("triangular", .triangular(low: 1, mode: 2, high: 6)),
    LawCase("triangular falling", .triangular(low: 1, mode: 1, high: 3)),
    LawCase("triangular rising", .triangular(low: 0, mode: 2, high: 2)),
    LawCase("exponential", .exponential(mean: 4)),
    LawCase("gamma below 1", .gamma(shape: 0.5, scale: 2)),
    LawCase("gamma tiny", .gamma(shape: 0.05, scale: 3)),
    LawCase("gamma", .gamma(shape: 3.7, scale: 1.2)),
    LawCase("gamma large", .gamma(shape: 250, scale: 0.1)),
    LawCase("gamma huge", .gamma(shape: 1e6, scale: 1e-3)),
    LawCase("gamma by mean", try .gamma(mean: 10, cv: 0.5)),
    LawCase("erlang few", .erlang(stages: 3, mean: 6)),
    LawCase("erlang many", .erlang(stages: 40, mean: 20)),
    LawCase(
      "hyperexponential",
      .hyperexponential([.init(weight: 0.3, mean: 1), .init(weight: 0.7, mean: 10)])),
    LawCase(
      "mixture",
      .mixture([
        .init(weight: 1, law: .uniform(low: 0, high: 1)),
        .init(weight: 2, law: .gamma(shape: 3, scale: 2)),
        .init(weight: 1, law: .lognormal(mu: 0, sigma: 0.5)),
      ])),
    LawCase("weibull early", .weibull(shape: 0.7, scale: 3)),
    LawCase("weibull late", .weibull(shape: 3, scale: 5)),
    LawCase("weibull by mean", try .weibull(mean: 7, shape: 2)),
    LawCase("lognormal", .lognormal(mu: 1, sigma: 0.8)),
    LawCase("lognormal by p95", try .lognormal(median: 45, p95: 240)),
    LawCase("lognormal by mean", try .lognormal(mean: 10, cv: 1.5)),
    LawCase("pert", .pert(low: 1, mode: 2, high: 8)),
    LawCase("pert falling", .pert(low: 0, mode: 0, high: 1)),
    LawCase("pert rising", .pert(low: 3, mode: 5, high: 5)),
    LawCase("shifted", .shifted(by: 2, .exponential(mean: 3))),
  ]

  /// Laws with values of positive probability.
  static let discrete: [LawCase] = [
    LawCase("constant", .constant(3)),
    LawCase("empirical", .empirical([3, 1, 4, 1, 5, 9, 2, 6])),
    LawCase(
      "nested",
      .shifted(
        by: 0.25,
        .mixture([
          .init(weight: 3, law: .constant(1)),
          .init(weight: 0, law: .constant(100)),
          .init(weight: 2, law: .shifted(by: 2, .empirical([1, 1.5, 4]))),
          .init(weight: 1, law: .mixture([.init(weight: 1, law: .constant(2))])),
        ]))),
  ]

  /// A case whose law is valid; an invalid one is a mistake of this file.
  init(_ name: String, _ law: @autoclosure () throws -> Law) {
    self.name = name
    do {
      self.law = try law().validated()
    } catch {
      fatalError("\(name): \(error)")
    }
  }
}
