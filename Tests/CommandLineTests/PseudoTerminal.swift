import Foundation

/// A terminal whose keys and screen a test has.
final class PseudoTerminal {
  /// The end that a command has.
  let end: Int32
  private var keyboard: Int32
  private(set) var screen: Screen

  init(columns: Int = 40, rows: Int = 12) throws {
    keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = 0
    var lock: Int32 = 0
    // TIOCSPTLCK and TIOCGPTN, which are not imported.
    guard ioctl(keyboard, 0x4004_5431, &lock) == 0, ioctl(keyboard, 0x8004_5430, &number) == 0
    else { throw POSIXError(.ENOTTY) }
    end = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard end >= 0 else { throw POSIXError(.ENOTTY) }
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    _ = ioctl(end, UInt(TIOCSWINSZ), &size)
    _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
    screen = Screen(columns: columns, rows: rows)
  }

  func type(_ keys: String) { type(Array(keys.utf8)) }

  func type(_ bytes: [UInt8]) { _ = write(keyboard, bytes, bytes.count) }

  /// Takes in what was written to it.
  func look() {
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(keyboard, &bytes, bytes.count)
      guard count > 0 else { return }
      screen.add(bytes[..<count])
    }
  }

  /// Whether it waits for whole lines and shows what is typed.
  var isForLines: Bool {
    var modes = termios()
    tcgetattr(end, &modes)
    return modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }

  /// The window is closed.
  func shut() {
    close(keyboard)
    keyboard = -1
  }

  deinit {
    close(end)
    if keyboard >= 0 { shut() }
  }
}

/// What a terminal shows of the few things that it is told: a cursor that waits at the right edge
/// for the next character, and wide characters.
struct Screen {
  private let columns: Int
  private let rows: Int
  /// A wide character is in the first of its cells, and nothing in the other.
  private var cells: [[String]]
  private(set) var row = 0
  private(set) var column = 0
  private var isAtEdge = false
  private var unread: [UInt8] = []

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// Lines without blanks behind them, down to the last that has anything.
  var lines: [String] {
    var lines = cells.map { $0.joined().replacing(/\s+$/, with: "") }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    unread += bytes
    // What is cut off in the middle is read with the rest.
    guard let text = String(validating: unread, as: UTF8.self),
      !text.hasSuffix("\u{1B}"), text.firstMatch(of: /\e\[[0-9]*$/) == nil
    else { return }
    unread = []
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": (column, isAtEdge) = (0, false)
      case "\n": goDown()
      case "\u{07}": break
      case "\u{1B}":
        rest = rest.dropFirst()
        let number = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(number.count)
        obey(rest.removeFirst(), Int(String(String.UnicodeScalarView(number))))
      default: put(scalar)
      }
    }
  }

  private mutating func obey(_ letter: Unicode.Scalar, _ number: Int?) {
    switch letter {
    case "A": row = max(0, row - (number ?? 1))
    case "B": row = min(rows - 1, row + (number ?? 1))
    case "C": column = min(columns - 1, column + (number ?? 1))
    case "H": (row, column) = (0, 0)
    case "K": erase(row, from: column)
    case "J":
      erase(row, from: number == 2 ? 0 : column)
      for other in cells.indices where number == 2 || other > row { erase(other, from: 0) }
    case "m": break
    default: fatalError("no terminal of ours knows ESC [ \(letter)")
    }
    isAtEdge = false
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = scalar.value >= 0x1100 ? 2 : 1
    if isAtEdge || column + width > columns {
      column = 0
      goDown()
    }
    isAtEdge = false
    // Of a wide character that is written over in part nothing stays.
    if cells[row][column] == "" { cells[row][column - 1] = " " }
    if column + width < columns, cells[row][column + width] == "" {
      cells[row][column + width] = " "
    }
    for place in column..<column + width { cells[row][place] = "" }
    cells[row][column] = String(Character(scalar))
    column += width
    if column == columns { (column, isAtEdge) = (columns - 1, true) }
  }

  private mutating func goDown() {
    if row + 1 < rows {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func erase(_ row: Int, from column: Int) {
    for place in column..<columns { cells[row][place] = " " }
  }
}
