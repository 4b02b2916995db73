import EventKernel
import Testing

@testable import Simulator

/// Who is found free, against a look at everybody of the lane.
@Suite struct FreePeopleTests {
  /// A drawn world in which steps ask for skills, of their own and of the component, and in which
  /// people work from afar and are away.
  static func model(seed: UInt64) -> Model {
    var model = seed % 2 == 0 ? DrawnWorld.model(seed: seed) : DrawnDemand.model(seed: seed)
    var draws = RandomSource(seed: seed, replication: 0)
      .draws(purpose: "free people", entity: "model", ordinal: 0)
    for row in model.net.steps.indices {
      model.net.steps[row].skillOfComponent = draws.bernoulli(0.4)
      model.net.steps[row].skills = draws.below(8)
      model.net.steps[row].isOnSite = draws.bernoulli(0.4)
    }
    for row in model.platform.components.indices {
      model.platform.components[row].skill = draws.below(8)
    }
    for row in model.support.people.indices where draws.bernoulli(0.4) {
      model.support.people[row].skills = draws.below(8)
      model.support.people[row].callOut = model.laws.add(.constant(600))
      model.support.people[row].callRemote =
        draws.bernoulli(0.5) ? model.laws.add(.constant(300)) : nil
      model.support.people[row].absence = Absence(
        every: model.laws.add(.exponential(mean: 7_200)), lasts: model.laws.add(.constant(900)))
    }
    return model
  }

  /// Whom a look at everybody finds for a task of a queue.
  private static func found(
    _ world: borrowing World, queue row: Int, incident: Row<Incident>, needed: Int
  ) -> [Row<Person>] {
    let queue = world.flow.queues.queues[row]
    let step = world.model.net.steps[queue.step.index]
    let lane = queue.fitting.map { world.flow.queues.fitting[Int($0)] }
    let skills =
      step.skillOfComponent
      ? step.skills | (world.believedComponent(of: incident)?.skill ?? 0) : 0
    var fitting: [Row<Person>] = []
    for person in lane where world.model.support.people[person].skills & skills != 0 {
      fitting.append(person)
    }
    if fitting.isEmpty { fitting = lane }
    var free: [Row<Person>] = []
    var onDuty = 0
    for person in fitting where world.isAvailable(person, onSite: step.isOnSite) {
      onDuty += 1
      if world.people.people[person].task.isNone { free.append(person) }
    }
    guard free.count < needed,
      onDuty < needed || world.incidents.states[incident].record.level == .major
    else { return free }
    for person in fitting
    where !world.isAvailable(person, onSite: step.isOnSite)
      && world.people.people[person].task.isNone
      && world.callLaw(of: person, onSite: step.isOnSite) != nil
    { free.append(person) }
    return free
  }

  /// Whether all queues find for all incidents whom a look at everybody finds.
  private static func isRight(_ original: borrowing World) -> Bool {
    var world = original.copy()
    for queue in world.flow.queues.queues.indices {
      for incident in world.incidents.states.rows {
        for needed in 1...3 {
          world.gatherFree(
            world.group(ofQueue: queue, incident: incident), needed: needed, incident: incident)
          let found = found(world, queue: queue, incident: incident, needed: needed)
          let candidates = (0..<world.candidates.count).map { world.candidates[$0] }
          guard candidates == found else { return false }
        }
      }
    }
    return true
  }

  @Test("a task finds whom a look at everybody finds, in the same order, after every event")
  func asByLookingAtAll() {
    for seed in drawnSeeds(60) {
      var world = World(SharedModel(Self.model(seed: seed)), seed: seed)
      var isOver = false
      while !isOver {
        switch world.advance(pausingAt: world.eventCount + 1) {
        case .paused:
          guard !Self.isRight(world) else { continue }
          Issue.record("seed \(seed) at \(world.now)")
          isOver = true
        default: isOver = true
        }
      }
    }
  }

  @Test("a set of its own is left as it was by what happens to the other")
  func copies() {
    let model = Self.model(seed: 2)
    let eligible = EligibleStaff(model, QueuePlan(model))
    var one = FreePeople(eligible, people: model.support.people.count)
    for person in model.support.people.indices {
      one.set(Row(person), onSite: false, to: .ready)
      one.set(Row(person), onSite: true, to: .callable)
    }
    let other = one.copy()
    for person in model.support.people.indices {
      one.set(Row(person), onSite: false, to: .busy)
      one.set(Row(person), onSite: true, to: .gone)
    }
    for group in eligible.groups.indices {
      let size = eligible.groups[group].members.count
      let isOnSite = eligible.groups[group].isOnSite
      var found = FlatBuffer<Row<Person>>()
      one.append(.ready, of: group, to: &found)
      one.append(.callable, of: group, to: &found)
      #expect(found.isEmpty && one.areThere(1, of: group) == (!isOnSite && size > 0))
      other.append(.ready, of: group, to: &found)
      #expect(found.count == (isOnSite ? 0 : size))
      #expect(other.areThere(size, of: group) == (!isOnSite || size == 0))
      other.append(.callable, of: group, to: &found)
      #expect(found.count == size && !other.areThere(size + 1, of: group))
    }
  }

  @Test("of thousands of people those of a crew are found, in the order of the file")
  func manyPeople() {
    var world = CaseWorld()
    for number in 0..<9_000 {
      world.person("\(number)", posts: number % 97 == 0 || number > 8_990 ? 1 : 2)
    }
    world.flow("one", world.work(1))
    let model = world.built()
    let eligible = EligibleStaff(model, QueuePlan(model))
    var free = FreePeople(eligible, people: 9_000)
    let group = eligible.group(ofNeed: eligible.need(ofQueue: 0) { 0 })
    var found = FlatBuffer<Row<Person>>()
    free.append(.ready, of: group, to: &found)
    #expect(found.count == 0)
    for person in stride(from: 0, to: 9_000, by: 2) {
      free.set(Row(person), onSite: false, to: .ready)
    }
    free.append(.ready, of: group, to: &found)
    let wanted = stride(from: 0, to: 9_000, by: 2).filter { $0 % 97 == 0 || $0 > 8_990 }
    #expect((0..<found.count).map { found[$0].index } == wanted)
  }
}
