extension TimingWheel {
  /// The slot with the earliest events.
  ///
  /// - Precondition: there are events.
  var firstSlot: SlotAddress {
    let level = usedLevels.trailingZeroBitCount
    let digit = usedSlots.unsafelyUnwrapped[level].trailingZeroBitCount
    return SlotAddress(level: level, index: level &<< TimingWheel.digitBits | digit)
  }

  /// How many events a slot has.
  func count(of slot: SlotAddress) -> Int { slots.unsafelyUnwrapped[slot.index].count }

  /// Takes the events of the first slot out, in no order, and moves the origin to the slot's end.
  ///
  /// - Parameter target: memory for `count(of: slot)` events.
  mutating func take(_ slot: SlotAddress, into target: UnsafeMutablePointer<Event>) {
    origin = start(of: slot) | TimingWheel.mask(slot.level)
    collect(slot, into: target)
  }

  /// Takes all events out, in no order.
  ///
  /// - Returns: how many there were.
  mutating func takeAll(into target: UnsafeMutablePointer<Event>) -> Int {
    let all = count
    while count > 0 {
      collect(firstSlot, into: target + (all - count))
    }
    return all
  }

  /// Moves the origin to the beginning of the first slot and its events to lower levels.
  ///
  /// - Precondition: the slot's level is above 0.
  mutating func spread(_ slot: SlotAddress) {
    origin = start(of: slot)
    var (chunk, rest) = detach(slot)
    while let current = chunk {
      let filled = Chunk.filled(of: rest)
      for index in 0..<filled { insert(current.events[index]) }
      rest &-= filled
      chunk = current.next
      pool.give(current)
    }
  }

  /// Moves the origin to an earlier instant, or as near to it as leaves every event in its slot.
  ///
  /// - Returns: whether the origin moved; an empty wheel's always does.
  mutating func moveOrigin(backTo time: SimulationTime) -> Bool {
    if slots == nil { makeSlots() }
    let key = TimingWheel.key(time)
    guard count > 0 else {
      origin = key
      return true
    }
    // All digits above those of the lowest level in use must stay.
    let earliest = max(key, origin & ~TimingWheel.mask(usedLevels.trailingZeroBitCount + 1))
    guard earliest < origin else { return false }
    origin = earliest
    return true
  }

  /// Drops all events and keeps the slots, and the chunks that the pool keeps.
  mutating func removeAll() {
    while count > 0 {
      var (chunk, _) = detach(firstSlot)
      while let current = chunk {
        chunk = current.next
        pool.give(current)
      }
    }
    origin = 0
  }

  /// Adds the events of another wheel, at its origin.
  mutating func fill(like other: borrowing TimingWheel) {
    guard other.count > 0, let otherSlots = other.slots else { return }
    makeSlots()
    origin = other.origin
    for index in 0..<TimingWheel.levels << TimingWheel.digitBits {
      var rest = otherSlots[index].count
      var chunk = otherSlots[index].chunk
      while let current = chunk {
        let filled = Chunk.filled(of: rest)
        for index in 0..<filled { insert(current.events[index]) }
        rest &-= filled
        chunk = current.next
      }
    }
  }

  /// All bits of the digits below a level.
  private static func mask(_ level: Int) -> UInt64 { (1 << UInt64(level * digitBits)) &- 1 }

  /// The first key of a slot.
  private func start(of slot: SlotAddress) -> UInt64 {
    let above = origin & ~TimingWheel.mask(slot.level + 1)
    return above | UInt64(slot.index & 63) << UInt64(slot.level * TimingWheel.digitBits)
  }

  /// Copies a slot's events to memory and empties it.
  private mutating func collect(_ slot: SlotAddress, into target: UnsafeMutablePointer<Event>) {
    var (chunk, rest) = detach(slot)
    while let current = chunk {
      let filled = Chunk.filled(of: rest)
      rest &-= filled
      (target + rest).update(from: current.events, count: filled)
      chunk = current.next
      pool.give(current)
    }
  }

  /// Empties a slot; its chunks are the caller's to give back.
  private mutating func detach(_ address: SlotAddress) -> (chunk: Chunk?, count: Int) {
    let slots = slots.unsafelyUnwrapped
    let usedSlots = usedSlots.unsafelyUnwrapped
    let slot = slots[address.index]
    slots[address.index] = Slot(chunk: nil, count: 0)
    usedSlots[address.level] &= ~(1 &<< UInt64(address.index & 63))
    if usedSlots[address.level] == 0 { usedLevels &= ~(1 &<< UInt64(address.level)) }
    count &-= slot.count
    return (slot.chunk, slot.count)
  }

  private mutating func makeSlots() {
    let count = TimingWheel.levels << TimingWheel.digitBits
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(chunk: nil, count: 0), count: count)
    self.slots = slots
    let usedSlots = UnsafeMutablePointer<UInt64>.allocate(capacity: TimingWheel.levels)
    usedSlots.initialize(repeating: 0, count: TimingWheel.levels)
    self.usedSlots = usedSlots
  }
}
