/// Positions in tables, bits in sets, and the values of facts.
extension Grade {
  var index: Int {
    switch self {
    case .high: 0
    case .medium: 1
    case .low: 2
    }
  }
}

extension EmergencyLevel {
  package var index: Int {
    switch self {
    case .none: 0
    case .general: 1
    case .larger: 2
    case .major: 3
    case .particularlyMajor: 4
    }
  }
}

extension EmergencyClass {
  var index: Int {
    switch self {
    case .malware: 0
    case .networkAttack: 1
    case .informationDestruction: 2
    case .contentSecurity: 3
    case .facilityFailure: 4
    case .disaster: 5
    }
  }
}

extension FaultKind {
  var index: Int {
    switch self {
    case .software: 0
    case .hardware: 1
    case .facility: 2
    case .human: 3
    case .malware: 4
    case .other: 5
    }
  }
}

extension ObjectClass {
  /// Bit in `Threat.targets`.
  package var bit: UInt16 {
    switch self {
    case .physicalEnvironment: 1
    case .network: 2
    case .server: 4
    case .terminal: 8
    case .storage: 16
    case .backup: 32
    case .securityDevice: 64
    case .dbms: 128
    case .middleware: 256
    }
  }
}

extension Tier {
  /// Bit in `Performer.people`.
  package var bit: UInt8 {
    switch self {
    case .hotline: 1
    case .tier1: 2
    case .tier2: 4
    case .vendor: 8
    case .management: 16
    }
  }
}

extension SpareState {
  /// The value of the fact `spare`.
  var value: Int64 {
    switch self {
    case .unasked: 0
    case .drawn: 1
    case .none: 2
    case .dead: 3
    case .ordered: 4
    }
  }
}
