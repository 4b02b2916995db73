import EventKernel

/// What worlds look up in a model, found once for all of them.
struct ModelIndex {
  let queues: QueuePlan
  let edges: EdgeTargets
  let eligible: EligibleStaff
  let monitored: MonitoredComponents
  /// By condition.
  let asked: Table<FactSet>
  let fullGauges: FullGauges
  let gaugeMarks: GaugeMarks
  let inputs: NodeInputs
  /// By node: as what a case counts it.
  let kinds: Table<Knowledge.Kind>
  let levels: LevelMarks
  let subjects: SubjectGroups
  let places: ComponentsOfPlaces
  let dataSets: DataSetsOfNodes
  /// By node: the component that it is or that holds it, and the site that it is at; none: no such.
  let hosts: Table<OptionalRow<Component>>
  let sites: Table<OptionalRow<Site>>

  /// - Parameter isSplit: whether tasks are queued by their kinds, or each is tried.
  init(_ model: Model, isSplit: Bool = true) {
    queues = QueuePlan(model, isSplit: isSplit)
    edges = EdgeTargets(model.net)
    eligible = EligibleStaff(model, queues)
    monitored = MonitoredComponents(model.platform)
    asked = Table(model.conditions.lazy.map(\.asked))
    fullGauges = FullGauges(model.platform)
    gaugeMarks = GaugeMarks(model.conditions)
    inputs = NodeInputs(model.platform)
    kinds = Table(Knowledge.kinds(of: model.platform))
    levels = LevelMarks(model)
    subjects = SubjectGroups(model)
    places = ComponentsOfPlaces(model)
    dataSets = DataSetsOfNodes(model.platform)
    let nodes = model.platform.nodes.indices.lazy.map { Row<Node>($0) }
    hosts = Table(nodes.map { OptionalRow(model.platform.host(of: $0)) })
    sites = Table(nodes.map { OptionalRow(model.platform.site(of: $0)) })
  }
}
