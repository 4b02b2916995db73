import Rehearsal
import Scenarios

/// Workflow commands of GitHub Actions that point at a line:
/// `::error file={name},line={line},title={title}::{message}`, with what would end a property or a
/// line as percent codes (docs.github.com, Workflow commands, Setting an error message).
enum WorkflowCommand {
  /// A step shows so many.
  static let limit = 10

  static func line(
    _ kind: String, _ path: String, _ line: Int, title: String, message: String
  ) -> String {
    "::\(kind) file=\(property(path)),line=\(line),title=\(property(title))::\(data(message))"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

/// Where the files of a drill lie for whoever reads the result.
struct ShownPaths {
  /// Of the drill's file.
  private let path: String
  private let inside: String

  /// - Parameter path: of the drill file, from the root of the repository.
  init(_ drill: CompiledDrill, at path: String) {
    self.path = path
    inside = drill.sources.first?.path ?? drill.name
  }

  func callAsFunction(_ place: SourcePlace) -> String {
    if place.path == inside { return path }
    guard path.hasSuffix(inside) else { return place.path }
    return path.dropLast(inside.count) + place.path
  }
}
