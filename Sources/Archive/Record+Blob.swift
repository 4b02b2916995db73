import EventKernel
import Simulator

/// How each record of a result passes: its fields in the order of the declaration. `blank` is what
/// reading fills in.
extension Entry {
  static let blank = Entry(.faultBegan, at: .zero)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&time)
    try coder.pass(&value)
    try coder.pass(&incident)
    try coder.pass(&instance)
    try coder.pass(&subject)
    try coder.pass(&object)
    try coder.pass(&kind)
  }
}

extension Incident {
  static let blank = Incident(fault: nil, subject: Row(0), channel: .monitoring)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&fault)
    try coder.pass(&subject)
    try coder.pass(&channel)
    for milestone in Milestone.allCases where coder.format >= 7 || milestone != .serviceRestored {
      try coder.pass(&self[milestone])
    }
    try coder.pass(&level)
    try coder.pass(&emergency)
    try coder.pass(&plan)
    try coder.pass(&eventClass)
    try coder.pass(&impact)
    try coder.pass(&urgency)
    try coder.pass(&priority)
    try coder.pass(&affectedMost)
    try coder.pass(&alarmCount)
    try coder.pass(&callCount)
    try coder.pass(&evidenceSecured)
    try coder.pass(&evidenceHandedOver)
    try coder.pass(&evidenceDestroyed)
    if coder.format >= 2 { try coder.pass(&located) }
    if coder.format >= 3 { try coder.pass(&stream) }
  }
}

extension FlowInstance {
  static let blank = FlowInstance(flow: Row(0), incident: Row(0), parent: nil, started: .zero)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&flow)
    try coder.pass(&incident)
    try coder.pass(&parent)
    try coder.pass(&started)
    try coder.pass(&ended)
    try coder.pass(&endNode)
  }
}

extension FlowTask {
  static let blank = FlowTask(instance: Row(0), node: Row(0), offered: .zero)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&instance)
    try coder.pass(&node)
    try coder.pass(&offered)
    try coder.pass(&started)
    try coder.pass(&arrived)
    try coder.pass(&ended)
    try coder.pass(&outcome)
    try coder.pass(&people)
    try coder.pass(&vendor)
    try coder.optional(&tier, blank: .hotline) { (coder, tier) throws(BlobError) in
      try coder.pass(&tier)
    }
    guard coder.format >= 6 else { return }
    try coder.optional(&isOnSite, blank: false) { (coder, isOnSite) throws(BlobError) in
      try coder.pass(&isOnSite)
    }
  }
}

extension Fault {
  static let blank = Fault(
    subject: Row(0), mode: nil, threat: nil, origin: .random, root: Row(0), began: .zero)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&subject)
    try coder.pass(&mode)
    try coder.pass(&threat)
    try coder.pass(&origin)
    try coder.pass(&root)
    try coder.pass(&began)
    try coder.pass(&bypassed)
    try coder.pass(&ended)
    try coder.pass(&incident)
  }
}

extension MessageRecord {
  static let blank = MessageRecord(
    instance: Row(0), node: Row(0), from: Row(0), to: Row(0), sent: .zero, arrived: nil, due: nil,
    wentWrong: false)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&instance)
    try coder.pass(&node)
    try coder.pass(&from)
    try coder.pass(&to)
    try coder.pass(&sent)
    try coder.pass(&arrived)
    try coder.pass(&due)
    try coder.pass(&wentWrong)
  }
}

extension StockRecord {
  static let blank = StockRecord(left: 0, bought: 0, used: 0, dead: 0)

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&left)
    try coder.pass(&bought)
    try coder.pass(&used)
    try coder.pass(&dead)
    if coder.format >= 4 {
      try coder.pass(&wanted)
      try coder.pass(&filledAtOnce)
    }
    if coder.format >= 7 { try coder.pass(&boughtEarly) }
  }
}

extension Decision {
  static let blank = Decision(time: .zero, point: NameHash("blank"), choice: NameHash("blank"))

  mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&time)
    try coder.pass(&point)
    try coder.pass(&choice)
  }
}
