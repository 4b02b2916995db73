import Foundation
import Testing

/// One thing that came out wrong once, and what is right: a row or a sentence of a trial of the
/// product. The files that it plays are in the folder `Findings` beside this one.
struct Finding: Sendable, CustomTestStringConvertible {
  enum Section: String, CaseIterable, Sendable {
    case faults = "Faults on what is down"
    case ties = "Hours, ties and stock"
    case execution = "Execution of flows"
    case repairs = "Repairs that did not happen"
    case attack = "Attack"
    case injects = "Injects, conditions and measures"
    case verdicts = "Verdicts"
    case gate = "The gate"
  }

  var section: Section
  var name: String
  /// What comes out when it is right.
  var right: String
  /// What comes out, in a folder of its own with `Findings` and `scenarios` in it.
  var comesOut: @Sendable (Folder) throws -> String

  var testDescription: String { "\(section.rawValue): \(name)" }

  init(
    _ section: Section, _ name: String, right: String,
    comesOut: @escaping @Sendable (Folder) throws -> String
  ) {
    self.section = section
    self.name = name
    self.right = right
    self.comesOut = comesOut
  }

  /// All of them.
  static var all: [Finding] {
    faults + ties + execution + repairs + attack + attackTime + injects + verdicts + gate
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Findings").path
}
