extension Finding {
  static let attack: [Finding] = []
}
