extension Finding {
  static let repairs: [Finding] = []
}
