import Reports
import Scenarios

/// A table for a terminal: columns as wide as their widest cell, Chinese characters being two wide.
struct PlainTable {
  var head: [String]
  var rows: [[String]]

  var text: String {
    let lines = [head] + rows.map { $0.map(ControlCharacters.inLine) }
    let widths = head.indices.map { column in lines.map { TextWidth.cells($0[column]) }.max() ?? 0 }
    return lines.map { line in
      let cells = zip(line, widths).map { TextWidth.padded($0, to: $1) }.joined(separator: "  ")
      return cells.replacing(/\s+$/, with: "") + "\n"
    }.joined()
  }
}
