import EventKernel

/// One line of what happened, in the order in which it happened: fixed size, rows instead of names.
///
/// `subject`, `object` and `value` mean what the kind's comment says; -1 stands for none.
package struct Entry: Sendable, BitwiseCopyable, Hashable {
  package enum Kind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    // Truth. subject: component row unless said otherwise.
    /// subject: node row; object: fault row; value: `FaultOrigin`.
    case faultBegan
    /// object: fault row. The fault itself is removed.
    case faultEnded
    /// object: fault row. Service got through; the fault remains.
    case faultBypassed
    /// subject: node row (component, room, service); object: the fault row that caused it.
    case wentDown
    /// subject: node row.
    case cameUp
    /// The node runs on its reserve, which drains at its full rate unless `reserveRate` follows:
    /// subject: node row; value: microseconds until it is empty, if nothing changes (-1: it is
    /// not).
    case onReserve
    /// The needs are met again before the reserve ran out: subject: node row.
    case offReserve
    /// The reserve ran out: subject: node row.
    case reserveEmpty
    /// The reserve passed the mark that is reported: subject: node row; value: level (milli-units).
    case reserveLow
    /// Shut down in order; and started again.
    case shutDown
    case startedUp
    /// A threat is in a stage on a subject from now on: subject: node row; object: the node that it
    /// came from (itself: from another of its stages; -1: by inject); value: stage row.
    case entered
    /// A threat is off a subject: subject: node row; object: fault row; value: the stage row that
    /// it was in.
    case left
    /// A threat has taken a subject down: subject: node row; value: 1.
    case harmed
    case isolated
    case reconnected
    /// subject: zone row.
    case zoneBlocked
    case zoneOpened
    /// subject: data set row; value: microseconds of data lost.
    case dataLost
    case dataRestored
    /// subject: inject row.
    case injected
    /// subject: service row; value 1 closed, 0 opened.
    case failoverSwitched

    // What was noticed. subject: component (or service for calls).
    /// object: `DetectionChannel`; value: 1 for a false alarm, 2 when the component shows no fault
    /// of its own and has lost what it needs.
    case alarm
    /// An alarm that was joined to an open incident.
    case alarmJoined
    /// A user's call: subject: service row.
    case userCall

    // The response.
    /// subject: component believed at fault.
    case incidentOpened
    /// subject: `Milestone` order. value: 1: it is taken back (`serviceRestored` only; what takes
    /// the others back has entries of its own).
    case milestone
    /// subject: `FaultLevel` order; object: `EmergencyLevel` order; value: priority.
    case graded
    /// subject: flow row; object: parent instance.
    case flowStarted
    /// subject: end node row (-1: cut off); `handOver` ends say to whom by their name.
    case flowEnded
    /// subject: node row; object: task row; value: of an activity that is done several times, the
    /// how-manieth, from 1.
    case taskOffered
    /// value: the person who does it, of several the first (-1: nobody whom one could name);
    /// subject, object as above.
    case taskStarted
    /// Travel or call-out is over and the work begins.
    case taskArrived
    case taskDone
    /// Given up: patience ran out.
    case taskLapsed
    /// Interrupted by a boundary event.
    case taskInterrupted
    /// Left out by a deviation: object: deviation row (-1: a played role says that it is done;
    /// value: the task row).
    case taskSkipped
    /// Begun late by a deviation: object: task row; value: microseconds.
    case taskLate
    /// subject: gateway node row; object: edge row.
    case branchTaken
    /// subject: message row in `Replication.messages`.
    case messageSent
    /// The same, sent to the wrong receiver; `messageSent` follows when it is sent again.
    case messageMisdirected
    /// subject: person row; value: microseconds until there.
    case calledIn
    /// subject: vendor row.
    case vendorCalled
    case vendorArrived
    /// The functional escalation from tier to tier: subject: from `Tier` order; object: to.
    case escalated
    // Spares. subject: part row; value: stock left.
    case partDrawn
    case partMissing
    case partDead
    case partOrdered
    /// value: stock left before any is handed out; object: faults of the incident that wait for a
    /// piece, which each take one while there is one; of an order for the stock, its pieces.
    case partArrived
    // Shift changes: subject: person row.
    case cameOnDuty
    case wentOffDuty
    /// A text of the script for a role: subject: inject row; object: the first lane of the role
    /// (-1: no lane is for it).
    case told
    // Demand. subject: stream row.
    case caseOpened
    case caseClosed
    /// Too many were there.
    case caseTurnedAway
    /// Work stops for a while: subject: node row; object: task row. It goes on where it was left.
    case taskPaused
    case taskResumed
    // Truth again; the order of kinds is stored in archives.
    /// People are in danger from now on, and no longer: subject: the inject row that says so (-1:
    /// none).
    case dangerBegan
    case dangerEnded
    /// What it was down for is gone, and it is down for something else: subject: node row; object:
    /// the fault row that it is down for from now on (-1: none).
    case stillDown
    /// A repair was tried or meant, and the fault is as it was: object: fault row; value:
    /// `RepairGap`.
    case notRepaired
    /// A vendor has taken a case up from afar: subject: vendor row.
    case vendorJoined
    /// One task of an activity that is done for each component is offered, and which it is for:
    /// subject: component row; object: task row.
    case taskForComponent
    /// An error that nobody caught ended the instance, and all that it had called: subject: the end
    /// node that threw it.
    case flowFailed
    /// How fast a reserve drains from now on: subject: node row; value: by `Reserve.fullRate`,
    /// below zero while it refills.
    case reserveRate
    /// A case learned how a node is: subject: node row; object: `ObservationChannel`; value: what
    /// is said of it (1 down, 2 degraded, 4 a threat; 0: nothing is wrong any more), and 256 times
    /// what was said before.
    case learned
    /// A case found something out, or believes it no longer: subject: `Fact`; value: what it is.
    case found
    /// A case found out what a fault is: subject: component row; object: failure mode row (-1: a
    /// threat).
    case located
    /// Truth: a case answers for another cause, too: subject: component row; object: fault row;
    /// value: 1: something is open or down for it.
    case faultJoined
    /// The work of a task begins, and there is nothing that it could be done to: subject: node row;
    /// object: task row.
    case nothingToDo
    /// A message that had to wait has reached its receiver: subject: message row.
    case messageReceived
    /// Those who deal with another case deal with what this one is about from now on: object: the
    /// other's row.
    case handedOver
    /// Somebody did what a threat's own file says can be done: subject: node row; object: treatment
    /// row; value: 1: it succeeded, 0: in vain.
    case treated
    /// A service that is up fails a share of its requests from now on: subject: service row; value:
    /// millionths.
    case served
    /// What is written to a data set is bad from now on: subject: data set row; object: fault row.
    case dataCorrupted
    /// A service that was failed over goes on from a copy: subject: data set row; object: service
    /// row; value: microseconds of updates that are not in the copy.
    case copyInUse
    /// A place was closed, and who was there left it: subject: node row; value: how many.
    case evacuated
    /// A played role is asked: subject: node row; object: question row; value: the role's row.
    case questionAsked
    /// subject, object as above; value: -1: what it was about is over; else twice the option, and 1
    /// more when the stand-in gave the answer.
    case questionAnswered
    /// A played role gives its word for a step: subject: node row; object: task row; value: the
    /// person whom it names (-1: nobody).
    case commanded
  }

  package var time: SimulationTime
  package var value: Int64
  /// The incident's row; -1: none.
  package var incident: Int32
  /// The flow instance's row; -1: none.
  package var instance: Int32
  package var subject: Int32
  package var object: Int32
  package var kind: Kind

  package init(
    _ kind: Kind, at time: SimulationTime, incident: Int = -1, instance: Int = -1,
    subject: Int = -1, object: Int = -1, value: Int64 = 0
  ) {
    self.kind = kind
    self.time = time
    self.incident = Int32(incident)
    self.instance = Int32(instance)
    self.subject = Int32(subject)
    self.object = Int32(object)
    self.value = value
  }
}

/// Why a fault began.
package enum FaultOrigin: Int64, CaseIterable, Sendable {
  case random
  case inject
  /// Left behind by losing power or heat in the middle of work.
  case hardStop
  case threat
}

/// Why a repair left a fault that its case is about as it was.
package enum RepairGap: Int64, CaseIterable, Sendable {
  /// The part that it takes is not at hand.
  case noPart
  /// Whoever tried was not equal to it.
  case beyondSkill
  /// Somebody must stand in front of it, and nobody did.
  case notThere
  /// Others are at it, for another case.
  case inOtherHands
}

/// By which way a fault became known.
package enum DetectionChannel: Int32, CaseIterable, Sendable {
  case monitoring
  case patrol
  case userCall
  /// It came by itself: a case of a stream.
  case demand
}
