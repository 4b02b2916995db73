extension Finding {
  static let ties: [Finding] = []
}
