extension Finding {
  static let execution: [Finding] = []
}
