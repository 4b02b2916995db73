import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// Who worked when: a Gantt chart, people grouped by tier, their shifts behind their work.
enum StaffSection {
  private static let rowHeight = 20.0
  /// The tasks that a row can tell apart; of more, neighbours are drawn as one.
  private static let barLimit = 200

  /// One row: a person or a vendor with the tasks that they were at.
  private struct Line {
    var name: String
    var person: Row<Person>?
    /// Rows of tasks.
    var tasks: [Int]
  }

  private struct Group {
    var name: String
    var lines: [Line]
    /// People of this tier who had nothing to do.
    var idle: Int
  }

  static func make(_ context: RunContext) -> SectionView {
    let axis = TimeAxis(context.facts)
    let groups = self.groups(context)
    let lines = groups.flatMap(\.lines)
    let busy = context.facts.replication.busy.filter { $0 > .zero }
    let lead = summary(context, busy: busy)
    var picture = Picture(
      id: "staff-picture", width: TimeAxis.width,
      title: context.phrase("人员甘特图：谁在何时做什么", "Gantt chart of the people: who did what when"),
      summary: lead)
    let height =
      TimeAxis.head + Double(groups.count) * 26 + Double(lines.count) * rowHeight
      + Double(groups.filter { $0.idle > 0 }.count) * rowHeight + 8
    axis.drawGrid(&picture, to: height - 4)
    axis.drawHead(&picture, context.language)
    var y = TimeAxis.head
    for group in groups { draw(group, &picture, axis, context, &y) }
    picture.height = height
    let legend = StateLegend.markup([
      StateLegend.Entry("work", context.phrase("工作", "at work")),
      StateLegend.Entry("late", context.phrase("迟缓：已接手未动手", "late: taken on, not begun")),
      StateLegend.Entry("travel", context.phrase("赶赴现场", "on the way")),
      StateLegend.Entry("cut", context.phrase("未完成即中断", "interrupted")),
      StateLegend.Entry("duty thin", context.phrase("细线：当班", "thin line: on duty")),
    ])
    return SectionView(
      id: "people", heading: context.markup("人员", "People"), lead: Markup(lead),
      content: context.figure(picture, data: context.charts.staff, legend: legend))
  }

  private static func summary(_ context: RunContext, busy: [TimeSpan]) -> String {
    let all = context.facts.model.support.people.count
    let work = Format.hours(busy.reduce(.zero, +), context.language)
    let over = Format.hours(context.facts.replication.overtime.reduce(.zero, +), context.language)
    return context.phrase(
      "\(all) 人中 \(busy.count) 人参与处置，共 \(work)，其中班外 \(over)。",
      "\(busy.count) of \(Plural.count(all, "person", "people")) worked on the response, \(work) in all, \(over) of it outside their shift."
    )
  }

  private static func groups(_ context: RunContext) -> [Group] {
    let replication = context.facts.replication
    var byPerson: [Int: [Int]] = [:]
    for (row, task) in replication.tasks.enumerated() where task.started != nil {
      for person in context.facts.people(of: task) {
        byPerson[person.index, default: []].append(row)
      }
    }
    var groups: [Group] = []
    for tier in Tier.allCases {
      let people = context.facts.model.support.people.indices.filter {
        context.facts.model.support.people[$0].tier == tier
      }
      var lines = people.compactMap { row in
        byPerson[row].map {
          Line(name: context.names.person(Row(row)), person: Row(row), tasks: $0)
        }
      }
      let idle = people.count - lines.count
      if tier == .vendor { lines += vendors(context) }
      if lines.isEmpty && idle == 0 { continue }
      groups.append(Group(name: Terms.word(tier)[context.language], lines: lines, idle: idle))
    }
    return groups
  }

  private static func vendors(_ context: RunContext) -> [Line] {
    context.facts.model.support.vendors.indices.compactMap { row in
      let all = context.facts.replication.tasks
      let tasks = all.indices.filter { all[$0].vendor?.index == row && all[$0].started != nil }
      return tasks.isEmpty
        ? nil : Line(name: context.names.vendor(Row(row)), person: nil, tasks: tasks)
    }
  }

  private static func draw(
    _ group: Group, _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext,
    _ y: inout Double
  ) {
    axis.drawGroup(&picture, Format.capital(group.name), y: y)
    y += 26
    for line in group.lines {
      axis.drawName(&picture, line.name, y: y + 14)
      if let person = line.person { duty(of: person, &picture, axis, context, y) }
      if line.tasks.count > barLimit {
        stretches(line, &picture, axis, context, y)
      } else {
        for row in line.tasks { bar(row, line.name, &picture, axis, context, y) }
      }
      y += rowHeight
    }
    if group.idle > 0 {
      picture.text(
        context.phrase("另有 \(group.idle) 人未参与", "\(group.idle) more not involved"), x: 0, y: y + 13,
        size: 11, style: "ts")
      y += rowHeight
    }
  }

