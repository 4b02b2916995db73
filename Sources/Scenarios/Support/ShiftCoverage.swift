/// When the holders of a post are on duty, over the common period of their shifts.
struct ShiftCoverage {
  /// The first stretch in which nobody is on duty, in words; nil: there is none, or somebody is on
  /// call or on duty round the clock.
  private(set) var gap: Bilingual?

  init(_ support: SupportDescription, _ holders: [any StaffDescription]) {
    guard !holders.isEmpty, holders.allSatisfy({ $0.shift != nil && !$0.canBeCalled }) else {
      return
    }
    let teams = holders.compactMap { support.team(of: $0) }
    guard teams.count == holders.count, teams.allSatisfy(\.shift.isWhole), let first = teams.first
    else { return }
    let days = teams.reduce(1) { Self.leastMultiple($0, $1.shift.cycle) }
    // Patterns that meet only after years are not followed.
    guard days <= 732 else { return }
    let minutes = days * 1440
    var changes = [Int](repeating: 0, count: minutes + 1)
    for (shift, team) in teams {
      let cycle = shift.cycle * 1440
      let offset = ((shift.from - first.shift.from) * 1440 % cycle + cycle) % cycle
      for interval in team.intervals {
        for start in stride(from: interval.lowerBound + offset - cycle, to: minutes, by: cycle) {
          let end = min(start + interval.count, minutes)
          guard end > 0 else { continue }
          changes[max(0, start)] += 1
          changes[end] -= 1
        }
      }
    }
    var onDuty = 0
    var begin: Int?
    for minute in 0..<minutes {
      onDuty += changes[minute]
      if onDuty == 0, begin == nil { begin = minute }
      if onDuty > 0, let begin {
        gap = Self.words(begin..<minute)
        return
      }
    }
    if let begin { gap = Self.words(begin..<minutes) }
  }

  private static func words(_ gap: Range<Int>) -> Bilingual {
    func clock(_ minute: Int) -> String {
      CivilTime(dayNumber: 0, minuteOfDay: minute % 1440).timeOfDay
    }
    let (from, to) = (gap.lowerBound / 1440 + 1, gap.upperBound / 1440 + 1)
    return Bilingual(
      zh: "周期第 \(from) 天 \(clock(gap.lowerBound)) 至第 \(to) 天 \(clock(gap.upperBound)) ",
      en:
        "from day \(from) \(clock(gap.lowerBound)) to day \(to) \(clock(gap.upperBound)) of the cycle"
    )
  }

  private static func leastMultiple(_ left: Int, _ right: Int) -> Int {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return left / a * right
  }
}
