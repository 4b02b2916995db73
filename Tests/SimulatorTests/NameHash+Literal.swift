import EventKernel

extension NameHash: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.init(name) }
}
