import EventKernel

/// A model at a place of its own, which worlds read without copying it and without touching a
/// reference count.
///
/// Many worlds may read one at once; what many threads run should still have one each, so that
/// making a world counts on no other thread's.
package final class SharedModel: @unchecked Sendable {
  let address: UnsafeMutablePointer<Model>
  let parts: ModelParts

  package init(_ model: Model) {
    address = .allocate(capacity: 1)
    address.initialize(to: model)
    parts = ModelParts(
      platformAddress: SharedModel.place(model.platform),
      supportAddress: SharedModel.place(model.support),
      agreementAddress: SharedModel.place(model.agreement),
      netAddress: SharedModel.place(model.net), drillAddress: SharedModel.place(model.drill),
      laws: model.laws.reader,
      conditionsAddress: SharedModel.place(model.conditions))
  }

  deinit {
    address.deinitialize(count: 1)
    address.deallocate()
    SharedModel.clear(parts.platformAddress)
    SharedModel.clear(parts.supportAddress)
    SharedModel.clear(parts.agreementAddress)
    SharedModel.clear(parts.netAddress)
    SharedModel.clear(parts.drillAddress)
    SharedModel.clear(parts.conditionsAddress)
  }

  private static func place<Value>(_ value: Value) -> UnsafePointer<Value> {
    let place = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    place.initialize(to: value)
    return UnsafePointer(place)
  }

  private static func clear<Value>(_ place: UnsafePointer<Value>) {
    let place = UnsafeMutablePointer(mutating: place)
    place.deinitialize(count: 1)
    place.deallocate()
  }
}

/// Where the tables of a shared model are: a handful of addresses that a world holds by value.
///
package struct ModelParts: BitwiseCopyable, @unchecked Sendable {
  let platformAddress: UnsafePointer<Platform>
  let supportAddress: UnsafePointer<Support>
  let agreementAddress: UnsafePointer<Agreement>
  let netAddress: UnsafePointer<FlowNet>
  let drillAddress: UnsafePointer<DrillScript>
  package let laws: LawTable.Reader
  let conditionsAddress: UnsafePointer<Table<Condition>>

  package var platform: Platform {
    unsafeAddress { platformAddress }
  }
  package var support: Support {
    unsafeAddress { supportAddress }
  }
  package var agreement: Agreement {
    unsafeAddress { agreementAddress }
  }
  package var net: FlowNet {
    unsafeAddress { netAddress }
  }
  package var drill: DrillScript {
    unsafeAddress { drillAddress }
  }
  package var conditions: Table<Condition> {
    unsafeAddress { conditionsAddress }
  }
}
