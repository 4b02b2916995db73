import EventKernel
import Simulator

/// What each kind of entry may name: as `Entry.Kind` says of it.
extension RecordCheck {
  func holds(_ entry: Entry) -> Bool {
    guard entry.incident == -1 || Int(entry.incident).isBelow(record.incidents.count),
      entry.instance == -1 || Int(entry.instance).isBelow(record.instances.count)
    else { return false }
    let (subject, object, value) = (Int(entry.subject), Int(entry.object), entry.value)
    return switch entry.kind {
    case .faultBegan:
      isNode(subject) && isFault(object) && FaultOrigin(rawValue: value) != nil
    case .faultEnded, .faultBypassed: isNode(subject) && isFault(object)
    case .entered:
      isNode(subject) && (object == -1 || isNode(object)) && isStage(value)
    case .left: isNode(subject) && isFault(object) && isStage(value)
    case .harmed: isNode(subject)
    case .treated:
      isNode(subject) && object.isBelow(model.drill.treatments.count) && 0...1 ~= value
    case .served: subject.isBelow(model.platform.services.count) && 0...1_000_000 ~= value
    case .dataCorrupted: subject.isBelow(model.platform.dataSets.count) && isFault(object)
    case .copyInUse:
      object.isBelow(model.platform.services.count) && isLoss(value, ofDataSet: subject)
    case .evacuated: isNode(subject) && isCount(value)
    case .wentDown, .cameUp, .stillDown, .reserveEmpty: isNode(subject) && isFault(orNone: object)
    case .onReserve:
      isNode(subject) && isFault(orNone: object) && (value == -1 || isSpan(value))
    case .offReserve: isNode(subject) && isFault(orNone: object) && isSpan(value)
    case .reserveRate: isRate(value, ofNode: subject)
    case .reserveLow:
      isNode(subject) && isFault(orNone: object) && -Self.most...Self.most ~= value
    case .shutDown, .startedUp, .isolated, .reconnected: isComponent(subject)
    case .zoneBlocked, .zoneOpened: subject.isBelow(model.platform.zoneCount)
    case .dataLost: isFault(object) && isLoss(value, ofDataSet: subject)
    case .dataRestored: value >= 0 && subject.isBelow(model.platform.dataSets.count)
    case .injected: subject.isBelow(model.drill.injects.count)
    case .told: subject.isBelow(model.drill.injects.count) && (object == -1 || isLane(object))
    case .dangerBegan, .dangerEnded: isInject(orNone: subject)
    case .failoverSwitched, .userCall: subject.isBelow(model.platform.services.count)
    case .alarm, .alarmJoined, .incidentOpened:
      isNode(subject) && DetectionChannel.allCases.contains { $0.rawValue == entry.object }
    case .milestone: Milestone.allCases.indices.contains(subject)
    case .graded:
      FaultLevel.allCases.indices.contains(subject)
        && EmergencyLevel.allCases.indices.contains(object) && 1...5 ~= value
    case .flowStarted:
      entry.instance >= 0 && subject.isBelow(model.net.flows.count)
        && (object == -1 || object.isBelow(record.instances.count))
    case .flowEnded: entry.instance >= 0 && isFlowNode(orNone: subject)
    case .flowFailed: entry.instance >= 0 && isFlowNode(subject)
    case .learned:
      entry.incident >= 0 && subject.isBelow(model.platform.nodes.count)
        && ObservationChannel(rawValue: entry.object) != nil && 0...7 ~= value & 0xff
        && 0...7 ~= value >> 8
    case .located:
      isNode(subject)
        && (object == -1 || object.isBelow(model.platform.failureModes.count))
    case .faultJoined: isNode(subject) && isFault(object) && 0...1 ~= value
    case .handedOver: entry.incident >= 0 && object.isBelow(record.incidents.count)
    case .found:
      entry.incident >= 0 && subject.isBelow(Fact.allCases.count)
        && Fact.allCases[subject].isKept && Int64(Int8.min)...Int64(Int8.max) ~= value
    case .taskStarted, .taskArrived, .taskDone, .taskLapsed, .taskInterrupted, .taskPaused,
      .taskResumed, .nothingToDo:
      isFlowNode(subject) && isTask(object)
    case .taskOffered: isFlowNode(subject) && isTask(object) && isCount(value)
    case .taskLate: isFlowNode(subject) && isTask(object) && isSpan(value)
    case .taskForComponent: isComponent(subject) && isTask(object)
    case .taskSkipped:
      isFlowNode(subject) && (object == -1 || object.isBelow(model.drill.deviations.count))
    case .questionAsked:
      isFlowNode(subject) && object >= 0 && 0..<Int64(model.net.lanes.count) ~= value
    case .questionAnswered: isFlowNode(subject) && object >= 0 && value >= -1
    case .commanded:
      isFlowNode(subject) && isTask(object) && (value == -1 || isPerson(Int(clamping: value)))
    case .branchTaken: isFlowNode(subject) && object.isBelow(model.net.edges.count)
    case .messageSent, .messageMisdirected, .messageReceived:
      subject.isBelow(record.messages.count)
    case .calledIn: isPerson(subject) && isSpan(value)
    case .cameOnDuty, .wentOffDuty: isPerson(subject)
    case .vendorCalled, .vendorArrived, .vendorJoined: isVendor(subject)
    case .escalated:
      Tier.allCases.indices.contains(subject) && Tier.allCases.indices.contains(object)
    case .partDrawn, .partMissing, .partDead, .partOrdered, .partArrived:
      subject.isBelow(model.support.stock.count) && isCount(value)
    case .caseOpened, .caseClosed, .caseTurnedAway: subject.isBelow(model.drill.streams.count)
    case .notRepaired:
      isNode(subject) && isFault(object) && RepairGap(rawValue: value) != nil
    }
  }
}
