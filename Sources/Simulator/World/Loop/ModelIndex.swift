import EventKernel

/// What worlds look up in a model, found once for all of them.
struct ModelIndex {
  let queues: QueuePlan
  let eligible: EligibleStaff
  let monitored: MonitoredComponents
  /// By condition.
  let asked: Table<FactSet>
  let fullGauges: FullGauges

  init(_ model: Model) {
    queues = QueuePlan(model)
    eligible = EligibleStaff(model, queues)
    monitored = MonitoredComponents(model.platform)
    asked = Table(model.conditions.lazy.map(\.asked))
    fullGauges = FullGauges(model.platform)
  }
}

/// What the gauges of all reserves together show while these are full, in thousandths of a per cent
/// and of a degree Celsius.
struct FullGauges {
  /// 100 % without any.
  private(set) var lowestBattery: Int64 = 100_000
  /// 0 without any room.
  private(set) var highestHeat: Int64 = 0

  init(_ platform: Platform) {
    var highest: Int64?
    for reserve in platform.reserves {
      // One that lasts no time at all is empty at once.
      let gauge = reserve.lasts > .zero ? reserve.levelFull : reserve.levelEmpty
      switch reserve.kind {
      case .battery: lowestBattery = min(lowestBattery, gauge)
      case .heat: highest = max(highest ?? gauge, gauge)
      }
    }
    highestHeat = highest ?? 0
  }
}
