import Foundation

/// Reads one text file from disk, and refuses what is none.
enum FileText {
  /// Bytes; a platform of a million components in ranges stays below.
  static let sizeLimit = 16 << 20

  /// Why a file was not read.
  struct Refusal: Error {
    var rule: DiagnosticRule
    var message: Bilingual
    var hint: Bilingual?
  }

  static func read(_ path: String) -> Result<String, Refusal> {
    var status = stat()
    // What can't be looked up can't be read either, and that says why.
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        return .failure(
          Refusal(
            rule: .notAFile,
            message: Bilingual(zh: "'\(path)' 不是普通文件", en: "'\(path)' is not a regular file")))
      }
      guard status.st_size <= sizeLimit else { return .failure(tooLarge(path)) }
    }
    do {
      return decode(Array(try Data(contentsOf: URL(fileURLWithPath: path))), path)
    } catch {
      return .failure(refusal(error as NSError, path))
    }
  }

  /// A name of other bytes reaches us with signs in their place, by which no file can be found.
  static func unreadableName(_ path: String) -> Refusal {
    Refusal(
      rule: .notUTF8,
      message: Bilingual(
        zh: "'\(path)' 的名称不是 UTF-8，无法读取",
        en: "the name of '\(path)' is not UTF-8; it cannot be read"),
      hint: Bilingual(zh: "请改名", en: "give it another name"))
  }

  private static func tooLarge(_ path: String) -> Refusal {
    Refusal(
      rule: .fileTooLarge,
      message: Bilingual(
        zh: "'\(path)' 超过 \(sizeLimit >> 20) MiB",
        en: "'\(path)' is larger than \(sizeLimit >> 20) MiB"))
  }

  private static func decode(_ bytes: [UInt8], _ path: String) -> Result<String, Refusal> {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return .failure(
        Refusal(
          rule: .notUTF8,
          message: Bilingual(zh: "'\(path)' 不是 UTF-8 文本", en: "'\(path)' is not UTF-8 text"),
          hint: Bilingual(zh: "请另存为 UTF-8", en: "save it as UTF-8")))
    }
    return .success(text)
  }

  private static func refusal(_ error: NSError, _ path: String) -> Refusal {
    if path.unicodeScalars.contains("\u{FFFD}") { return unreadableName(path) }
    let missing = [CocoaError.fileNoSuchFile.rawValue, CocoaError.fileReadNoSuchFile.rawValue]
    if missing.contains(error.code) {
      return Refusal(
        rule: .missingFile,
        message: Bilingual(zh: "没有文件 '\(path)'", en: "there is no file '\(path)'"))
    }
    return Refusal(
      rule: .unreadableFile,
      message: Bilingual(zh: "文件 '\(path)' 无法读取", en: "the file '\(path)' cannot be read"))
  }
}
