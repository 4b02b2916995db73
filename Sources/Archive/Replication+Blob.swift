import EventKernel
import Foundation
import Simulator

/// How a result is laid out in the archive. A change here, or in the order of the cases of an
/// enumeration that is stored, is a new format: what an older version wrote is then told apart. A
/// kind of entry that is added at the end is none: how many kinds there were stands in the head.
package enum ResultFormat {
  /// 1: the first. 2: incidents have the component that was located. 3: and the stream of demand
  /// that they are a case of; entries, channels and facts of demand. 4: how many parts were wanted,
  /// and there at once. 5: how many kinds of entry there are; those of danger to people; told
  /// entries name the lane of their role, and arrivals of parts how many faults wait for one.
  /// 6: tasks tell whether they are done on site. 7: incidents tell when service was restored.
  /// 8: what threats did: harm, requests that failed, records that went out, people, destruction.
  /// 9: the longest outage of each service, and people who left closed places.
  package static let current = 9
  /// The older ones that are still read.
  package static let oldest = 1

  static func pass(with coder: inout BlobCoder) throws(BlobError) {
    var format = coder.format
    try coder.pass(&format)
    guard oldest...current ~= format else { throw .otherFormat(format) }
    coder.format = format
  }

  /// How many kinds of entry there were: a later version may have had more.
  static func passKinds(with coder: inout BlobCoder) throws(BlobError) {
    guard coder.format >= 5 else { return }
    var kinds = Entry.Kind.allCases.count
    try coder.pass(&kinds)
    guard 1...Entry.Kind.allCases.count ~= kinds else { throw .newerKinds(kinds) }
  }
}

extension Replication {
  /// All but the decisions, which are stored beside it.
  ///
  /// - Parameter format: an older one, as an older version wrote it.
  package func resultBlob(format: Int = ResultFormat.current) throws -> Data {
    var coder = BlobCoder()
    coder.format = format
    try ResultFormat.pass(with: &coder)
    try ResultFormat.passKinds(with: &coder)
    var copy = self
    try copy.pass(with: &coder)
    return Data(coder.bytes)
  }

  package init(resultBlob data: Data) throws {
    var coder = BlobCoder(reading: Array(data))
    try ResultFormat.pass(with: &coder)
    try ResultFormat.passKinds(with: &coder)
    self.init(seed: 0, replication: 0, end: .zero)
    try pass(with: &coder)
    try coder.finish()
  }

  private mutating func pass(with coder: inout BlobCoder) throws(BlobError) {
    try coder.pass(&seed)
    try coder.pass(&replication)
    try coder.pass(&end)
    try passTables(with: &coder)
    try coder.list(&assignments, blank: Row(0)) { (coder, row) throws(BlobError) in
      try coder.pass(&row)
    }
    try coder.list(&edgeCounts, blank: 0) { (coder, count) throws(BlobError) in
      try coder.pass(&count)
    }
    try coder.pass(&downtime)
    try coder.pass(&busy)
    try coder.pass(&overtime)
    try coder.pass(&dataLost)
    try coder.pass(&hitCount)
    if coder.format >= 8 {
      try coder.pass(&harmTime)
      try coder.pass(&serviceLoss)
      try coder.pass(&leakedCount)
      try coder.pass(&exposedTime)
      try coder.pass(&hurtCount)
      try coder.pass(&destroyedCount)
    }
    if coder.format >= 9 {
      try coder.pass(&longestOutage)
      try coder.pass(&evacuatedCount)
    }
    try coder.pass(&eventCount)
  }

  private mutating func passTables(with coder: inout BlobCoder) throws(BlobError) {
    try coder.list(&entries, blank: .blank) { (coder, entry) throws(BlobError) in
      try entry.pass(with: &coder)
    }
    try coder.list(&incidents, blank: .blank) { (coder, incident) throws(BlobError) in
      try incident.pass(with: &coder)
    }
    try coder.list(&instances, blank: .blank) { (coder, instance) throws(BlobError) in
      try instance.pass(with: &coder)
    }
    try coder.list(&tasks, blank: .blank) { (coder, task) throws(BlobError) in
      try task.pass(with: &coder)
    }
    try coder.list(&faults, blank: .blank) { (coder, fault) throws(BlobError) in
      try fault.pass(with: &coder)
    }
    try coder.list(&messages, blank: .blank) { (coder, message) throws(BlobError) in
      try message.pass(with: &coder)
    }
    try coder.list(&stock, blank: .blank) { (coder, stock) throws(BlobError) in
      try stock.pass(with: &coder)
    }
  }
}

extension BlobCoder {
  fileprivate mutating func pass(_ spans: inout [TimeSpan]) throws(BlobError) {
    try list(&spans, blank: .zero) { (coder, span) throws(BlobError) in try coder.pass(&span) }
  }
}

extension Decision {
  static func blob(of decisions: [Decision]) throws -> Data {
    var coder = BlobCoder()
    var copy = decisions
    try pass(&copy, with: &coder)
    return Data(coder.bytes)
  }

  static func list(from data: Data) throws -> [Decision] {
    var coder = BlobCoder(reading: Array(data))
    var decisions: [Decision] = []
    try pass(&decisions, with: &coder)
    try coder.finish()
    return decisions
  }

  private static func pass(
    _ decisions: inout [Decision], with coder: inout BlobCoder
  ) throws(BlobError) {
    try ResultFormat.pass(with: &coder)
    try coder.list(&decisions, blank: .blank) { (coder, decision) throws(BlobError) in
      try decision.pass(with: &coder)
    }
  }
}
