import EventKernel

/// Who may do the tasks of each queue: everybody of the lane with the skill that is asked for, by the
/// component that the case believes at fault where it asks for that one's. Crews of the same people
/// are one.
struct Crews {
  struct Crew {
    /// People, in the order of the file: a range of `members`.
    var members: Range<Int32>
    /// Whoever comes must be on site.
    var isOnSite: Bool
  }

  private struct OfQueue {
    /// Of `crewOfSkill`: by the skills that components ask for where these matter, else one.
    var first: Int32
    var isBySkill: Bool
  }

  private(set) var crews: Table<Crew> = []
  private(set) var members: Table<Int32> = []
  /// By crew, a bit for each person, laid out as in a `RowSet`.
  private(set) var words: Table<UInt64> = []
  private(set) var groups: Table<UInt64> = []
  /// Of each crew.
  let wordCount: Int
  let groupCount: Int
  private var ofQueue: Table<OfQueue> = []
  private var crewOfSkill: Table<Int32> = []
  /// By component: which of the skills that components ask for, from 1; 0 is for no component.
  private var skillOfComponent: Table<Int32> = []

  init(_ model: Model, _ queues: QueuePlan) {
    wordCount = (model.support.people.count + 63) >> 6
    groupCount = (wordCount + 63) >> 6
    var skills: [UInt64] = [0]
    for component in model.platform.components {
      let known = skills.dropFirst().firstIndex(of: component.skill) ?? skills.count
      if known == skills.count { skills.append(component.skill) }
      skillOfComponent.append(Int32(known))
    }
    for queue in queues.queues {
      let step = model.net.steps[queue.step.index]
      let lane = queue.fitting.map { Int(queues.fitting[Int($0)]) }
      ofQueue.append(
        OfQueue(first: Int32(crewOfSkill.count), isBySkill: step.skillOfComponent))
      for skill in step.skillOfComponent ? skills : [0] {
        let wanted = step.skillOfComponent ? step.skills | skill : 0
        let skilled = lane.filter { model.support.people[$0].skills & wanted != 0 }
        // A lane in which nobody at all has the skill does without it (own).
        crewOfSkill.append(crew(of: skilled.isEmpty ? lane : skilled, isOnSite: step.isOnSite))
      }
    }
  }

  /// The crew of these people, made when it is the first of its kind.
  private mutating func crew(of people: [Int], isOnSite: Bool) -> Int32 {
    let known = crews.firstIndex { crew in
      crew.isOnSite == isOnSite && crew.members.count == people.count
        && zip(crew.members, people).allSatisfy { Int(members[Int($0)]) == $1 }
    }
    if let known { return Int32(known) }
    var bits = Array(repeating: UInt64(0), count: wordCount)
    var present = Array(repeating: UInt64(0), count: groupCount)
    let first = Int32(members.count)
    for person in people {
      members.append(Int32(person))
      bits[person >> 6] |= 1 &<< UInt64(person & 63)
      present[person >> 12] |= 1 &<< UInt64(person >> 6 & 63)
    }
    for word in bits { words.append(word) }
    for group in present { groups.append(group) }
    crews.append(Crew(members: first..<Int32(members.count), isOnSite: isOnSite))
    return Int32(crews.count - 1)
  }

  /// Places: a queue, and a skill that the case's component asks for where that matters.
  var placeCount: Int { crewOfSkill.count }

  /// The place of a task of a queue, for a case that believes a component at fault; -1: none.
  func place(ofQueue queue: Int, component: Int32) -> Int {
    let queue = ofQueue[queue]
    let skill = queue.isBySkill && component >= 0 ? skillOfComponent[Int(component)] : 0
    return Int(queue.first + skill)
  }

  /// Who may do the tasks of a place.
  func crew(ofPlace place: Int) -> Int { Int(crewOfSkill[place]) }
}
