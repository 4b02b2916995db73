import Foundation
import Testing

@testable import EventKernel

/// The tables that the scripts beside them printed.
enum Table {
  /// The rows of a table, each split at its tabs.
  static func rows(_ name: String) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appendingPathComponent("Tables/\(name)"), encoding: .utf8)
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t").map(String.init)
    }
  }
}

/// A function of ours, by its name in the table, and how far it may be off.
struct ElementaryClaim: CustomTestStringConvertible, Sendable {
  let name: String
  let ulps: Double
  let function: @Sendable ([Double]) -> Double

  var testDescription: String { "\(name) within \(ulps) ulp" }

  /// 1e-12 in units in the last place, which are at least 2^-53 of a number.
  static let relative = 0x1p52 * 1e-12

  static let all = [
    ElementaryClaim(name: "log", ulps: 2) { Elementary.log($0[0]) },
    ElementaryClaim(name: "log1p", ulps: 2) { Elementary.log1p($0[0]) },
    ElementaryClaim(name: "exp", ulps: 2) { Elementary.exp($0[0]) },
    ElementaryClaim(name: "expm1", ulps: 2) { Elementary.expm1($0[0]) },
    ElementaryClaim(name: "sin", ulps: 2) { Elementary.sin($0[0]) },
    ElementaryClaim(name: "cos", ulps: 2) { Elementary.cos($0[0]) },
    ElementaryClaim(name: "pow", ulps: 4) { Elementary.pow($0[0], $0[1]) },
    ElementaryClaim(name: "logGamma", ulps: relative) { Elementary.logGamma($0[0]) },
    ElementaryClaim(name: "normalCDF", ulps: relative) { Elementary.normalCDF($0[0]) },
    ElementaryClaim(name: "normalQuantile", ulps: relative) { Elementary.normalQuantile($0[0]) },
  ]
}

@Suite("Elementary functions")
struct ElementaryTests {
  @Test("Every function is as near to mpmath's values as it says", arguments: ElementaryClaim.all)
  func agreesWithTable(_ claim: ElementaryClaim) throws {
    let rows = try Table.rows("elementary.tsv").filter { $0[0] == claim.name }
    #expect(rows.count >= 70)
    for row in rows {
      let numbers = try row.dropFirst().map { try #require(Double($0)) }
      let wanted = try #require(numbers.last)
      let got = claim.function(numbers.dropLast())
      let error = got == wanted ? 0 : (got - wanted).magnitude / wanted.ulp
      #expect(error <= claim.ulps, "\(row), got \(got), off by \(error)")
    }
  }

  @Test("Beyond overflow and at the ends of their domains functions have their limits")
  func limits() {
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log1p(-1) == -.infinity)
    #expect(Elementary.exp(709.8) == .infinity)
    #expect(Elementary.exp(-745.2) == 0)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.expm1(-.infinity) == -1)
    #expect(Elementary.expm1(.infinity) == .infinity)
    #expect(Elementary.logGamma(0) == .infinity)
    #expect(Elementary.normalCDF(-.infinity) == 0)
    #expect(Elementary.normalCDF(.infinity) == 1)
    #expect(Elementary.normalQuantile(0) == -.infinity)
    #expect(Elementary.normalQuantile(1) == .infinity)
  }

  @Test("Outside their domains functions are not a number")
  func outside() {
    let values = [
      Elementary.log(-1), Elementary.log1p(-1.5), Elementary.pow(-1, 2), Elementary.sin(1.1e6),
      Elementary.cos(.infinity), Elementary.logGamma(-0.5), Elementary.normalQuantile(1.1),
      Elementary.log(.nan), Elementary.exp(.nan), Elementary.expm1(.nan), Elementary.pow(.nan, 1),
      Elementary.pow(1.5, .nan), Elementary.sin(.nan), Elementary.normalCDF(.nan),
      Elementary.normalQuantile(.nan), Elementary.log1p(.nan), Elementary.logGamma(.nan),
    ]
    #expect(values.allSatisfy { $0.isNaN })
  }

  @Test(
    "Powers of 0, of infinity and to infinity are the limits of others",
    arguments: [
      (0, 2, 0), (0, -2, .infinity), (0, 0, 1), (.nan, 0, 1), (.infinity, 0.5, .infinity),
      (.infinity, -1, 0), (2, .infinity, .infinity), (2, -.infinity, 0), (0.5, .infinity, 0),
      (0.5, -.infinity, .infinity), (1, .infinity, 1), (10, 400, .infinity), (10, -400, 0),
      (2, 1e300, .infinity), (1.5, 1e-300, 1),
    ] as [(Double, Double, Double)])
  func powers(base: Double, exponent: Double, value: Double) {
    #expect(Elementary.pow(base, exponent) == value)
  }
}
