import EventKernel
import Foundation
import Scenarios
import Simulator
import Testing

/// What demand, pools, stores and measures come to in rows.
@Suite("Demand and measures as rows")
struct DemandTests {
  private let drill: CompiledDrill

  init() throws {
    let path = TestFolders.valid.appendingPathComponent("drill/drills/bad-demand.yaml").path
    drill = try #require(ScenarioReader.drill(at: path).drill)
  }

  private var model: Model { drill.model }

  private func stream(_ key: String) throws -> DemandStream {
    model.drill.streams[try #require(drill.lexicon.streams.firstIndex { $0.key == key })]
  }

  private func measure(_ key: String) throws -> Measure {
    model.drill.measures[try #require(drill.lexicon.measures.firstIndex { $0.key == key })]
  }

  private func node(_ path: String) throws -> Row<FlowNode> {
    let words = path.split(separator: "/").map(String.init)
    return Row(
      try #require(
        model.net.nodes.indices.first {
          drill.lexicon.flows[model.net.nodes[$0].flow.index].key == words[0]
            && drill.lexicon.flowNodes[$0].key == words[1]
        }))
  }

  @Test("the script has its end, its warm-up and a horizon of a century")
  func script() throws {
    #expect(model.drill.horizon == .zero + .days(36_525))
    #expect(model.drill.warmUp == .hours(1_000))
    #expect(drill.replications == 400)
    let end = try #require(model.drill.endsWhen)
    #expect(model.conditions[end.index].steps.count == 3)
  }

  @Test("a stream has what the file says, and its defaults")
  func streams() throws {
    let calls = try stream("calls")
    #expect(calls.name == NameHash("stream:calls"))
    #expect(drill.lexicon.flows[calls.flow.index].key == "answer")
    #expect(calls.batches.map { [$0.size, $0.share] } == [[1, 700_000], [5, 300_000]])
    #expect(calls.priority == 3 && calls.first == .zero && calls.arrivalLimit == 5)
    #expect(calls.capacity == 4 && calls.atStart == 4)
    guard case .every(let law) = calls.arrivals else { throw Unexpected() }
    #expect(model.laws.mean(law) == 4_500)
    let plain = try stream("plain")
    #expect(plain.batches.map(\.size) == [5] && plain.batches.map(\.share) == [1_000_000])
    #expect(plain.priority == 5 && plain.first == nil && plain.arrivalLimit == nil)
    #expect(plain.capacity == nil && plain.atStart == 0)
    guard case .every(let constant) = try stream("constant").arrivals,
      case .sources(let count, let next) = try stream("machines").arrivals
    else { throw Unexpected() }
    #expect(model.laws.mean(constant) == 1_200)
    #expect(count == 10 && model.laws.mean(next) == 36_000)
  }

  @Test("rates by the time of day begin at midnight, and the drill in the middle of the day")
  func dailyRates() throws {
    let steps = try rate("by-day")
    #expect(steps.shape == .steps && steps.period == .days(1))
    #expect(steps.phase == .minutes(390))
    #expect(steps.points.map(\.at) == [.zero, .hours(8), .hours(18)])
    #expect(steps.points.map(\.rate) == [2, 6, 2])
    let slopes = try rate("slopes")
    #expect(slopes.shape == .linear)
    #expect(slopes.points.map(\.at) == [.zero, .hours(6), .hours(18)])
    #expect(slopes.points.map(\.rate) == [5, 2, 8])
  }

  @Test("rates from the start have no turn, and waves have their offset in it")
  func otherRates() throws {
    let growth = try rate("growth")
    #expect(growth.shape == .linear && growth.period == .zero && growth.phase == .zero)
    #expect(growth.points.map(\.at) == [.zero, .hours(3)])
    let waves = try rate("waves")
    #expect(waves.shape == .sinusoid(amplitude: 0.5))
    #expect(waves.period == .days(1) && waves.phase == .hours(6))
    #expect(waves.points.map(\.rate) == [10])
  }

  @Test("a drill's changes reach flows, pools and what a person does not say")
  func changes() throws {
    #expect(model.laws.mean(try step("answer/serve").takes) == 240)
    #expect(model.laws.mean(try step("answer.night/serve").takes) == 120)
    #expect(try step("answer/serve").isOnSite)
    #expect(model.support.pools.map(\.count) == [5, nil, 100_000, 100_000])
    #expect(model.platform.standbys.map(\.running) == [3])
    let every = model.platform.failureModes.map { $0.every.map { model.laws.mean($0) / 3_600 } }
    #expect(every == [50, 60, 50, 50, 50, 50])
    let absences = model.support.people.map(\.absence)
    #expect(absences.map { $0?.every.map { model.laws.mean($0) } } == [180_000, nil])
    #expect(absences.map { $0.map { model.laws.mean($0.lasts) } } == [18_000, 1_200])
  }

  @Test("pools hold posts as people do")
  func pools() {
    let pools = model.support.pools
    #expect(pools.map(\.posts) == [1, 3, 2, 2])
    #expect(pools.map(\.skills) == [1, 3, 0, 0])
    #expect(pools.map(\.tier) == [.hotline, .tier1, .tier1, .tier1])
    #expect(pools.map { $0.shift?.index } == [nil, 0, 1, 2])
    #expect(pools[0].name == NameHash("pool:agents"))
    #expect(drill.lexicon.pools.map(\.title.en) == ["Agent", "Helpers", "Helper 1", "Helper 2"])
    #expect(model.support.detection.realTimeEvery == .zero)
  }

  @Test("a part of several stores is a row in each, filled from the one above")
  func stores() throws {
    let stock = model.support.stock
    #expect(stock.map { $0.parent?.index } == [nil, 0, 1, nil])
    #expect(stock.map(\.isOneForOne) == [true, true, false, false])
    #expect(stock.map(\.upTo) == [1, 2, 1, 5])
    #expect(stock[0].name == NameHash("part:unit") && stock[3].name == NameHash("part:fuse"))
    #expect(Set(stock.map(\.name)).count == 4)
    #expect(drill.lexicon.parts.map(\.key) == ["depot/unit", "base-1/unit", "base-2/unit", "fuse"])
    #expect(drill.lexicon.parts[1].title == Bilingual(zh: "单元（base-1）", en: "Unit (base-1)"))
    #expect(model.platform.failureModes.allSatisfy { $0.part == Row(1) })
    #expect(try step("answer/serve").part == Row(1))
    #expect(try step("answer.night/serve").part == Row(3))
  }

  @Test("lanes say whether they pre-empt, and pause off duty")
  func lanes() {
    #expect(model.net.lanes.map(\.preempts) == [true, false])
    #expect(model.net.lanes.map(\.pausesOffDuty) == [true, false])
    #expect(model.platform.standbys[0].members.map(\.index) == [0, 1, 2, 3, 4, 5])
    #expect(drill.lexicon.standbys.map(\.key) == ["pumps"])
  }

  @Test("measures ask of rows")
  func measures() throws {
    let serve = try node("answer/serve")
    #expect(try measure("wait").name == NameHash("measure:wait"))
    #expect(try measure("wait").quantity == .waiting(serve))
    #expect(try measure("wait").statistic == .mean)
    #expect(try measure("wait-99").quantity == .waiting(node("answer.night/serve")))
    #expect(try measure("wait-99").statistic == .quantile(Probability(clamped: 0.999)))
    #expect(try measure("stay").quantity == .timeInSystem(Row(0)))
    #expect(try measure("stay").statistic == .variance)
    #expect(try measure("whole").statistic == .atMost(7_200_000_000))
    #expect(try measure("third").statistic == .ofNumber(3))
    #expect(try measure("lost").quantity == .givenUp(serve))
    #expect(try measure("refused").quantity == .turnedAway(Row(0)))
    #expect(try measure("filled").quantity == .filledAtOnce(Row(1)))
    #expect(try measure("there").quantity == .numberInSystem(Row(0)))
    #expect(try measure("there-end").statistic == .moreThan(3))
    #expect(try measure("there-end").isAtEnd && !measure("there").isAtEnd)
    #expect(try measure("queue").quantity == .numberWaiting(serve))
    #expect(try measure("busy").quantity == .numberAtWork(serve))
    #expect(try measure("owed").quantity == .backorders(Row(3)))
    #expect(try measure("down").quantity == .numberDown([Row(0), Row(1), Row(2), Row(6)]))
    #expect(try measure("up").quantity == .numberDown([Row(6)]))
    #expect(try measure("up").statistic == .atMost(0))
    #expect(try measure("outage").statistic == .total)
    #expect(try measure("until").statistic == .moreThan(259_200_000_000))
  }

  @Test("known values keep their digits, in the measure's unit")
  func known() {
    let hour = 3_600_000_000.0
    #expect(
      drill.knownValues.map(\.value) == [
        14.978_661_367_8 * hour, 9.082_031_25 * hour * hour, 0.864_664_716_763, 4.25, 1.5 * hour,
      ])
    #expect(drill.knownValues.map(\.measure) == [0, 2, 3, 8, 15])
    #expect(drill.knownValues.map(\.isExact) == [false, false, false, false, true])
    #expect(drill.knownValues.map(\.isSlow) == [false, true, false, false, false])
    #expect(drill.knownValues[3].name == "erlangC_07")
    #expect(drill.knownValues[0].formula == "rho/(mu-lambda)")
    #expect(drill.knownValues[0].source.hasPrefix("Gross, "))
  }

