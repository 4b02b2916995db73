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
    let isNarrow = width - used < 24
    if isNarrow, TextWidth.cells(last.text) > width - used {
      // Too little room beside the others: below them, further in.
      let deeper = String(repeating: " ", count: indent + 4)
      return [head.trimmedEnd]
        + TextWidth.wrapped(last.text, to: width - indent - 4).map {
          deeper + ink.paint($0, last.colour)
        }
    }
    let wrapped = TextWidth.wrapped(last.text, to: width - used)
    let hanging = String(repeating: " ", count: used)
    return wrapped.enumerated().map { number, text in
      (number == 0 ? head : hanging) + ink.paint(text, last.colour)
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while text.last == " " { text = text.dropLast() }
    return String(text)
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
