import EventKernel
import Statistics

extension Meters {
  mutating func add(_ measure: Measure, row: Int32, _ model: Model) {
    switch measure.quantity {
    case .waiting(let node): addTickets(measure, row, .waiting, node.index, model)
    case .timeInSystem(let stream): addTickets(measure, row, .timeInSystem, stream.index, model)
    case .flowTime(let flow): addTickets(measure, row, .flowTime, flow.index, model)
    case .finished(let stream): addTickets(measure, row, .finished, stream.index, model)
    case .flowEnded(let flow): addTickets(measure, row, .flowEnded, flow.index, model)
    case .incidentClosed: addTickets(measure, row, .incidentClosed, 0, model)
    case .givenUp(let node): addTickets(measure, row, .givenUp, node.index, model)
    case .turnedAway(let stream): addTickets(measure, row, .turnedAway, stream.index, model)
    case .filledAtOnce(let part): addTickets(measure, row, .filledAtOnce, part.index, model)
    case .numberInSystem(let stream):
      addLevel(measure, row, .numberInSystem, [stream.index], model)
    case .numberWaiting(let node): addLevel(measure, row, .numberWaiting, [node.index], model)
    case .numberAtWork(let node): addLevel(measure, row, .numberAtWork, [node.index], model)
    case .backorders(let part): addLevel(measure, row, .backorders, [part.index], model)
    case .numberDown(let nodes): addLevel(measure, row, .numberDown, nodes.map(\.index), model)
    case .timeUntil(let condition):
      _ = watches.append(Watch(measure: row, condition: condition))
    // Read off at the end.
    case .total: break
    }
  }

  private static func rule(of statistic: Measure.Statistic) -> (rule: Rule, bound: Int64) {
    switch statistic {
    case .mean, .variance, .quantile, .total: (.sum, 0)
    case .atMost(let bound): (.atMost, bound)
    case .moreThan(let bound): (.moreThan, bound)
    case .ofNumber(let number): (.ofNumber, number)
    case .last: (.last, 0)
    }
  }

  private mutating func addTickets(
    _ measure: Measure, _ row: Int32, _ point: Point, _ of: Int, _ model: Model
  ) {
    let (rule, bound) = Meters.rule(of: measure.statistic)
    var sketch: Int32 = -1
    if case .quantile = measure.statistic {
      sketch = Int32(sketches.count)
      sketches.append(QuantileSketch(largest: max(1, model.drill.horizon.microseconds)))
    }
    let meter = tickets.append(
      TicketMeter(
        measure: row, rule: rule, keepsSums: measure.statistic == .variance, sketch: sketch,
        bound: bound))
    hang(meter, on: point, of, model)
  }

  private mutating func addLevel(
    _ measure: Measure, _ row: Int32, _ point: Point, _ rows: [Int], _ model: Model
  ) {
    let (rule, bound) = Meters.rule(of: measure.statistic)
    let meter = levels.append(
      LevelMeter(
        measure: row, rule: rule, isTotal: measure.statistic == .total,
        isAtEnd: measure.isAtEnd, bound: bound))
    levels[meter].integral = LevelIntegral(level: reading(of: meter))
    for row in rows { hang(meter, on: point, row, model) }
  }

  private mutating func hang(_ meter: Int, on point: Point, _ row: Int, _ model: Model) {
    if used & 1 &<< point.rawValue == 0 {
      used |= 1 &<< point.rawValue
      firsts[Int(point.rawValue)] = Int32(heads.count)
      for _ in 0..<Meters.rowCount(of: point, model) { heads.append(-1) }
    }
    let head = Int(firsts[Int(point.rawValue)]) + row
    hooks.append(Hook(meter: Int32(meter), next: heads[head]))
    heads[head] = Int32(hooks.count - 1)
  }

  private static func rowCount(of point: Point, _ model: Model) -> Int {
    switch point {
    case .waiting, .givenUp, .numberWaiting, .numberAtWork: model.net.nodes.count
    case .timeInSystem, .finished, .turnedAway, .numberInSystem: model.drill.streams.count
    case .flowTime, .flowEnded: model.net.flows.count
    case .incidentClosed: 1
    case .filledAtOnce, .backorders: model.support.stock.count
    case .numberDown: model.platform.nodes.count
    }
  }
}
