import EventKernel

/// Who may do the tasks of each queue: everybody of the lane with the skill that is asked for, by
/// the component that the case believes at fault where it asks for that one's. Groups of the same
/// people are one.
struct EligibleStaff {
  struct Group {
    /// People, in the order of the file: a range of `members`.
    var members: Range<Int32>
    /// Whoever comes must be on site.
    var isOnSite: Bool
  }

  private struct OfQueue {
    /// Of `groupOfSkill`: by the skills that components ask for where these matter, else one.
    var first: Int32
    var isBySkill: Bool
  }

  private(set) var groups: Table<Group> = []
  private(set) var members: Table<Row<Person>> = []
  /// By crew, a bit for each person, laid out as in a `RowSet`.
  private(set) var words: Table<UInt64> = []
  private(set) var summaries: Table<UInt64> = []
  /// Of each crew.
  let wordCount: Int
  let summaryCount: Int
  private var ofQueue: Table<OfQueue> = []
  private var groupOfSkill: Table<Int32> = []
  /// By component: which of the skills that components ask for, from 1; 0 is for no component.
  let skillOfComponent: Table<Int32>
  /// By threat: the same.
  let skillOfThreat: Table<Int32>

  init(_ model: Model, _ queues: QueuePlan) {
    wordCount = (model.support.people.count + 63) >> 6
    summaryCount = (wordCount + 63) >> 6
    skillOfComponent = queues.skillOfComponent
    skillOfThreat = queues.skillOfThreat
    for (row, queue) in queues.queues.enumerated() {
      if row > queue.kinds.first {
        ofQueue.append(ofQueue[row - 1])
        continue
      }
      let step = model.net.steps[queue.step.index]
      let lane = queue.fitting.map { queues.fitting[Int($0)] }
      ofQueue.append(
        OfQueue(first: Int32(groupOfSkill.count), isBySkill: step.skillOfComponent))
      for skill in step.skillOfComponent ? queues.skills : [0] {
        let wanted = step.skillOfComponent ? step.skills | skill : 0
        let skilled = lane.filter { model.support.people[$0].skills & wanted != 0 }
        // A lane in which nobody at all has the skill does without it (own).
        groupOfSkill.append(group(of: skilled.isEmpty ? lane : skilled, isOnSite: queue.isOnSite))
      }
    }
  }

  /// The group of these people, made when it is the first of its kind.
  private mutating func group(of people: [Row<Person>], isOnSite: Bool) -> Int32 {
    let known = groups.firstIndex { group in
      group.isOnSite == isOnSite && group.members.count == people.count
        && zip(group.members, people).allSatisfy { members[Int($0)] == $1 }
    }
    if let known { return Int32(known) }
    var bits = Array(repeating: UInt64(0), count: wordCount)
    var present = Array(repeating: UInt64(0), count: summaryCount)
    let first = Int32(members.count)
    for person in people {
      members.append(person)
      let row = person.index
      bits[row >> 6] |= 1 &<< UInt64(row & 63)
      present[row >> 12] |= 1 &<< UInt64(row >> 6 & 63)
    }
    for word in bits { words.append(word) }
    for summary in present { summaries.append(summary) }
    groups.append(Group(members: first..<Int32(members.count), isOnSite: isOnSite))
    return Int32(groups.count - 1)
  }

  /// Needs: a queue, and a skill that the case's component asks for where that matters.
  var needCount: Int { groupOfSkill.count }

  /// The need of a task of a queue, for a case that asks for a skill.
  ///
  /// - Parameter skillClass: which one, from 1; only asked where it matters.
  func need(ofQueue queue: Int, skillClass: () -> Int) -> Int {
    let queue = ofQueue[queue]
    return Int(queue.first) + (queue.isBySkill ? skillClass() : 0)
  }

  /// Which of the skills that components ask for a component asks for, from 1; of none 0.
  func skillClass(of component: Row<Component>?) -> Int {
    component.map { Int(skillOfComponent[$0.index]) } ?? 0
  }

  /// Who may do the tasks of a need.
  func group(ofNeed need: Int) -> Int { Int(groupOfSkill[need]) }
}
