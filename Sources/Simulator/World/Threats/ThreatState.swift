import EventKernel

/// Who is infected, who knows it, and what the script still has in store.
struct ThreatState: ~Copyable {
  /// By component.
  var hosts: SlotTable<HostState>
  var exposures = SlotTable<Exposure>()
  /// By inject.
  var injects: SlotTable<InjectState>
  /// The hosts that are infected, and how many they are.
  var infected = 0
  var infectedHosts = RowList()
  var infectedLinks = RowLinks()
  /// People are in danger, as it truly is.
  var isDanger = false
  /// Gauge values that conditions ask about, thousandths, ascending.
  var heatMarks: [Int64] = []
  var batteryMarks: [Int64] = []

  struct InjectState: EntityState {
    typealias Entity = Inject

    /// Waits drawn so far, for addresses.
    var waits: UInt64 = 0
    /// How often it happened.
    var times = 0
  }

  struct HostState: EntityState {
    typealias Entity = Component

    /// The open fault of the infection; none: not infected.
    var fault = OptionalRow<Fault>.none
    /// The support organisation knows of it.
    var isKnown = false
    /// Patched: cannot be infected any more.
    var isImmune = false
    /// How often it was infected.
    var infections: Int32 = 0
  }

  /// One infected host can reach one that is susceptible: contacts come as a Poisson process.
  struct Exposure {
    var source: Row<Component>
    var target: Row<Component>
    var threat: Row<Threat>
    var contacts: Int32
  }

  init(_ model: Model) {
    hosts = SlotTable(minimumCapacity: model.platform.components.count)
    injects = SlotTable(minimumCapacity: model.drill.injects.count)
    var heat: Set<Int64> = []
    var battery: Set<Int64> = []
    for condition in model.conditions {
      for case .compare(let fact, _, let literal) in condition.steps {
        if fact == .highestTemperature { heat.insert(literal * 1000) }
        if fact == .lowestBattery { battery.insert(literal * 1000) }
      }
    }
    heatMarks = heat.sorted()
    batteryMarks = battery.sorted()
    restart(model)
  }

  /// Nobody is infected, and nothing of the script has happened; in the memory that there is.
  mutating func restart(_ model: Model) {
    hosts.fill(repeating: HostState(), count: model.platform.components.count)
    exposures.removeAll()
    injects.fill(repeating: InjectState(), count: model.drill.injects.count)
    infected = 0
    infectedHosts = RowList()
    isDanger = false
  }

  private init(copying other: borrowing ThreatState) {
    hosts = other.hosts.copy()
    exposures = other.exposures.copy()
    injects = other.injects.copy()
    infected = other.infected
    infectedHosts = other.infectedHosts
    infectedLinks = other.infectedLinks.copy()
    isDanger = other.isDanger
    heatMarks = other.heatMarks
    batteryMarks = other.batteryMarks
  }

  func copy() -> ThreatState { ThreatState(copying: self) }

  func gaugeMarks(_ kind: Reserve.Kind) -> [Int64] {
    kind == .heat ? heatMarks : batteryMarks
  }
}
