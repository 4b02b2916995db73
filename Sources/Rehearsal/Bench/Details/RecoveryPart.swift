import Simulator

/// What the time until an incident is recovered goes to.
///
/// Every instant has one part: of what goes on in the case, that which stands first here, so that
/// what brings the recovery nearer goes before what is waited for. The order is the precedence.
package enum RecoveryPart: Int, CaseIterable, Sendable {
  /// Something is being repaired, contained or got through, by our own people or by a tool.
  case repair
  /// Somebody finds out what is wrong, how bad it is, and who can repair it.
  case diagnosing
  /// A vendor is wanted, on the way, or at work: whatever its task is.
  case vendor
  /// A spare part is fetched, on order for the case, or missing from the stock.
  case part
  /// People answer a call, come in, travel, or have taken a task on and are slow to begin.
  case travelling
  /// Other work only: taking in, reporting, ordering, watching, evidence.
  case otherWork
  /// Tasks are offered, or rest, and nobody is free for them.
  case waiting
  /// No task is offered: the flow waits for a message or a time, or is over.
  case nobody
  /// The fault is there, and nobody knows of it.
  case unnoticed

  /// In the order in which they come to pass, as pictures and tables have it.
  package static let inOrder: [RecoveryPart] = [
    .unnoticed, .waiting, .travelling, .diagnosing, .part, .vendor, .repair, .otherWork, .nobody,
  ]

  /// What work on a step is, by what it does when it is done; who does it is looked at elsewhere.
  package init(workOf effect: Act) {
    self =
      switch effect.row.purpose {
      case .findsOut: .diagnosing
      case .supplies: .part
      // To test a repair is a part of it.
      case .repairs: .repair
      case .other: .otherWork
      }
  }
}
