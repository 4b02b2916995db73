import EventKernel

/// What worlds look up in a model, found once for all of them.
struct ModelIndex {
  let crews: Crews
  let monitored: MonitoredComponents
  /// By condition.
  let asked: Table<FactSet>

  init(_ model: Model) {
    crews = Crews(model, WorkQueues(model))
    monitored = MonitoredComponents(model.platform)
    asked = Table(model.conditions.lazy.map(\.asked))
  }
}