  /// A thin line along the stretches in which a person is on duty.
  private static func duty(
    of person: Row<Person>, _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext,
    _ y: Double
  ) {
    let support = context.facts.model.support
    let end = context.facts.end
    guard let shift = support.people[person.index].shift else {
      picture.band(
        x: axis.scale.left, y: y + 8.5, width: axis.scale.right - axis.scale.left, height: 2,
        style: "duty")
      return
    }
    let stretches = support.shifts[shift.index].stretches(until: end)
      .map { (axis.scale.x($0.0), axis.scale.x($0.1)) }
    for (left, right, _) in joined(stretches) {
      picture.band(x: left, y: y + 8.5, width: right - left, height: 2, style: "duty")
    }
  }

  /// Stretches in the order of their starts, neighbours less than a unit apart as one, and how many
  /// each stands for.
  private static func joined(_ stretches: [(Double, Double)]) -> [(Double, Double, Int)] {
    guard stretches.count > barLimit else { return stretches.map { ($0.0, $0.1, 1) } }
    var joined: [(Double, Double, Int)] = []
    for (left, right) in stretches {
      if let last = joined.last, left - last.1 < 1 {
        joined[joined.count - 1] = (last.0, max(last.1, right), last.2 + 1)
      } else {
        joined.append((left, right, 1))
      }
    }
    return joined
  }

  /// A row of very many tasks: when the person was at work, not at what.
  private static func stretches(
    _ line: Line, _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext, _ y: Double
  ) {
    let tasks = line.tasks.compactMap { row -> (Double, Double)? in
      let task = context.facts.replication.tasks[row]
      guard let started = task.started else { return nil }
      return (axis.scale.x(started), axis.scale.x(task.ended ?? context.facts.end))
    }.sorted { $0 < $1 }
    for (left, right, count) in joined(tasks) {
      let tip = context.phrase(
        "\(line.name)：\(count) 项任务", "\(line.name): \(Plural.count(count, "task", "tasks"))")
      picture.band(
        x: left, y: y + 4, width: max(0.5, right - left), height: 11, style: "work", tip: tip)
    }
  }

  private static func bar(
    _ row: Int, _ name: String, _ picture: inout Picture, _ axis: TimeAxis,
    _ context: RunContext, _ y: Double
  ) {
    let task = context.facts.replication.tasks[row]
    guard let started = task.started else { return }
    let end = task.ended ?? context.facts.end
    let arrived = min(task.arrived ?? started, end)
    let step = context.names.flowNode(task.node)
    let tip =
      context.phrase("\(name)：\(step)，", "\(name): \(step), ")
      + "\(context.moment(started)) – \(context.moment(end))" + context.phrase("，", ", ")
      + Terms.word(task.outcome)[context.language]
    let left = axis.scale.x(started)
    let middle = axis.scale.x(arrived)
    let right = axis.scale.x(end)
    let late = min(started + context.facts.phases(ofTask: row).late, arrived)
    if late > started {
      let until = axis.scale.x(late)
      picture.band(x: left, y: y + 4, width: until - left, height: 11, style: "late", tip: tip)
    }
    if arrived > late {
      let from = axis.scale.x(late)
      picture.band(x: from, y: y + 4, width: middle - from, height: 11, style: "travel", tip: tip)
    }
    let isCut = task.outcome == .interrupted || task.outcome == .lapsed
    picture.band(
      x: middle, y: y + 4, width: right - middle, height: 11, style: isCut ? "cut" : "work",
      tip: tip)
    let fits = Double(TextWidth.drawn(step) * 10) / 100 + 8 < right - middle
    if fits, !isCut { picture.text(step, x: middle + 4, y: y + 13, size: 10, style: "ti") }
  }
}

extension ShiftPattern {
  /// The stretches of work from the drill's start until a moment.
  func stretches(until end: SimulationTime) -> [(SimulationTime, SimulationTime)] {
    guard cycle > .zero else { return [] }
    var stretches: [(SimulationTime, SimulationTime)] = []
    var base = SimulationTime.zero - phase
    while base < end {
      for interval in intervals {
        let from = max(.zero, base + interval.start)
        let to = min(end, base + interval.end)
        if from < to { stretches.append((from, to)) }
      }
      base += cycle
    }
    return stretches
  }
}
