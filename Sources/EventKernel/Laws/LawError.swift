/// What is wrong with the parameters of a law, as plain data; the caller words it.
package struct LawError: Error, Hashable, Sendable {
  /// The rule broken.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// A parameter is infinite or not a number.
    case notFinite
    /// A parameter is below 0 that may be 0 or more.
    case negative
    /// A parameter is 0 or below that must be more.
    case notPositive
    /// Parameters that must increase do not: low < high, low <= mode <= high, median < p95.
    case notInOrder
    /// A parameter is outside the range that the law is computed for; the range is given with it.
    case outOfRange
    /// All weights are 0.
    case weightsSumToZero
    /// No values or no parts.
    case empty
    /// More values or parts than ``Law/sizeLimit``.
    case tooMany
    /// Laws within laws deeper than ``Law/nestingLimit``.
    case tooDeep
    /// The mean or the variance is too large for a number.
    case momentsOverflow
  }

  /// A parameter by the name that the law gives it, and its value.
  package struct Parameter: Hashable, Sendable {
    /// The name, such as `mean`.
    package let name: String
    /// The value as given.
    package let value: Double

    /// A parameter and its value.
    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// The rule broken.
  package let code: Code
  /// Which law: the name of its case, or `lognormal` and the like for other parameters of it.
  package let law: String
  /// The parameters that break the rule and, for `outOfRange`, `tooMany` and `tooDeep`, the limits
  /// (`least`, `most`).
  package let parameters: [Parameter]

  /// An error with all its parts.
  package init(_ code: Code, law: String, _ parameters: [Parameter] = []) {
    self.code = code
    self.law = law
    self.parameters = parameters
  }
}
