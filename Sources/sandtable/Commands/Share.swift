import ArgumentParser
import EventKernel
import Foundation

/// A share of the command line: `1%`, `0.5 %`.
enum Share {
  /// - Parameter least: the least per cent, itself possible when it is 0.
  static func read(_ text: String, from least: Double) throws -> Probability {
    let number = text.dropLast().trimmingCharacters(in: .whitespaces)
    guard text.hasSuffix("%"), let percent = Double(number), percent >= least, percent < 100,
      let share = Probability(percent / 100)
    else {
      throw ValidationError(
        "'\(text)' is no share: one such as 1% is wanted, below 100%. 应写成 1% 这样的比例。")
    }
    return share
  }
}
