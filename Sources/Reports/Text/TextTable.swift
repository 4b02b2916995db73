/// Columns for a terminal, aligned by cells, so that Chinese lines up too.
struct TextTable: Sendable {
  struct Cell: Sendable {
    var text: String
    var colour: Ink.Colour = .plain
    var alignsRight = false
  }

  var rows: [[Cell]] = []
  var indent = 2

  /// One line per row; the last column is wrapped under itself when the line is too long.
  func lines(width: Int, ink: Ink) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TextWidth.cells($0[column].text) : 0 }.max() ?? 0
    }
    return rows.flatMap { line($0, widths, width, ink) }
  }

  private func line(_ row: [Cell], _ widths: [Int], _ width: Int, _ ink: Ink) -> [String] {
    guard let last = row.last else { return [] }
    var head = String(repeating: " ", count: indent)
    var used = indent
    for (cell, cells) in zip(row.dropLast(), widths) {
      let text =
        cell.alignsRight
        ? TextWidth.rightAligned(cell.text, to: cells) : TextWidth.padded(cell.text, to: cells)
      head += ink.paint(text, cell.colour) + "  "
      used += cells + 2
    }
    let wrapped = TextWidth.wrapped(last.text, to: max(24, width - used))
    let hanging = String(repeating: " ", count: used)
    return wrapped.enumerated().map { number, text in
      (number == 0 ? head : hanging) + ink.paint(text, last.colour)
    }
  }
}

extension TextTable.Cell: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    self.init(text: text)
  }

  init(_ text: String, _ colour: Ink.Colour = .plain, right: Bool = false) {
    self.init(text: text, colour: colour, alignsRight: right)
  }
}
