import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

/// Whom the texts of a drill's script are for.
@Suite("Receivers of a text")
struct ReceiverTests {
  private static func receivers(_ drill: CompiledDrill) -> [String: Receiver] {
    var receivers: [String: Receiver] = [:]
    for (label, inject) in zip(drill.lexicon.injects, drill.model.drill.injects) {
      if case .tell(let receiver) = inject.action { receivers[label.key] = receiver }
    }
    return receivers
  }

  @Test("A text for a lane is for its role in every flow, one for a post for the lane of that post")
  func lanes() throws {
    let drill = try DrillFiles(BenchTests.worm).compiled()
    let receivers = Self.receivers(drill)
    let (lanes, keys) = (drill.model.net.lanes, drill.lexicon.lanes.map(\.key))
    for (inject, key) in [("queue-grows", "hotline"), ("hall-stops", "leading-group")] {
      let receiver = try #require(receivers[inject])
      let lane = try #require(receiver.lane)
      #expect(keys[lane.index] == key && keys.firstIndex(of: key) == lane.index)
      let ofRole = lanes.indices.filter { lanes[$0].role == receiver.role }
      #expect(ofRole == keys.indices.filter { keys[$0] == key })
    }
    #expect(keys.filter { $0 == "leading-group" }.count > 1)
  }

  @Test("A text for a post that no lane is for is for nobody in the flows")
  func nobody() throws {
    var files = try DrillFiles(BenchTests.worm)
    try files.change(
      "worm-in-the-service-hall.yaml", "tell: hotline", to: "tell: spares-keeper")
    let receivers = Self.receivers(try files.compiled())
    #expect(receivers["queue-grows"]?.lane == nil && receivers["wide"]?.lane != nil)
  }
}
