import EventKernel
import Rehearsal
import Scenarios
import Simulator

/// The platform over time: services and rooms as state bands, how many components were down, and
/// how full the reserves were.
enum PlatformSection {
  private static let rowHeight = 20.0
  private static let curveHeight = 110.0
  private static let levelHeight = 84.0

  static func make(_ context: RunContext) -> SectionView {
    let axis = TimeAxis(context.facts)
    let services = context.facts.outages.map { $0.service.node }
    let rooms = context.facts.rooms
    let reserves = context.facts.reserves.filter { !$0.points.isEmpty }
    let lead = summary(context)
    var picture = Picture(
      id: "platform-picture", width: TimeAxis.width,
      title: context.phrase(
        "平台状态：服务、机房、组件与储备", "State of the platform: services, rooms, components, reserves"),
      summary: lead)
    let height =
      TimeAxis.head + bandHeight(services.count) + bandHeight(rooms.count) + curveHeight
      + Double(reserves.count) * levelHeight + 8
    axis.drawGrid(&picture, to: height - 4)
    axis.drawHead(&picture, context.language)
    var y = TimeAxis.head
    bands(services, context.phrase("服务", "Services"), &picture, axis, context, &y)
    bands(rooms, context.phrase("机房", "Rooms"), &picture, axis, context, &y)
    curve(&picture, axis, context, &y)
    for reserve in reserves { level(reserve, &picture, axis, context, &y) }
    picture.height = height
    let states = (services + rooms).flatMap { context.facts.histories[$0.index].spans.map(\.state) }
    let seen = NodeState.allCases.filter { states.contains($0) }.reversed()
    return SectionView(
      id: "platform", heading: context.markup("平台状态", "State of the platform"),
      lead: Markup(lead),
      content: context.figure(
        picture, data: context.charts.states,
        legend: StateLegend.markup(Array(seen), context.language)))
  }

  private static func summary(_ context: RunContext) -> String {
    let facts = context.facts
    let services = facts.model.platform.services.count
    let touched = facts.touchedComponents.count
    let all = facts.model.platform.components.count
    return context.phrase(
      "\(services) 项服务中 \(facts.outages.count) 项曾停机；\(all) 个组件中 \(touched) 个受到影响。",
      "\(facts.outages.count) of \(Plural.count(services, "service was", "services were")) down at some time; \(touched) of \(Plural.count(all, "component was", "components were")) touched."
    )
  }

  private static func bandHeight(_ count: Int) -> Double {
    count == 0 ? 0 : 26 + Double(count) * rowHeight
  }

  private static func bands(
    _ rows: [Row<Node>], _ name: String, _ picture: inout Picture, _ axis: TimeAxis,
    _ context: RunContext, _ y: inout Double
  ) {
    if rows.isEmpty { return }
    axis.drawGroup(&picture, name, y: y)
    y += 26
    for row in rows {
      let title = context.names.node(row)
      axis.drawName(&picture, title, y: y + 14)
      picture.line(axis.scale.left, y + 10, axis.scale.right, y + 10, style: "axis")
      for span in context.facts.histories[row.index].spans {
        let left = axis.scale.x(span.start)
        let right = axis.scale.x(span.end)
        let word = Terms.word(span.state)[context.language]
        let length = context.duration(span.length)
        picture.band(
          x: left, y: y + 4, width: right - left, height: 12, style: "s-\(span.state.token)",
          tip:
            context.phrase("\(title)：\(word)，", "\(title): \(word), ")
            + "\(context.moment(span.start)) – \(context.moment(span.end))"
            + context.phrase("，\(length)", ", \(length)")
        )
        let label = "\(word) \(length)"
        if span.state == .down, Double(TextWidth.drawn(label) * 10) / 100 + 8 < right - left {
          picture.text(label, x: left + 4, y: y + 13.5, size: 10, style: "ti")
        }
      }
      y += rowHeight
    }
  }

  private static func curve(
    _ picture: inout Picture, _ axis: TimeAxis, _ context: RunContext, _ y: inout Double
  ) {
    let facts = context.facts
    axis.drawGroup(&picture, context.phrase("停止工作的组件数", "Components down"), y: y)
    let bottom = y + curveHeight - 14
    let top = y + 18
    let most = Double(max(1, facts.peak.count))
    picture.line(axis.scale.left, bottom, axis.scale.right, bottom, style: "axis")
    picture.line(axis.scale.left, top, axis.scale.right, top, style: "grid")
    picture.text("0", x: axis.scale.left - 6, y: bottom + 4, size: 11, style: "ts", anchor: .end)
    picture.text(
      "\(max(1, facts.peak.count))", x: axis.scale.left - 6, y: top + 4, size: 11, style: "ts",
      anchor: .end)
    let points = facts.outCount.map { step in
      (x: axis.scale.x(step.time), y: bottom - (bottom - top) * Double(step.count) / most)
    }
    picture.step(points, until: axis.scale.right, style: "curve")
    y += curveHeight
  }

  private static func level(
    _ history: ReserveHistory, _ picture: inout Picture, _ axis: TimeAxis,
    _ context: RunContext, _ y: inout Double
  ) {
    let isHeat = history.reserve.kind == .heat
    let name = context.names.node(history.reserve.node)
    let what = isHeat ? context.phrase("温度", "temperature") : context.phrase("电池电量", "battery")
    picture.line(0, y, TimeAxis.width, y, style: "axis")
    axis.drawName(&picture, name, y: y + 16, style: "th")
    picture.text(
      TextWidth.fitted(what, width: 120, size: 11), x: 0, y: y + 32, size: 11, style: "ts")
    let (full, empty) = history.bounds
    let low = min(full, empty)
    let high = max(full, empty)
    let top = y + 14
    let bottom = y + levelHeight - 14
    func text(_ level: Double) -> String {
      let whole = Int64(level.rounded())
      return isHeat ? Format.celsius(whole) : Format.charge(whole)
    }
    for (level, height) in [(low, bottom), (high, top)] {
      picture.line(axis.scale.left, height, axis.scale.right, height, style: "grid")
      picture.text(
        text(level), x: axis.scale.left - 6, y: height + 4, size: 11, style: "ts", anchor: .end)
    }
    let points = history.curve(bending: axis.scale).map { point in
      (
        x: axis.scale.x(point.time),
        y: bottom - (bottom - top) * (point.level - low) / max(1, high - low)
      )
    }
    picture.polyline(
      points, style: "level", tip: context.phrase("\(name)：", "\(name): ") + text(history.extreme))
    y += levelHeight
  }
}

extension ReserveHistory {
  /// The points, with those between them at which the time scale bends.
  fileprivate func curve(bending scale: TimeScale) -> [Point] {
    var curve: [Point] = []
    for point in points {
      if let last = curve.last, point.time > last.time {
        for time in scale.bends(between: last.time, and: point.time) {
          let share = (time - last.time).seconds / (point.time - last.time).seconds
          curve.append(Point(time: time, level: last.level + share * (point.level - last.level)))
        }
      }
      curve.append(point)
    }
    return curve
  }
}
