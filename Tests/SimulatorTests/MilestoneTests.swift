import EventKernel
import Simulator
import Testing

/// The two milestones of a recovery: users have back what they had, and the effect is removed.
@Suite("Service restored and effect removed")
struct MilestoneTests {
  /// A service on either of two servers, which fail and are mended by the script and are one case,
  /// and a terminal that no service needs.
  private func run(_ script: [(minute: Int64, action: Inject.Action)]) throws -> Replication {
    var model = Model()
    model.drill.horizon = .zero + .hours(10)
    var platform = PlatformBuilder()
    platform.component("one")
    platform.mode("out", of: "one")
    platform.component("other")
    platform.mode("out", of: "other")
    platform.component("terminal", objectClass: .terminal)
    platform.mode("out", of: "terminal")
    platform.service("site", needs: .some(1, ["one", "other"]))
    platform.build(into: &model)
    model.support.detection.realTimeEvery = .zero
    model.support.detection.correlated = .certain
    for (number, line) in script.enumerated() {
      model.drill.injects.append(
        Inject(
          name: NameHash("inject:\(number)"), cue: .at(.zero + .minutes(line.minute)),
          action: line.action))
    }
    return try Simulation.run(model, seed: 1)
  }

  private func minute(_ milestone: Milestone, _ run: Replication) -> Int64? {
    run.incidents[0][milestone].map { $0.microseconds / 60_000_000 }
  }

  /// The service's case: what the record tells of service restored, at which minute.
  private func told(_ run: Replication) -> [String] {
    run.entries.filter {
      $0.kind == .milestone && $0.incident == 0
        && Int($0.subject) == Milestone.serviceRestored.index
    }.map { "\($0.time.microseconds / 60_000_000) \($0.value == 1 ? "lost" : "back")" }
  }

  @Test("users have their service back by another way while the effect remains")
  func anotherWay() throws {
    let run = try run([
      (10, .fail(Row(0))), (20, .fail(Row(1))), (50, .restore(Row(1))), (200, .restore(Row(0))),
    ])
    #expect(run.incidents.count == 1)
    #expect(minute(.serviceRestored, run) == 50)
    #expect(minute(.recovered, run) == 200)
    #expect(told(run) == ["50 back"])
  }

  @Test("what is never mended runs on its other way, and is restored without being recovered")
  func neverMended() throws {
    let run = try run([(10, .fail(Row(0))), (20, .fail(Row(1))), (50, .restore(Row(1)))])
    #expect(minute(.serviceRestored, run) == 50)
    #expect(minute(.recovered, run) == nil)
  }

  @Test("a service that goes down again for the case takes it back")
  func downAgain() throws {
    let run = try run([
      (10, .fail(Row(0))), (20, .fail(Row(1))), (50, .restore(Row(1))), (80, .fail(Row(1))),
      (130, .restore(Row(1))), (200, .restore(Row(0))),
    ])
    #expect(run.incidents.count == 1)
    #expect(told(run) == ["50 back", "80 lost", "130 back"])
    #expect(minute(.serviceRestored, run) == 130)
    #expect(minute(.recovered, run) == 200)
  }

  @Test("a case that takes no service down has it with the removal of its effect, not before")
  func noService() throws {
    for failed in [0, 2] {
      let run = try run([(10, .fail(Row(failed))), (90, .restore(Row(failed)))])
      #expect(told(run) == ["90 back"])
      #expect(minute(.serviceRestored, run) == 90 && minute(.recovered, run) == 90)
    }
  }

  @Test("it is never later than the removal of the effect, in drawn worlds", arguments: 0..<40)
  func neverLater(seed: UInt64) throws {
    for model in [DrawnWorld.model(seed: seed), DrawnDemand.model(seed: seed)] {
      for incident in try Simulation.run(model, seed: seed).incidents {
        guard let recovered = incident[.recovered] else { continue }
        let restored = try #require(incident[.serviceRestored])
        #expect(restored <= recovered)
      }
    }
  }
}
