import EventKernel

/// What holds of a subject, and where it is.
extension World {
  /// The component that a node is, or that holds a data set; nil: it is no such node.
  func host(of node: Row<Node>) -> Row<Component>? { shared.index.hosts[node.index].row }

  /// Whether traffic passes to and from a subject. What is on no network is not cut off from one.
  func isConnected(_ subject: Row<Node>) -> Bool {
    guard let component = host(of: subject) else { return true }
    return !isCutOff(component)
  }

  /// No traffic passes: isolated, its link cut, its zone blocked, or the component is down. What is
  /// in no zone is not cut off from one.
  func isCutOff(_ component: Row<Component>) -> Bool {
    let state = platform.components[component]
    if state.isIsolated || state.cuts > 0 || !platform.nodes[component.node].isUp {
      return true
    }
    return model.platform.components[component].zone.map { platform.zoneBlocked[$0] } ?? false
  }

  /// Whether a subject has what it needs by the block diagram, and nobody shut it down.
  func isFed(_ subject: Row<Node>) -> Bool {
    let node = host(of: subject)?.node ?? subject
    let state = platform.nodes[node]
    return state.upInputs >= model.platform.nodes[node].threshold && state.hotRooms == 0
      && state.starved == 0 && !state.isOff
  }

  /// Whether a subject has what a stage needs for its clocks to run.
  func has(_ needs: StageNeeds, _ subject: Row<Node>) -> Bool {
    (!needs.contains(.power) || isFed(subject))
      && (!needs.contains(.network) || isConnected(subject))
  }

  func holds(_ condition: SubjectCondition, of subject: Row<Node>) -> Bool {
    let node = host(of: subject)?.node ?? subject
    let state = platform.nodes[node]
    switch condition {
    case .up: return state.isUp
    case .down: return !state.isUp
    case .degraded: return state.isUp && state.degraded > 0
    case .off: return state.isOff
    case .cutOff: return !isConnected(subject)
    case .unpowered: return !isFed(subject)
    case .overloaded: return isOverloaded(subject)
    }
  }
}

extension Platform {
  /// The component that a node is, or that holds a data set; nil: it is no such node.
  func host(of node: Row<Node>) -> Row<Component>? {
    if node.index < components.count { return Row(alike: node) }
    guard nodes[node].kind == .dataSet, let first = dataSets.first?.node else { return nil }
    return dataSets[node.index - first.index].component
  }

  /// Rooms have consecutive nodes; nil for a node that is none.
  func roomRow(ofNode node: Row<Node>) -> Row<Room>? {
    guard nodes[node].kind == .room, let first = rooms.first?.node else { return nil }
    return Row(node.index - first.index)
  }

  /// People have consecutive nodes; nil for a node that is none.
  func personRow(ofNode node: Row<Node>) -> Row<Person>? {
    guard nodes[node].kind == .person, let first = personNodes.first else { return nil }
    return Row(node.index - first.index)
  }

  /// The site that a node is at; nil: it is at none, as a service.
  package func site(of node: Row<Node>) -> Row<Site>? {
    switch nodes[node].kind {
    case .component, .dataSet: host(of: node).map { components[$0].site }
    case .room: roomRow(ofNode: node).map { rooms[$0].site }
    case .site: siteNodes.first.map { Row(node.index - $0.index) }
    case .person: personRow(ofNode: node).map { personSites[$0.index] }
    case .service, .gate, .failoverSwitch: nil
    }
  }
}
