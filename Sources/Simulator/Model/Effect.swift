/// What a step does to the world when it is done. The raw value is the word in a flow's file.
///
/// Effects change what is true, and what is believed of it; a step without an effect is plain work.
package enum Effect: String, CaseIterable, Sendable {
  case none
  /// The desk takes the event in: milestone `accepted`.
  case accept
  /// Tells true from false alarms: sets `true-alarm` and, for a tool's filter, `filtered`.
  case verifyAlarm = "verify-alarm"
  /// Sets `class`, and suggests `plan` and whether an emergency is suspected (`upgraded`).
  case classify
  /// Joins open alarms of the same cause to the case.
  case correlate
  /// The automatic response: may repair the fault; sets `solved` and `automatic`.
  case autoRespond = "auto-respond"
  /// Finds which components and what kind of faults, each if the tier is equal to it; what was
  /// found stays found: sets `located` (all of them), `kind`, `part-needed`, `change-needed`.
  case diagnose
  /// Repairs the located fault, if the tier can and the part is at hand: sets `solved`.
  case repair
  /// Sets `danger`: are people at risk?
  case checkDanger = "check-danger"
  /// Sets `at-limit`: will a battery or a room's heat reserve run out soon?
  case checkLimit = "check-limit"
  /// Sets `alone`: do our own people have what the repair needs?
  case checkAlone = "check-alone"
  /// Bypass, restart or standby, so that the service works before the repair: `service-through`.
  case restoreService = "get-through"
  /// Closes the switch to the services' fallback; `switch-back` opens it.
  case failOver = "fail-over"
  case switchBack = "switch-back"
  /// Orderly shutdown of what the failing reserve feeds, edge before core: no hard-stop damage.
  case shutDown = "shut-down"
  /// Starts again what was shut down, core before edge, where its needs are met.
  case startUp = "start-up"
  /// Takes a spare from the store: sets `spare` to drawn, none or dead.
  case drawSpare = "draw-spare"
  /// Orders one: `spare` = ordered; the message `part-arrived` follows after the lead time.
  case orderSpare = "order-spare"
  /// Brings the store back up to its level.
  case refillStore = "refill-store"
  /// Cuts the known infected hosts of the case from the network.
  case isolate
  /// Blocks the spread between and within the zones known to be hit: sets `contained`.
  case block
  /// Back up disks of isolated hosts before cleaning.
  case backUp = "back-up"
  /// Cleans and patches the isolated hosts; each succeeds with the step's share: sets `clean`.
  case clean
  /// Rebuilds from known good what cleaning left infected: sets `clean`.
  case rebuild
  /// Looks for infected hosts not known yet; each is found with the step's share: `more-infected`.
  case scan
  /// Lifts isolation and blocks of what is clean.
  case reconnect
  /// Restores lost data from the nearest copy: sets `data-lost` off.
  case restoreData = "restore-data"
  /// Tests the repair; finds what is still wrong with the step's share: sets `verified`.
  case verify
  /// After watching for a while: sets `recurs`.
  case watch
  /// Secures evidence before an act that destroys it.
  case secureEvidence = "secure-evidence"
  case handOverEvidence = "hand-over-evidence"
  /// Sends the step's message.
  case report
  /// Sets `level`, `emergency` and `plan`: milestone `graded`.
  case grade
  /// The leading group's order: milestone `ordered`, sets `plan-activated`.
  case startOrder = "start-order"
  /// The first curb of the harm, before the plan of the class: isolates what is known.
  case curb
  case openProblem = "open-problem"
  case openChange = "open-change"
  /// Milestone `closed`.
  case close
  /// Milestone `ended`.
  case declareEnd = "declare-end"
  /// Milestone `summarised`.
  case summarise

  /// It is done to what is broken, where that stands.
  package var isWorkOnFaults: Bool { self == .repair || self == .restoreService }

  /// Whether what it works on is looked for on the whole platform, whoever's case it is.
  package var isOfPlatform: Bool {
    switch self {
    case .scan, .reconnect, .verify, .startUp, .shutDown: true
    default: false
    }
  }

  /// Whether it can be done to one component of the case alone. Of an activity that is done for
  /// each component, such an effect comes component by component; any other once, when all are
  /// over.
  var isByComponent: Bool {
    switch self {
    case .diagnose, .repair, .shutDown, .startUp, .isolate, .curb, .clean, .rebuild, .scan,
      .reconnect:
      true
    default: false
    }
  }
}
