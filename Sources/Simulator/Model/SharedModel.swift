import EventKernel

/// A model at a place of its own, which worlds read without copying it and without touching a
/// reference count.
///
/// Many worlds may read one at once; what many threads run should still have one each, so that
/// making a world counts on no other thread's.
package final class SharedModel: @unchecked Sendable {
  let address: UnsafeMutablePointer<Model>
  let parts: ModelParts
  let index: ModelIndex

  package convenience init(_ model: Model) { self.init(model, isSplit: true) }

  /// - Parameter isSplit: whether tasks that wait are queued by their kinds, or each is tried: the
  ///   same comes out, later.
  init(_ model: Model, isSplit: Bool) {
    address = .allocate(capacity: 1)
    address.initialize(to: model)
    parts = ModelParts(
      platformAddress: SharedModel.place(of: \.platform, in: address),
      supportAddress: SharedModel.place(of: \.support, in: address),
      agreementAddress: SharedModel.place(of: \.agreement, in: address),
      netAddress: SharedModel.place(of: \.net, in: address),
      drillAddress: SharedModel.place(of: \.drill, in: address),
      laws: address.pointee.laws.reader,
      conditionsAddress: SharedModel.place(of: \.conditions, in: address))
    index = ModelIndex(model, isSplit: isSplit)
  }

  deinit {
    address.deinitialize(count: 1)
    address.deallocate()
  }

  private static func place<Part>(
    of part: KeyPath<Model, Part>, in model: UnsafeMutablePointer<Model>
  ) -> UnsafePointer<Part> {
    guard let place = UnsafePointer(model).pointer(to: part) else {
      preconditionFailure("a part of the model that is not stored in it")
    }
    return place
  }
}

/// Where the tables of a shared model are: a handful of addresses that a world holds by value.
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
