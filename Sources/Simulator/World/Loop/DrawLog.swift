import EventKernel

/// The addresses of all draws of one world, and what their entities are made of: for those who ask
/// which draws two runs share, and why one has some that the other has not.
///
/// The world that is given one puts every draw down in it; others pay a comparison a draw.
package final class DrawLog {
  /// Where a draw was read.
  package struct Address: Hashable, Sendable {
    /// What the draw was for, as the hash of its name.
    package var purpose: NameHash
    /// Whose it was.
    package var entity: NameHash
    /// Which one of that purpose and entity.
    package var ordinal: UInt64
  }

  /// What a key has behind the key that it was made from.
  package enum Part: Hashable, Sendable {
    case name(NameHash)
    case ordinal(UInt64)
  }

  /// A key and what it was made of.
  package struct Derivation: Hashable, Sendable {
    package var parent: NameHash
    package var part: Part
  }

  /// Of every draw, in order.
  package private(set) var addresses: [Address] = []
  /// By key: what it was made of. Names of the model's files are not in it: they are made of
  /// nothing.
  package private(set) var derivations: [NameHash: Derivation] = [:]

  /// By incident, in the order of opening: its key.
  package private(set) var cases: [NameHash] = []

  /// A log without draws.
  package init() {}

  /// A draw is read at an address.
  @inline(never)
  func note(_ purpose: NameHash, _ entity: NameHash, _ ordinal: UInt64) {
    addresses.append(Address(purpose: purpose, entity: entity, ordinal: ordinal))
  }

  /// A case is opened: its key is a subject's and an ordinal.
  @inline(never)
  func open(_ key: NameHash, of subject: NameHash, ordinal: UInt64) {
    cases.append(key)
    derive(key, from: subject, .ordinal(ordinal))
  }

  /// A key is made of another one and a part.
  @inline(never)
  func derive(_ key: NameHash, from parent: NameHash, _ part: Part) {
    derivations[key] = Derivation(parent: parent, part: part)
  }
}
