import Foundation

/// How many worlds are drawn, more where SANDTABLE_ROUNDS is set (`make soak`): ten times so many.
func drawnSeeds(_ usual: UInt64) -> Range<UInt64> {
  let isSoaking = ProcessInfo.processInfo.environment["SANDTABLE_ROUNDS"] != nil
  return 1..<(isSoaking ? 10 * usual : usual) + 1
}
