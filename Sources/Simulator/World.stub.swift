import EventKernel

/// What `advance` came to.
package enum Progress: Sendable {
  case decision(DecisionPoint)
  case finished
}
