import EventKernel

/// A verb: what somebody can do. The raw value is the word in a flow's file.
///
/// A step of a flow does one when it is done. All that is to be said of an act is its row in the
/// table below; whoever adds one writes it there, and its words in `Terms`.
package enum Act: String, CaseIterable, Sendable {
  case none
  case accept
  case verifyAlarm = "verify-alarm"
  case classify
  case correlate
  case autoRespond = "auto-respond"
  case diagnose
  case repair
  case solve
  case checkDanger = "check-danger"
  case checkLimit = "check-limit"
  case checkAlone = "check-alone"
  case restoreService = "get-through"
  case failOver = "fail-over"
  case switchBack = "switch-back"
  case shutDown = "shut-down"
  case startUp = "start-up"
  case drawSpare = "draw-spare"
  case orderSpare = "order-spare"
  case refillStore = "refill-store"
  case isolate
  case block
  case backUp = "back-up"
  case clean
  case rebuild
  case patch
  case treat
  case scan
  case reconnect
  case restoreData = "restore-data"
  case verify
  case watch
  case secureEvidence = "secure-evidence"
  case handOverEvidence = "hand-over-evidence"
  case report
  case grade
  case startOrder = "start-order"
  case curb
  case openProblem = "open-problem"
  case openChange = "open-change"
  case close
  case declareEnd = "declare-end"
  case summarise
}

