import EventKernel

/// The subjects that each threat can live on, by where they are, so that a contact picks one of
/// them without a look at the others.
struct SubjectGroups {
  enum Kind: Int, CaseIterable, Sendable {
    case zone
    case room
    case site
    case all
  }

  /// Of each threat and kind: where its groups begin in `starts`; -1: no relation asks for it.
  private let firsts: Table<Int32>
  /// Of each group: where its members begin; and the end of those of its kind.
  private let starts: Table<Int32>
  private let members: Table<Row<Node>>
  /// By threat: its first row among `starts`; and the end of all.
  private let bounds: Table<Int>
  private let nodeCount: Int
  /// By kind and node: its group; -1: none.
  private let groups: Table<Int32>
  /// By threat and node: whether it is of the kind that the threat lives on.
  private let hosts: Table<Bool>
  /// By kind and group, of the kinds one after the other: where the groups that the platform
  /// connects with it begin in `connected`; and the end of those of its kind.
  private let connections: Table<Int32>
  private let firstConnections: Table<Int32>
  private let connected: Table<Int32>

  init(_ model: Model) {
    let platform = model.platform
    let isEmpty = model.drill.threats.isEmpty
    nodeCount = isEmpty ? 0 : platform.nodes.count
    let nodes = isEmpty ? [] : platform.nodes.indices.map { Row<Node>($0) }
    groups = Table(
      Kind.allCases.flatMap { kind in nodes.map { Int32(platform.group(of: $0, kind) ?? -1) } })
    hosts = Table(
      model.drill.threats.flatMap { threat in nodes.map { platform.canHost($0, threat) } })
    var connections: [Int32] = []
    var firstConnections: [Int32] = []
    var connected: [Int32] = []
    for kind in isEmpty ? [] : Kind.allCases {
      firstConnections.append(Int32(connections.count))
      for group in 0..<platform.groupCount(of: kind) {
        connections.append(Int32(connected.count))
        connected += platform.groups(beside: group, kind)
      }
      connections.append(Int32(connected.count))
    }
    self.connections = Table(connections)
    self.firstConnections = Table(firstConnections)
    self.connected = Table(connected)
    var firsts: [Int32] = []
    var starts: [Int32] = []
    var members: [Row<Node>] = []
    var bounds: [Int] = []
    for (row, threat) in model.drill.threats.enumerated() {
      bounds.append(starts.count)
      let kinds = model.drill.groupKinds(of: Row(row))
      for kind in Kind.allCases {
        guard kinds.contains(kind) else {
          firsts.append(-1)
          continue
        }
        firsts.append(Int32(starts.count))
        var groups = [[Row<Node>]](repeating: [], count: model.platform.groupCount(of: kind))
        for node in model.platform.subjects(of: threat) {
          if let group = model.platform.group(of: node, kind) { groups[group].append(node) }
        }
        for group in groups {
          starts.append(Int32(members.count))
          members += group
        }
        starts.append(Int32(members.count))
      }
    }
    self.bounds = Table(bounds + [starts.count])
    self.firsts = Table(firsts)
    self.starts = Table(starts)
    self.members = Table(members)
  }

  /// How many rows groups have: `row(of:_:_:)` is less.
  var rowCount: Int { starts.count }

  /// Which a group is of those of all threats and kinds.
  func row(of group: Int, _ kind: Kind, _ threat: Row<Threat>) -> Int {
    Int(firsts[threat.index * Kind.allCases.count + kind.rawValue]) + group
  }

  /// Those of a threat's groups, of all kinds that its relations ask for.
  func rows(of threat: Row<Threat>) -> Range<Int> {
    bounds[threat.index]..<bounds[threat.index + 1]
  }

  /// Positions of a group's members, in the order of rows.
  func range(of group: Int, _ kind: Kind, _ threat: Row<Threat>) -> Range<Int> {
    members(of: row(of: group, kind, threat))
  }

  /// The same, by the group's row.
  func members(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

  subscript(position: Int) -> Row<Node> { members[position] }

  /// The group of a node; nil: it is in none.
  func group(of node: Row<Node>, _ kind: Kind) -> Int? {
    let group = groups[kind.rawValue * nodeCount + node.index]
    return group < 0 ? nil : Int(group)
  }

  /// Whether a node is of the kind that a threat lives on, of a class that it attacks.
  func canHost(_ node: Row<Node>, _ threat: Row<Threat>) -> Bool {
    hosts[threat.index * nodeCount + node.index]
  }

  /// Positions of the groups that the platform connects with one, without itself.
  func connections(of group: Int, _ kind: Kind) -> Range<Int> {
    let first = Int(firstConnections[kind.rawValue]) + group
    return Int(connections[first])..<Int(connections[first + 1])
  }

  func connectedGroup(at position: Int) -> Int { Int(connected[position]) }
}

extension DrillScript {
  /// The kinds of group that the relations of a threat ask for.
  fileprivate func groupKinds(of threat: Row<Threat>) -> [SubjectGroups.Kind] {
    threats[threat].stages.flatMap { stages[Int($0)].spreads }.compactMap {
      switch spreads[Int($0)].relation.search {
      case .own(let kind), .others(let kind): kind
      case .behind: nil
      }
    }
  }
}

extension Platform {
  fileprivate func groupCount(of kind: SubjectGroups.Kind) -> Int {
    switch kind {
    case .zone: zoneCount
    case .room: rooms.count
    case .site: siteCount
    case .all: 1
    }
  }

  /// The group of a node; nil: it is in none, or what is in none has others of its kind beside it.
  fileprivate func group(of node: Row<Node>, _ kind: SubjectGroups.Kind) -> Int? {
    switch kind {
    case .zone: host(of: node).flatMap { components[$0].zone?.index }
    case .room:
      nodes[node].kind == .room
        ? roomRow(ofNode: node)?.index
        : host(of: node).flatMap { components[$0].room }.flatMap { roomRow(ofNode: $0)?.index }
    case .site: site(of: node)?.index
    case .all: 0
    }
  }

  /// The groups that are connected with one, without itself.
  fileprivate func groups(beside group: Int, _ kind: SubjectGroups.Kind) -> [Int32] {
    switch kind {
    case .zone:
      zones.indices.filter { $0 != group && reaches(Row(group), Row($0)) }.map { Int32($0) }
    case .room: rooms[group].beside.map { Int32(besides[Int($0)].index) }
    case .site, .all: []
    }
  }

  /// The nodes that a threat can live on, but for the trait of each.
  fileprivate func subjects(of threat: Threat) -> [Row<Node>] {
    switch threat.on {
    case .component:
      components.indices.filter { components[$0].objectClass.bit & threat.classes != 0 }
        .map { Row($0) }
    case .data: dataSets.map(\.node)
    case .service: services.map(\.node)
    case .room: rooms.map(\.node)
    case .site: Array(siteNodes)
    case .person: Array(personNodes)
    }
  }

  /// Whether a node is of the kind that a threat lives on, of a class that it attacks.
  fileprivate func canHost(_ node: Row<Node>, _ threat: Threat) -> Bool {
    switch threat.on {
    case .component:
      node.index < components.count
        && components[node.index].objectClass.bit & threat.classes != 0
    case .data: nodes[node].kind == .dataSet
    case .service: nodes[node].kind == .service
    case .room: nodes[node].kind == .room
    case .site: nodes[node].kind == .site
    case .person: nodes[node].kind == .person
    }
  }
}
