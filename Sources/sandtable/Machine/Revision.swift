import Foundation
import Scenarios

/// A file as it was at a revision of the repository around the working folder: `REV:PATH`, as git
/// writes it.
struct Revision {
  private let revision: String
  private let path: String

  /// Nothing when the text is a path or a name; a file whose name has a colon is a file.
  init?(_ text: String) {
    guard !FileManager.default.fileExists(atPath: text), let colon = text.firstIndex(of: ":")
    else { return nil }
    revision = String(text[..<colon])
    path = String(text[text.index(after: colon)...])
    guard !revision.isEmpty, !path.isEmpty else { return nil }
  }

  /// Does something with the file, which lies in a copy of its scenario folder meanwhile.
  func withFile<Value>(_ work: (String) throws -> Value) throws -> Value {
    let copy = FileManager.default.temporaryDirectory
      .appendingPathComponent("sandtable-\(UUID().uuidString)")
    try make(copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    try extract(to: copy)
    return try work(copy.appendingPathComponent(path).path)
  }

  private func make(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .machine, zh: "无法建立临时文件夹 \(folder.path)",
        en: "cannot make the temporary folder \(folder.path)")
    }
  }

  /// The folder that has `drills` in it, else that of the file.
  private var folder: String {
    var parts = path.split(separator: "/").map(String.init)
    if let drills = parts.lastIndex(of: "drills"), drills > 0 {
      parts = Array(parts[..<drills])
    } else {
      parts.removeLast()
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  private func extract(to copy: URL) throws {
    // A revision that begins with a minus would be an option.
    guard !revision.hasPrefix("-"), !path.hasPrefix("/"), !path.contains("..") else {
      throw refusal("")
    }
    let archive = copy.appendingPathComponent(".archive.tar")
    let git = [
      "git", "archive", "--format=tar", "--output=\(archive.path)", revision, "--", folder,
    ]
    try run(git)
    try run(["tar", "--extract", "--file=\(archive.path)", "--directory=\(copy.path)"])
  }

  private func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw refusal("")
    }
    let told = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw refusal(String(decoding: told.prefix(500), as: UTF8.self))
    }
  }

  private func refusal(_ detail: String) -> Failure {
    Failure(
      .files, zh: "版本库中取不出 \(revision):\(path)",
      en: "\(revision):\(path) cannot be had from the repository",
      detail: detail.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