  @Test("a platform may have nothing but a site")
  func empty() throws {
    var sources = drill.sources
    let platform = try #require(sources.firstIndex { $0.path == "platforms/calls.yaml" })
    sources[platform].text = "platform: none\ntitle: {zh: 无, en: None}\nsites: {main: {}}\n"
    let script = try #require(sources.firstIndex { $0.path == "drills/bad-demand.yaml" })
    sources[script].text = sources[script].text.split(separator: "\n").filter { line in
      !["platform.", "  down:", "  up:", "  outage:", "  k-outage:"].contains { line.contains($0) }
    }.joined(separator: "\n")
    let reading = ScenarioReader.drill(sources: sources)
    #expect(reading.diagnostics.map(\.message.en) == [])
    let nodes = try #require(reading.drill).model.platform.nodes
    #expect(nodes.allSatisfy { $0.kind == .site || $0.kind == .person })
  }

  @Test("days are told apart only where a service asks for work days")
  func workingDays() throws {
    for (open, count) in [("every day 08:00-20:00", 0), ("work days 08:00-20:00", 36_528)] {
      var sources = drill.sources
      let platform = try #require(sources.firstIndex { $0.path == "platforms/calls.yaml" })
      sources[platform].text = sources[platform].text.replacingOccurrences(
        of: "importance: core", with: "importance: core, open: \(open)")
      let hours = try #require(ScenarioReader.drill(sources: sources).drill).model.platform
        .openingHours
      #expect(hours.map(\.workingDays.count) == [count])
    }
  }

