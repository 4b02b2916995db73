import CLibedit
import Foundation

/// Text as the editor has it: one number for each character, and a zero behind the last.
///
/// The C library takes nothing but ASCII for letters until it is told another locale: one that all
/// machines have, so that nothing follows this one's.
enum WideText {
  /// False where even that one is missing.
  static let isKnown = setlocale(LC_CTYPE, "C.UTF-8") != nil

  static func characters(_ text: String) -> [wchar_t] {
    text.unicodeScalars.map { wchar_t($0.value) } + [0]
  }

  static func scalars(_ characters: UnsafeBufferPointer<wchar_t>) -> [Unicode.Scalar] {
    characters.map { Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) ?? "\u{FFFD}" }
  }

  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Columns of the terminal; 0 also for what can't be shown.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    isKnown ? max(0, Int(editing_width(wchar_t(scalar.value)))) : 1
  }
}
