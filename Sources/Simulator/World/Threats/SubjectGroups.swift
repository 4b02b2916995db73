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

  init(_ model: Model) {
    var firsts: [Int32] = []
    var starts: [Int32] = []
    var members: [Row<Node>] = []
    for (row, threat) in model.drill.threats.enumerated() {
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
    self.firsts = Table(firsts)
    self.starts = Table(starts)
    self.members = Table(members)
  }

  /// Positions of a group's members, in the order of rows.
  func range(of group: Int, _ kind: Kind, _ threat: Row<Threat>) -> Range<Int> {
    let first = Int(firsts[threat.index * Kind.allCases.count + kind.rawValue])
    return Int(starts[first + group])..<Int(starts[first + group + 1])
  }

  subscript(position: Int) -> Row<Node> { members[position] }
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
  func group(of node: Row<Node>, _ kind: SubjectGroups.Kind) -> Int? {
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

  /// The nodes that a threat can live on, but for the trait of each.
  func subjects(of threat: Threat) -> [Row<Node>] {
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
  func canHost(_ node: Row<Node>, _ threat: Threat) -> Bool {
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
