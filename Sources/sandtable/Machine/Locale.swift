import ArgumentParser
import Foundation
import Scenarios

/// The reader's language, by the environment alone.
enum Locale {
  /// The first of LC_ALL, LC_MESSAGES and LANG that is set decides; Chinese of any kind is `zh`.
  static var language: Language {
    let environment = ProcessInfo.processInfo.environment
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    return named?.hasPrefix("zh") == true ? .zh : .en
  }
}

extension Language: ExpressibleByArgument {}

/// `--lang`, for every command that prints words.
struct LanguageOption: ParsableArguments {
  @Option(name: .customLong("lang"), help: "Language of the answer 语言: zh, en. Default by LANG.")
  var chosen: Language?

  var language: Language { chosen ?? Locale.language }
}