  @Test("injects that come again and again are laws and rates, and name what they may hit")
  func recurrence() throws {
    let path = TestFolders.valid.appendingPathComponent("drill/drills/bad-recurrence.yaml").path
    let drill = try #require(ScenarioReader.drill(at: path).drill)
    let script = drill.model.drill
    let injects = Dictionary(
      uniqueKeysWithValues: zip(drill.lexicon.injects.map(\.key), script.injects))
    let kiosk = try #require(injects["kiosk"])
    guard case .every(let law) = kiosk.cue, case .hitOne(let hosts, Row(0)) = kiosk.action,
      let crash = injects["crash"], case .every(let wait) = crash.cue,
      case .failOne(let modes) = crash.action, case .rate(let rate)? = injects["calls"]?.cue
    else { throw Unexpected() }
    #expect(drill.model.laws.mean(law) == 5_400 && drill.model.laws.mean(wait) == 28_800)
    let keys = hosts.map { drill.lexicon.nodes[script.targetNodes[Int($0)].index].key }
    #expect(keys == ["pc-1", "pc-2"])
    let names = modes.map { row in
      let mode = script.targetModes[Int(row)].index
      return drill.lexicon.failureModes[mode].key
    }
    #expect(names == ["app-1/crash", "app-2/crash", "app-3/crash"])
    #expect(script.rates[rate.index].points.map(\.rate) == [0.1, 1, 0.1])
  }

  private func rate(_ key: String) throws -> RateFunction {
    guard case .rate(let row) = try stream(key).arrivals else { throw Unexpected() }
    return model.drill.rates[row.index]
  }

  private func step(_ path: String) throws -> Step {
    guard case .task(let row) = model.net.nodes[try node(path).index].kind else {
      throw Unexpected()
    }
    return model.net.steps[row.index]
  }

  private struct Unexpected: Error {}
}
