import EventKernel
import Foundation
import Scenarios
import Simulator

/// Copies of a drill's world under way, without a trace.
struct CopyRun {
  let path: String
  let events: Int
  let copies: Int

  /// - Parameter words: DRILL EVENTS COPIES.
  init?(_ words: ArraySlice<String>) {
    let numbers = words.dropFirst().compactMap(Int.init)
    guard let path = words.first, numbers.count == 2, words.count == 3,
      numbers[0] > 0, numbers[1] >= 0
    else { return nil }
    self.path = path
    (events, copies) = (numbers[0], numbers[1])
  }

  /// Runs the world for so many events, copies it so often, and prints, as one line of JSON, the
  /// events and the nanoseconds of processor time of a copy.
  func run() {
    guard let model = ScenarioReader.drill(at: path).drill?.model else {
      FileHandle.standardError.write(Data("\(path) is no drill\n".utf8))
      exit(65)
    }
    var world = World(SharedModel(model), seed: 1, isTraced: false)
    while case .decision(let point) = world.advance(pausingAt: events) {
      world.answer(point.byTheFlow)
    }
    let began = processorTime()
    var sum = 0
    for _ in 0..<copies { sum += world.copy().eventCount }
    let spent = processorTime() - began
    print(
      "{\"events\": \(world.eventCount), \"nanoseconds\": \(spent / Double(max(copies, 1))),"
        + " \"copied\": \(sum)}")
  }
}
