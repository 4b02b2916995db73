import EventKernel
import Testing

@testable import Statistics

@Suite("Student's law")
struct StudentTests {
  @Test("Quantiles are mpmath's to a relative 1e-11, from the middle far into the tail")
  func quantiles() throws {
    let rows = try Table.rows("student.tsv")
    #expect(rows.count == 231)
    for row in rows {
      let (tail, freedom) = (try row[0].number(), try #require(Int64(row[1])))
      let quantile = StudentLaw.quantile(above: tail, freedom: freedom)
      expectNear(quantile, try row[2].number(), "\(row)")
    }
  }

  @Test("With one degree of freedom the law is Cauchy's, with two a root")
  func closedForms() {
    for tail in [0.45, 0.3, 0.1, 0.01, 1e-4] {
      let angle = 3.141592653589793 * (0.5 - tail)
      let cauchy = Elementary.sin(angle) / Elementary.cos(angle)
      expectNear(StudentLaw.quantile(above: tail, freedom: 1), cauchy)
      let root = (1 - 2 * tail) / (2 * tail * (1 - tail)).squareRoot()
      expectNear(StudentLaw.quantile(above: tail, freedom: 2), root)
    }
  }

  @Test("The tail above a quantile is the probability asked for, however many degrees of freedom")
  func inverse() {
    for freedom in [1, 2, 3, 6, 11, 28, 64, 333, 2_000, 10_000] as [Int64] {
      for tail in [0.499, 0.2, 0.04, 1e-3, 1e-7] {
        let t = StudentLaw.quantile(above: tail, freedom: freedom)
        expectNear(StudentLaw.upperTail(t, freedom: freedom), tail, within: 2e-11, "\(freedom)")
      }
    }
    #expect(StudentLaw.quantile(above: 0.5, freedom: 9) == 0)
  }

  @Test("The factor falls with every degree of freedom towards the normal one")
  func falls() {
    for confidence in [Confidence.ninetyFive, .ninetyFive.shared(among: 1_000)] {
      var last = Double.infinity
      let counts = Array(1...200) + [999, 9_999, 10_000, 10_001, 20_000, 1_000_000] as [Int64]
      for freedom in counts {
        let factor = StudentLaw.factor(confidence, freedom: freedom)
        #expect(factor < last, "\(freedom)")
        last = factor
      }
      let normal = -Elementary.normalQuantile(confidence.miss.value / 2)
      #expect(last > normal)
      expectNear(last, normal, within: 1e-5)
    }
  }
}