extension Act {
  /// What the table of acts says of this one. Times are [own] where no clause has any.
  package var row: ActRow {
    switch self {
    // What is plain work: nothing comes of it.
    case .none:
      .work(
        on: .incident, .other, isHandsOn: false, picks: { $0.pickFaulty(of: $1) },
        does: { _, _ in })

    // MARK: By word

    // The desk takes the event in: milestone `accepted`.
    case .accept: .speech { $0.pass(.accepted, incident: $1.incident) }
    // Joins the case to another about the same.
    case .correlate: .speech(.findsOut) { $0.correlate($1.incident) }
    // Sends the step's message.
    case .report: .speech { _, _ in }
    // Sets `level`, `emergency` and `plan`: milestone `graded`.
    case .grade:
      .speech(.findsOut, observes: .causes, movesTasks: true) { world, act in
        world.classify(act.incident)
        world.set(.graded, of: act.incident, to: true)
        world.pass(.graded, incident: act.incident)
      }
    // The leading group's order: milestone `ordered`.
    case .startOrder:
      .speech { world, act in
        world.set(.planActivated, of: act.incident, to: true)
        world.pass(.ordered, incident: act.incident)
      }
    case .openProblem: .speech { $0.set(.problemOpened, of: $1.incident, to: true) }
    case .openChange: .speech { $0.set(.changeOpened, of: $1.incident, to: true) }
    case .close: .speech { $0.closeCase($1.incident) }
    case .declareEnd: .speech { $0.pass(.ended, incident: $1.incident) }
    case .summarise: .speech { $0.pass(.summarised, incident: $1.incident) }
    // Orders a piece for each fault that waits for one: `part-arrived` follows after the lead time.
    case .orderSpare:
      .speech(
        on: .part, .supplies, isHandsOn: true, picks: { $0.pickPartsWanted(of: $1) },
        does: {
          $0.orderSpares($1)
        })
    // Brings the store back up to its level.
    case .refillStore:
      .speech(
        on: .part, .supplies, isOfPlatform: true, picks: { world, _ in world.pickStore() },
        does: {
          $0.refillStore($1)
        })

    // MARK: Finding out

    // Tells true from false alarms.
    case .verifyAlarm:
      .work(on: .incident, .findsOut, isHandsOn: false, observes: .search, takes: (1, 2, 5)) {
        $0.verifyAlarm($1)
      }
    // Sets `class`, and suggests `plan` and whether an emergency is suspected.
    case .classify:
      .work(
        on: .incident, .findsOut, isHandsOn: false, observes: .causes, movesTasks: true,
        takes: (1, 2, 5)
      ) { $0.classify($1.incident) }
    // Finds which components and what kind of faults, each if the tier is equal to it; what was
    // found stays found.
    case .diagnose:
      .work(
        on: [.incident, .component], .findsOut, isByComponent: true, observes: .causes,
        movesTasks: true, takes: (10, 20, 60), picks: { $0.pickFaulty(of: $1) },
        does: { $0.diagnose($1) })
    // Are people at risk?
    case .checkDanger:
      .work(on: .incident, .findsOut, isHandsOn: false, takes: (1, 2, 5)) {
        $0.set(.danger, of: $1.incident, to: $0.script.isDanger || $0.isDangerous(for: $1.incident))
      }
    // Will a battery or a room's heat reserve run out soon?
    case .checkLimit:
      .work(on: .incident, .findsOut, isHandsOn: false, takes: (1, 3, 5)) {
        $0.set(.atLimit, of: $1.incident, to: $0.isAtLimit)
      }
    // Do our own people have what the repair needs?
    case .checkAlone:
      .work(on: .incident, .findsOut, isHandsOn: false, takes: (3, 5, 15)) {
        $0.set(.alone, of: $1.incident, to: $0.canDoAlone($1.incident))
      }
    // Looks for hosts that a threat is on and nobody knows; each is found with the step's share.
    case .scan:
      .work(
        on: .host, .findsOut, isByComponent: true, isOfPlatform: true, observes: .search,
        takes: (10, 20, 60), picks: { $0.pickHosts(unknownTo: $1) },
        does: { $0.scan($1) })
    // Tests the repair; finds what is still wrong with the step's share.
    case .verify:
      .work(
        on: [.incident, .host], .repairs, isHandsOn: false, isOfPlatform: true, observes: .incident,
        takes: (5, 10, 20), picks: { $0.pickCutOff(by: $1) }, concludes: { $0.verify($1) },
        does: { _, _ in })
    // After a while: is it back?
    case .watch:
      .work(on: .incident, .other, isHandsOn: false, takes: (10, 10, 10)) {
        $0.set(.recurs, of: $1.incident, to: !$0.isWell($1.incident))
      }

    // MARK: Repair

    // The automatic response: may repair what is seen.
    case .autoRespond:
      .work(
        on: [.incident, .component], .repairs, isHandsOn: false, isByComponent: true,
        observes: .targets, takes: (0.5, 0.5, 0.5), picks: { $0.pickFaulty(of: $1) },
        concludes: { $0.concludeAutomatic($1.incident) },
        does: { $0.respondAutomatically($1) })
    // Repairs what is located, if the tier can and the part is at hand.
    case .repair:
      .work(
        on: .component, .repairs, isByComponent: true, isWhereTheFaultIs: true,
        destroysEvidence: true, observes: .targets, takes: (20, 45, 120),
        picks: { $0.pickLocated(of: $1) }, concludes: { $0.concludeRepair($1.incident) },
        does: { $0.repair($1) })
    // The first line tries what is known: finds out and repairs in one what it is equal to.
    case .solve:
      .work(
        on: [.incident, .component], .repairs, isByComponent: true, isWhereTheFaultIs: true,
        destroysEvidence: true, observes: .targets, movesTasks: true, takes: (2, 5, 12),
        picks: { $0.pickFaulty(of: $1) }, concludes: { $0.concludeRepair($1.incident) },
        does: { $0.solve($1) })
    // Bypass, restart or standby, so that the service works before the repair.
    case .restoreService:
      .work(
        on: .component, .repairs, isWhereTheFaultIs: true, observes: .incident, takes: (5, 10, 30),
        picks: { world, incident in
          world.examine(incident)
          world.pickFaulty(of: incident)
        }, concludes: { $0.concludeRestoring($1.incident) },
        does: { $0.restoreService($1) })
    // Closes the switch to a service's fallback; `switch-back` opens it.
    case .failOver:
      .work(
        on: .service, .repairs, observes: .targets, takes: (2, 5, 15),
        picks: { $0.pickServicesDown(of: $1) }, concludes: { $0.curbed(by: $1) },
        does: { $0.failOver($1) })
    case .switchBack:
      .work(
        on: .service, .repairs, isOfPlatform: true, observes: .targets, takes: (5, 10, 20),
        picks: { $0.pickSwitchedOver(by: $1) },
        does: { $0.switchBack($1) })
    // Orderly shutdown of what the failing reserve feeds: no hard-stop damage.
    case .shutDown:
      .work(
        on: .component, .repairs, isByComponent: true, isOfPlatform: true, observes: .targets,
        takes: (0.25, 0.75, 3), picks: { $0.pickToShutDown(for: $1) },
        concludes: { $0.curbed(by: $1) },
        does: { $0.shutDown($1) })
    // Starts again what was shut down.
    case .startUp:
      .work(
        on: .component, .repairs, isByComponent: true, isOfPlatform: true, observes: .targets,
        takes: (0.25, 0.75, 3), picks: { $0.pickTurnedOff(by: $1) },
        does: { $0.startUp($1) })
    // Restores lost data from the nearest copy.
    case .restoreData:
      .work(
        on: .dataSet, .repairs, takes: (30, 60, 240), picks: { $0.pickDataLost(of: $1) },
        does: { $0.restoreData($1) })
    // Takes a spare from the store, and tests it.
    case .drawSpare:
      .work(
        on: .part, .supplies, takes: (5, 10, 20), picks: { $0.pickPartsWanted(of: $1) },
        does: { $0.drawSpares($1) })

    // MARK: Against threats

    // Cuts hosts from the network.
    case .isolate:
      .work(
        on: .host, .repairs, isByComponent: true, observes: .targets, takes: (1, 3, 5),
        picks: { $0.pickToIsolate(of: $1) }, concludes: { $0.noteContainment($1.incident) },
        does: { $0.isolate($1) })
    // The first curb of the harm, before the plan of the class.
    case .curb:
      .work(
        on: [.incident, .host], .repairs, isByComponent: true, observes: .targets,
        takes: (3, 10, 20), picks: { $0.pickToIsolate(of: $1) },
        concludes: { $0.noteContainment($1.incident) },
        does: { $0.isolate($1) })
    // Blocks the spread between and within zones.
    case .block:
      .work(
        on: .zone, .repairs, takes: (5, 10, 25), picks: { $0.pickZonesHit(of: $1) },
        concludes: { $0.noteContainment($1.incident) },
        does: { $0.block($1) })
    case .backUp:
      .work(
        on: .host, .repairs, isByComponent: true, takes: (2, 4, 8),
        picks: { $0.pickHit(of: $1) },
        does: { _, _ in })
    // Cleans and patches; each succeeds with the step's share.
    case .clean:
      .work(
        on: .host, .repairs, isByComponent: true, destroysEvidence: true, observes: .targets,
        takes: (6, 12, 27), picks: { $0.pickHit(of: $1) },
        concludes: { $0.concludeCleaning($1.incident) },
        does: { $0.clean($1) })
    // From known good, always with success.
    case .rebuild:
      .work(
        on: .host, .repairs, isByComponent: true, destroysEvidence: true, observes: .targets,
        takes: (21, 40, 90), picks: { $0.pickHit(of: $1) },
        concludes: { $0.concludeCleaning($1.incident) },
        does: { $0.clean($1) })
    // Closes the hole: what is patched can't be hit any more; what is hit stays so.
    case .patch:
      .work(
        on: .host, .repairs, isByComponent: true, isOfPlatform: true, takes: (5, 10, 30),
        picks: { $0.pickHosts(unknownTo: $1) },
        does: { world, act in
          world.forEachComponent(of: act.task) { $0.patch($1) }
        })
    // What the threat's own file says can be done about it.
    case .treat:
      .work(
        on: .subject, .repairs, observes: .targets, takes: (10, 20, 60),
        picks: { $0.pickToTreat(of: $1) },
        concludes: { world, act in
          world.concludeCleaning(act.incident)
          world.noteContainment(act.incident)
        },
        does: { $0.treat($1) })
    // Lifts isolation and blocks.
    case .reconnect:
      .work(
        on: [.host, .zone], .repairs, isByComponent: true, isOfPlatform: true, observes: .targets,
        takes: (1, 2, 6), picks: { $0.pickToReconnect(of: $1) },
        does: { $0.reconnect($1) })

    // MARK: Evidence

    case .secureEvidence:
      .work(
        on: [.incident, .host], .other, isHandsOn: false, takes: (5, 10, 20),
        picks: { $0.pickHit(of: $1) },
        does: { $0.secureEvidence($1.incident) })
    case .handOverEvidence:
      .work(on: .incident, .other, isHandsOn: false, takes: (2, 5, 10)) {
        $0.handOverEvidence($1.incident)
      }
    }
  }
}
