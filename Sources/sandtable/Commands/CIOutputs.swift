import ArgumentParser
import Foundation
import Reports

/// What a CI job keeps of a result, whatever the command: JUnit, Markdown and annotations.
struct CIOutputs: ParsableArguments {
  @Option(help: "Write JUnit XML. 写出 JUnit XML", transform: PathText.read)
  var junit: String?

  @Option(help: "Write a summary in Markdown. 写出 Markdown 摘要", transform: PathText.read)
  var markdown: String?

  @Flag(help: "Print annotations for GitHub Actions. 输出 GitHub 注记")
  var annotate = false

  /// Something is asked for.
  var areAskedFor: Bool { junit != nil || markdown != nil || annotate }

  /// Throws when one of the outputs is a file that the command reads, or is named twice.
  ///
  /// - Parameter others: what else is written.
  func check(_ files: inout NamedFiles, _ others: [String?] = []) throws {
    try files.writes(others + [junit, markdown])
    // The runner's own file may be the page's, too; it is not then written twice.
    var summary = files
    if let path = summaryPath, path != markdown { try summary.writes([path]) }
  }

  /// Writes what is asked for, and adds the page to the summary of the job.
  func write(
    _ outcomes: inout Outcomes, junit document: () -> String, page: String,
    annotations: () -> String
  ) {
    if let path = junit { outcomes.attempt { try OutputFile.write(document(), to: path) } }
    if let path = markdown { outcomes.attempt { try OutputFile.write(page, to: path) } }
    outcomes.attempt { try addToSummary(page) }
    if annotate { Streams.command(annotations()) }
  }

  /// GitHub shows what is added to this file below the job.
  private var summaryPath: String? {
    ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private func addToSummary(_ page: String) throws {
    guard let summaryPath, summaryPath != markdown else { return }
    try OutputFile.append(page, to: summaryPath)
  }
}
