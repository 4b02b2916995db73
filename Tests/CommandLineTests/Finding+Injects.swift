extension Finding {
  static let injects: [Finding] = []
}
