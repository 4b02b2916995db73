import EventKernel
import Foundation
import Statistics
import Testing

/// The tables that other programs made, in the folder beside.
enum Table {
  /// The rows of a table, each split at its tabs; those of one kind without it when it is given.
  static func rows(_ name: String, of kind: String? = nil) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appendingPathComponent("Tables/\(name)"), encoding: .utf8)
    let rows = text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let kind else { return rows }
    return rows.filter { $0[0] == kind }.map { Array($0.dropFirst()) }
  }
}

extension String {
  /// The number that is written.
  func number() throws -> Double { try #require(Double(self)) }

  /// The probability that is written.
  func probability() throws -> Probability { try #require(Probability(number())) }

  /// The confidence of intervals that miss with the probability that is written.
  func confidence() throws -> Confidence { Confidence(missing: try probability()) }

  /// The whole numbers that are written with commas between.
  func wholes() throws -> [Int64] {
    try split(separator: ",").map { try #require(Int64($0)) }
  }

  /// The lists that are written with semicolons between, some of them empty.
  func lists() throws -> [[Int64]] {
    try split(separator: ";", omittingEmptySubsequences: false).map { try String($0).wholes() }
  }
}

/// Expects a number within a relative error of another.
func expectNear(
  _ value: Double?, _ wanted: Double, within share: Double = 1e-11, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let off = value.map { ($0 - wanted).magnitude } ?? .infinity
  #expect(
    off <= share * wanted.magnitude, "\(what) \(String(describing: value)) for \(wanted)",
    sourceLocation: sourceLocation)
}
