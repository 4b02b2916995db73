import Rehearsal
import Reports
import Scenarios
import Simulator
import Statistics

extension Composition {
  /// Runs a drill many times; throws what keeps it from its end.
  static func bench(
    _ drill: CompiledDrill, _ plan: BenchPlan, seed: UInt64, threads: Int,
    overall: Confidence = .ninetyFive, while mayGoOn: (_ done: Int, _ planned: Int) -> Bool
  ) throws -> Bench {
    do {
      return try Rehearse.bench(
        drill, plan: plan, seed: seed, threads: threads, overall: overall, while: mayGoOn)
    } catch let error as EndlessFlow {
      throw Failure(error, in: drill)
    } catch let error as TooManyEvents {
      throw failure(error, drill)
    }
  }

  /// Plays some of the replications of a bench.
  static func part(
    _ range: Range<Int>, of planned: Int, _ drill: CompiledDrill, seed: UInt64, threads: Int,
    while mayGoOn: (_ done: Int) -> Bool
  ) throws -> BenchPart {
    do {
      let (done, sums) = try Rehearse.benchSums(
        drill, range, seed: seed, threads: threads, while: mayGoOn)
      let bench = Bench(drill: drill, seed: seed, sums: sums, planned: planned, done: done)
      return BenchPart(bench, replications: range)
    } catch let error as EndlessFlow {
      throw Failure(error, in: drill)
    } catch let error as TooManyEvents {
      throw failure(error, drill)
    }
  }

  static func text(_ comparison: Comparison, in language: Language) -> String {
    ComparisonText.render(
      comparison, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ comparison: Comparison) -> String { ComparisonJSON.render(comparison) }

  static func text(_ sweep: Sweep, in language: Language) -> String {
    SweepText.render(
      sweep, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ sweep: Sweep) -> String { SweepJSON.render(sweep) }

  static func text(_ bench: Bench, in language: Language) -> String {
    BenchText.render(
      bench, language: language, width: Terminal.width, colour: Terminal.answersInColour)
  }

  static func json(_ bench: Bench) -> String { BenchJSON.render(bench) }

  static func page(
    _ bench: Bench, _ comparison: Comparison?, in language: Language, sibling: String?
  ) -> String {
    BenchPage.render(bench, comparison, language: language, sibling: sibling)
  }

  /// Nothing where no value was played.
  static func page(_ sweep: Sweep, in language: Language, sibling: String?) -> String? {
    SweepPage.render(sweep, language: language, sibling: sibling)
  }

  static func page(_ comparison: Comparison, in language: Language, sibling: String?) -> String {
    ComparisonPage.render(comparison, language: language, sibling: sibling)
  }
}
