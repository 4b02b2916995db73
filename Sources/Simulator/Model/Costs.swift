import EventKernel

/// What the response costs, in hundredths of the support file's currency.
///
/// Nothing in a run asks for it: it is read off the record.
package struct Costs: Sendable {
  /// An hour of work, by `Tier` order.
  package var hours: [Int64]
  /// What an hour outside of the shift costs, in thousandths of one within.
  package var overtime: Int64
  /// By vendor: each time that somebody comes or is on the telephone, and an hour of their work.
  package var vendorCalls: [Int64]
  package var vendorHours: [Int64]
  /// By part: a piece that is bought.
  package var parts: [Int64]
  /// An hour in which core services are abnormally down.
  package var downtime: Int64

  package init(
    hours: [Int64], overtime: Int64, vendorCalls: [Int64], vendorHours: [Int64], parts: [Int64],
    downtime: Int64
  ) {
    self.hours = hours
    self.overtime = overtime
    self.vendorCalls = vendorCalls
    self.vendorHours = vendorHours
    self.parts = parts
    self.downtime = downtime
  }
}
