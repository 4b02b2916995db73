import EventKernel
import Foundation

/// Words of the generator without end, for tests of randomness that read standard input.
enum Words {
  /// Writes words, eight bytes each, until nobody reads.
  ///
  /// - Parameter entities: of how many entities with neighbouring names; one word of each in turn,
  ///   then the next ordinal.
  static func write(entities: Int) {
    // Whoever reads ends first; that is no failure.
    signal(SIGPIPE, SIG_DFL)
    let source = RandomSource(seed: 1, replication: 0)
    let keys = (0..<entities).map {
      source.key(purpose: NameHash("words"), entity: NameHash("e\($0)"))
    }
    var words = [UInt64](repeating: 0, count: 65_536 / entities * entities)
    var ordinal: UInt64 = 0
    while true {
      for place in words.indices {
        var draws = keys[place % entities].draws(ordinal: ordinal + UInt64(place / entities))
        words[place] = draws.next()
      }
      ordinal += UInt64(words.count / entities)
      words.withUnsafeBytes { FileHandle.standardOutput.write(Data($0)) }
    }
  }
}
