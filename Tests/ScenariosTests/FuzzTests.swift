import EventKernel
import Foundation
import Scenarios
import Testing

@Suite("Broken bytes")
struct FuzzTests {
  private static let seeds = Array(UInt64(0)..<40)

  /// A drawn text: bytes of a good file changed, deleted, repeated or moved.
  private func broken(_ text: String, _ draws: inout RandomDraws) -> String {
    var bytes = Array(text.utf8)
    let odd = Array("[]{}:,#&*!|>'\"%@`\n\t -?.0123456789\u{FEFF}中".utf8)
    for _ in 0...Int(draws.below(6)) {
      let place = Int(draws.below(UInt64(bytes.count)))
      switch draws.below(5) {
      case 0: bytes[place] = UInt8(draws.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(odd[Int(draws.below(UInt64(odd.count)))], at: place)
      case 3:
        let end = min(bytes.count, place + Int(draws.below(200)))
        bytes.insert(contentsOf: bytes[place..<end], at: Int(draws.below(UInt64(bytes.count))))
      default:
        let end = min(bytes.count, place + Int(draws.below(60)))
        bytes.removeSubrange(place..<end)
      }
      if bytes.isEmpty { bytes = [0x0A] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("no change of a good file traps, and what is refused says why", arguments: seeds)
  func mutations(_ seed: UInt64) throws {
    let path = TestFolders.valid.appendingPathComponent("drill/drills/horizon.yaml").path
    let sources = try #require(ScenarioReader.drill(at: path).drill).sources
    let random = RandomSource(seed: seed, replication: 0)
    for (index, source) in sources.enumerated() {
      var draws = random.draws(purpose: NameHash("fuzz"), entity: NameHash(source.path), ordinal: 0)
      var changed = sources
      changed[index].text = broken(source.text, &draws)
      let reading = ScenarioReader.drill(sources: changed)
      let isWrong = reading.diagnostics.contains { $0.severity == .error }
      #expect((reading.drill == nil) == isWrong)
      for diagnostic in reading.diagnostics {
        #expect(diagnostic.line >= 0 && diagnostic.column >= 0 && diagnostic.length >= 1)
      }
    }
  }
}
