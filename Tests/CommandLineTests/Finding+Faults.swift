extension Finding {
  static let faults: [Finding] = []
}
