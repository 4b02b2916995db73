import EventKernel

/// What worlds look up in a model, found once for all of them.
struct ModelIndex {
  let queues: QueuePlan
  let eligible: EligibleStaff
  let monitored: MonitoredComponents
  /// By condition.
  let asked: Table<FactSet>
  let fullGauges: FullGauges
  let gaugeMarks: GaugeMarks
  let inputs: NodeInputs

  init(_ model: Model) {
    queues = QueuePlan(model)
    eligible = EligibleStaff(model, queues)
    monitored = MonitoredComponents(model.platform)
    asked = Table(model.conditions.lazy.map(\.asked))
    fullGauges = FullGauges(model.platform)
    gaugeMarks = GaugeMarks(model.conditions)
    inputs = NodeInputs(model.platform)
  }
}
