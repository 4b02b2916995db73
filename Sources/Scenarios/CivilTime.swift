import EventKernel

/// A moment of the civil calendar, to the minute, in a zone of fixed offset. Our own arithmetic
/// (proleptic Gregorian; days from civil after H. Hinnant, "chrono-compatible low-level date
/// algorithms"), so that no system calendar has a say.
package struct CivilTime: Hashable, Sendable {
  package var year: Int
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  /// Minutes east of Greenwich; +480 for Asia/Shanghai.
  package var offset: Int

  package init(year: Int, month: Int, day: Int, hour: Int, minute: Int, offset: Int = 480) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.offset = offset
  }
}
