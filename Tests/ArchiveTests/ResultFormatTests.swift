import Archive
import EventKernel
import Foundation
import Simulator
import Testing

@Suite("A stored result")
struct ResultFormatTests {
  @Test("is told from one of another format")
  func otherFormat() throws {
    var coder = BlobCoder()
    var format = Int64(ResultFormat.current) + 1
    try coder.pass(&format)
    #expect(throws: BlobError.otherFormat(Int(format))) {
      try Replication(resultBlob: Data(coder.bytes))
    }
  }

  @Test("of an older format is read, without what that did not keep")
  func olderFormat() throws {
    let sample = RunSample.replication(seed: 5)
    let read = try Replication(resultBlob: sample.resultBlob(format: ResultFormat.oldest))
    #expect(read.entries == sample.entries)
    #expect(read.incidents.map(\.subject) == sample.incidents.map(\.subject))
    #expect(sample.incidents.contains { $0.located != nil })
    #expect(read.incidents.allSatisfy { $0.located == nil })
  }

  @Test("cut anywhere is an error, not a trap")
  func cut() throws {
    let blob = try RunSample.replication(seed: 5).resultBlob()
    for length in 0..<blob.count {
      #expect(throws: BlobError.self) { try Replication(resultBlob: blob.prefix(length)) }
    }
    #expect(throws: BlobError.tooLong) { try Replication(resultBlob: blob + [0]) }
  }

  @Test("with any byte changed is read or refused, not a trap")
  func changed() throws {
    let blob = try RunSample.replication(seed: 5).resultBlob()
    for position in blob.indices {
      var bytes = blob
      bytes[position] ^= 0x55
      do {
        _ = try Replication(resultBlob: bytes)
      } catch {
        #expect(error is BlobError)
      }
    }
  }

  @Test("of a later version, with kinds of entry that this one does not know, is told from damage")
  func laterKinds() throws {
    let blob = try RunSample.replication(seed: 5).resultBlob()
    var later = blob
    // The bytes behind the format's: how many kinds there are, times two, in groups of seven bits.
    let count = 2 * Entry.Kind.allCases.count
    let bytes = count < 128 ? [UInt8(count)] : [UInt8(count & 127 | 128), UInt8(count >> 7)]
    try #require(Array(later[1..<(1 + bytes.count)]) == bytes)
    let next = count + 2
    later.replaceSubrange(
      1..<(1 + bytes.count),
      with: next < 128 ? [UInt8(next)] : [UInt8(next & 127 | 128), UInt8(next >> 7)])
    #expect(throws: BlobError.newerKinds(Entry.Kind.allCases.count + 1)) {
      try Replication(resultBlob: later)
    }
  }

  /// Positions of cases are stored. Kinds of entry may be added at the end. When this fails
  /// otherwise, the format has changed: raise `ResultFormat.current`, and write the new golden file
  /// under the new number.
  @Test("has the vocabulary of its format number")
  func vocabulary() throws {
    func line<Choice: CaseIterable>(_ type: Choice.Type) -> String {
      "\(type): " + type.allCases.map { "\($0)" }.joined(separator: " ")
    }
    let found = [
      line(Entry.Kind.self), line(FaultOrigin.self), line(DetectionChannel.self),
      line(Milestone.self), line(FaultLevel.self), line(EmergencyLevel.self),
      line(EmergencyClass.self), line(EventClass.self), line(Grade.self),
      line(FlowTask.Outcome.self), line(Tier.self), line(RepairGap.self),
    ]
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/result-format-\(ResultFormat.current).txt")
    let kept = try String(contentsOf: golden, encoding: .utf8)
    let lines = kept.split(separator: "\n").map(String.init)
    #expect(lines.dropFirst() == found.dropFirst())
    #expect(found[0] == lines[0] || found[0].hasPrefix(lines[0] + " "))
  }

  @Test(
    "with integers of any size comes back", arguments: [0, 1, -1, 63, -64, 64, .max, Int64.min])
  func integers(value: Int64) throws {
    var writer = BlobCoder()
    var written = value
    try writer.pass(&written)
    var reader = BlobCoder(reading: writer.bytes)
    var read: Int64 = 0
    try reader.pass(&read)
    try reader.finish()
    #expect(read == value)
  }
}
