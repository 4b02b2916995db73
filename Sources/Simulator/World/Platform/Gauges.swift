import EventKernel

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

/// The gauge values that conditions ask about, thousandths, ascending: what they say may change
/// when a gauge passes one.
struct GaugeMarks {
  private let heat: Table<Int64>
  private let battery: Table<Int64>

  init(_ conditions: Table<Condition>) {
    func marks(_ asked: Fact) -> Table<Int64> {
      var marks: Set<Int64> = []
      for condition in conditions {
        for case .compare(asked, _, let literal) in condition.steps {
          marks.insert(literal * 1000)
        }
      }
      return Table(marks.sorted())
    }
    heat = marks(.highestTemperature)
    battery = marks(.lowestBattery)
  }

  /// Of the batteries or of the heat of rooms.
  subscript(kind: Reserve.Kind) -> Table<Int64> { kind == .heat ? heat : battery }
}
