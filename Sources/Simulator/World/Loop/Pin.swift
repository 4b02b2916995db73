import Synchronization

/// Keeps what holds it where it is: an atomic has an address for good, and so has what holds one.
///
/// The world and its larger tables hold one. Without, the compiler loads a whole one, 2 KB of the
/// world, at every call that only reads it: half of the instructions of M/M/1 were such copies.
struct Pin: ~Copyable {
  private let atomic = Atomic<UInt8>(0)
}
