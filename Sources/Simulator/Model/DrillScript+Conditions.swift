extension DrillScript {
  /// Whether an inject, a measure or the end of the drill waits for a condition.
  var asksConditions: Bool {
    if endsWhen != nil { return true }
    let isInjected = injects.contains {
      if case .when = $0.cue { true } else { false }
    }
    return isInjected
      || measures.contains {
        if case .timeUntil = $0.quantity { true } else { false }
      }
  }
}
