import Foundation

/// The prompt and the line being typed, as they are on the screen; over several rows where they are
/// wider than it.
///
/// libedit would draw, too, but loses count of the columns when wide characters change in the
/// middle of a line (seen with 3.1-20221030). What is used of the terminal's language all terminals
/// have: cursor up, down and right, erase to the end.
struct LineScreen {
  let terminal: Int32
  private var characters: [Unicode.Scalar] = []
  private var cursor = 0
  /// Rows of what is drawn above the one where the cursor is.
  private var rowsAbove = 0
  private(set) var isDrawn = false

  init(terminal: Int32) { self.terminal = terminal }

  /// Columns and rows, now.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(terminal, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Draws it in place of what was there.
  mutating func draw(prompt: String, _ text: [Unicode.Scalar], cursor place: Int) {
    let prompt = Array(prompt.unicodeScalars)
    let (columns, rows) = size
    let next = prompt + text
    let places = Self.places(of: next, columns: columns)
    let (target, end) = (places[prompt.count + place], places[next.count])
    // Of a line that is higher than the screen the part around the cursor.
    let first = max(0, target.row - rows + 1)
    let last = min(end.row, first + rows - 1)
    var output = toBegin
    for (index, scalar) in next.enumerated() where (first...last).contains(places[index].row) {
      output.unicodeScalars.append(scalar)
      // The column that a wide character of the next row leaves free keeps what it had.
      let used = places[index].column + WideText.width(scalar)
      if used < columns, places[index + 1].row > places[index].row { output += "\u{1B}[K" }
    }
    if last == end.row {
      // A terminal goes to the next row with the next character only.
      if end.column == 0, end.row > first { output += " \r" }
      output += "\u{1B}[J"
    }
    output += Self.up(last - target.row) + "\r"
    if target.column > 0 { output += "\u{1B}[\(target.column)C" }
    (characters, cursor) = (next, prompt.count + place)
    rowsAbove = target.row - first
    isDrawn = true
    write(output)
  }

  /// Takes it away; the cursor is where it began.
  mutating func erase() {
    guard isDrawn else { return }
    write(toBegin + "\u{1B}[J")
    forget()
  }

  /// Leaves it where it is; the cursor goes to the row below.
  mutating func leave(sign: String = "") {
    guard isDrawn else { return }
    let places = Self.places(of: characters, columns: size.columns)
    let (now, end) = (places[cursor], places[characters.count])
    let right = end.column > 0 ? "\u{1B}[\(end.column)C" : ""
    let down = end.row > now.row ? "\u{1B}[\(end.row - now.row)B" : ""
    write(down + "\r" + right + sign + "\r\n")
    forget()
  }

  /// Others have written on the screen.
  mutating func forget() {
    isDrawn = false
    rowsAbove = 0
  }

  /// The window has another size; terminals have broken the line anew already.
  mutating func resize() {
    let (columns, rows) = size
    rowsAbove = min(Self.places(of: characters, columns: columns)[cursor].row, rows - 1)
  }

  /// An empty screen, at its top.
  mutating func clear() {
    write("\u{1B}[H\u{1B}[2J")
    forget()
  }

  func beep() { write("\u{07}") }

  private var toBegin: String { "\r" + Self.up(rowsAbove) }

  private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }

  private struct Place {
    var row = 0
    var column = 0
  }

  /// Where each character is, and behind them where the next one would be.
  private static func places(of scalars: [Unicode.Scalar], columns: Int) -> [Place] {
    var places: [Place] = []
    var place = Place()
    for scalar in scalars {
      let width = WideText.width(scalar)
      if place.column + width > columns { place = Place(row: place.row + 1) }
      places.append(place)
      place.column += width
      if place.column >= columns { place = Place(row: place.row + 1) }
    }
    return places + [place]
  }

  private func write(_ sequence: String) {
    var sequence = sequence
    _ = sequence.withUTF8 { Streams.writeAll(UnsafeRawBufferPointer($0), to: terminal) }
  }
}
