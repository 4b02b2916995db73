/// Memory for a few events and a link to another such piece.
@frozen
@usableFromInline
struct Chunk: BitwiseCopyable {
  /// How many events a chunk has room for: a power of two.
  @inlinable static var capacity: Int { 16 }

  /// The link in the first eight bytes, then the events.
  @usableFromInline let memory: UnsafeMutableRawPointer

  init(memory: UnsafeMutableRawPointer) {
    self.memory = memory
  }

  static func make() -> Chunk {
    Chunk(
      memory: UnsafeMutableRawPointer.allocate(
        byteCount: 8 + capacity * MemoryLayout<Event>.stride, alignment: 8))
  }

  /// The events, of which the owner knows how many there are.
  @inlinable
  var events: UnsafeMutablePointer<Event> {
    (memory + 8).assumingMemoryBound(to: Event.self)
  }

  /// The chunk that was filled before this one.
  var next: Chunk? { memory.load(as: UnsafeMutableRawPointer?.self).map(Chunk.init) }

  func setNext(_ chunk: Chunk?) {
    memory.storeBytes(of: chunk?.memory, as: UnsafeMutableRawPointer?.self)
  }

  /// Frees a chunk and all that its links lead to.
  static func deallocate(chain first: Chunk?) {
    var chunk = first
    while let current = chunk {
      chunk = current.next
      current.memory.deallocate()
    }
  }

  /// How many events the newest chunk of a chain of so many has.
  static func filled(of count: Int) -> Int { (count &- 1) & (capacity &- 1) &+ 1 }
}

/// Chunks that are not in use, kept to be used again.
///
/// It keeps as many as are in use, or a few, and frees the others: a count that swings costs no
/// allocation, and what a burst took is given back after it.
@frozen
@usableFromInline
struct ChunkPool: ~Copyable {
  @usableFromInline var free: Chunk?
  @usableFromInline var freeCount = 0
  @usableFromInline var usedCount = 0

  /// How many chunks are kept however few are in use.
  static var kept: Int { 64 }

  /// How many are made at once, at most.
  static var madeAtMost: Int { 256 }

  init() {}

  deinit {
    Chunk.deallocate(chain: free)
  }

  mutating func take() -> Chunk {
    usedCount &+= 1
    if free == nil { makeMore() }
    guard let chunk = free else { return Chunk.make() }
    free = chunk.next
    freeCount &-= 1
    return chunk
  }

  /// Makes as many as are in use, so that a count that creeps up rarely allocates.
  @inline(never)
  private mutating func makeMore() {
    for _ in 0..<min(usedCount, ChunkPool.madeAtMost) {
      let chunk = Chunk.make()
      chunk.setNext(free)
      free = chunk
      freeCount &+= 1
    }
  }

  mutating func give(_ chunk: Chunk) {
    usedCount &-= 1
    chunk.setNext(free)
    free = chunk
    freeCount &+= 1
    while freeCount > max(usedCount, ChunkPool.kept), let surplus = free {
      free = surplus.next
      freeCount &-= 1
      surplus.memory.deallocate()
    }
  }
}
