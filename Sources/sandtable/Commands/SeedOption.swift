import ArgumentParser

/// `--seed`, for every command that draws random numbers.
struct SeedOption: ParsableArguments {
  // A value that begins with a minus is read as the value that it is meant to be.
  @Option(
    parsing: .unconditional, help: "The random numbers' seed 随机种子", transform: Self.seed)
  var seed: UInt64 = 1

  private static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError(
        """
        '\(text)' is no seed: a whole number from 0 to \(UInt64.max) is wanted. \
        随机种子应为 0 到 \(UInt64.max) 的整数。
        """)
    }
    return seed
  }
}
