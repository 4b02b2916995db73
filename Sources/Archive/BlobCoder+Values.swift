import EventKernel

/// How the small values of a result pass: each is one integer.
extension BlobCoder {
  mutating func pass<Number: FixedWidthInteger>(_ value: inout Number) throws(BlobError) {
    var wide = Int64(truncatingIfNeeded: value)
    try pass(&wide)
    let narrow = Number(truncatingIfNeeded: wide)
    // A 64-bit pattern comes back as it was; anything narrower must fit.
    guard Int64(truncatingIfNeeded: narrow) == wide else { throw .outOfRange }
    value = narrow
  }

  mutating func pass(_ value: inout Bool) throws(BlobError) {
    var number: Int64 = value ? 1 : 0
    try pass(&number)
    value = number != 0
  }

  mutating func pass(_ time: inout SimulationTime) throws(BlobError) {
    var microseconds = time.microseconds
    try pass(&microseconds)
    time = SimulationTime(microseconds: microseconds)
  }

  mutating func pass(_ span: inout TimeSpan) throws(BlobError) {
    var microseconds = span.microseconds
    try pass(&microseconds)
    span = TimeSpan(microseconds: microseconds)
  }

  mutating func pass<Entity>(_ row: inout Row<Entity>) throws(BlobError) {
    var index = Int32(truncatingIfNeeded: row.index)
    try pass(&index)
    guard index >= 0 else { throw .outOfRange }
    row = Row(Int(index))
  }

  mutating func pass(_ name: inout NameHash) throws(BlobError) {
    var value = name.value
    try pass(&value)
    name = NameHash(value: value)
  }

  mutating func pass(_ range: inout Range<Int32>) throws(BlobError) {
    var lower = range.lowerBound
    var upper = range.upperBound
    try pass(&lower)
    try pass(&upper)
    guard lower <= upper else { throw .outOfRange }
    range = lower..<upper
  }

  /// By position among all cases: the order of cases is part of the format (a test pins it).
  mutating func pass<Choice: CaseIterable & Equatable>(
    _ choice: inout Choice
  ) throws(BlobError) where Choice.AllCases == [Choice] {
    var position = Choice.allCases.firstIndex(of: choice) ?? 0
    try pass(&position)
    guard Choice.allCases.indices.contains(position) else { throw .outOfRange }
    choice = Choice.allCases[position]
  }

  mutating func pass(_ time: inout SimulationTime?) throws(BlobError) {
    try optional(&time, blank: .zero) { (coder, value) throws(BlobError) in try coder.pass(&value) }
  }

  mutating func pass<Entity>(_ row: inout Row<Entity>?) throws(BlobError) {
    try optional(&row, blank: Row(0)) { (coder, value) throws(BlobError) in try coder.pass(&value) }
  }
}
