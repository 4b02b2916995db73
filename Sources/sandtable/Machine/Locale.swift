import ArgumentParser
import Foundation
import Scenarios

/// The reader's language, for what is said before or beside a command's own options.
enum Locale {
  /// `--lang` on the command line; else the first of LC_ALL, LC_MESSAGES and LANG that is set:
  /// Chinese of any kind is `zh`, anything else `en`.
  static let language: Language = {
    let arguments = CommandLine.arguments
    for (option, value) in zip(arguments, arguments.dropFirst()) where option == "--lang" {
      if let language = Language(rawValue: value) { return language }
    }
    let environment = ProcessInfo.processInfo.environment
    let named = variables.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return named?.hasPrefix("zh") == true ? .zh : .en
  }()

  private static let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]

  /// Reads the language, and leaves none for Foundation: it stops the process at the name of a
  /// locale that it does not expect, and nothing that we print may follow the machine's locale.
  static func settle() {
    _ = language
    for variable in variables { setenv(variable, "C", 1) }
  }
}

extension Language: ExpressibleByArgument {}

/// `--lang`, for every command that prints words.
struct LanguageOption: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language of the answer 语言: zh, en. Default by LANG.")
  var chosen: Language?

  var language: Language { chosen ?? Locale.language }
}
