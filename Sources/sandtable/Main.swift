import ArgumentParser
import Scenarios

@main
enum Main {
  static func main() {
    Locale.settle()
    Signals.install()
    do {
      var command = try Sandtable.parseAsRoot()
      try command.run()
    } catch let exit as Exit {
      leave(exit)
    } catch {
      guard let failure = Failure(error) else { leaveByTheParser(error) }
      failure.tell()
      leave(failure.exit)
    }
  }

  private static func leave(_ exit: Exit) -> Never {
    Sandtable.exit(withError: ExitCode(exit.rawValue))
  }

  /// Help and version go to standard output, wrong use to standard error; the parser speaks
  /// English, so a line before it says the same in Chinese where that is the reader's language.
  private static func leaveByTheParser(_ error: any Error) -> Never {
    if Sandtable.exitCode(for: error).rawValue == Exit.usage.rawValue, Locale.language == .zh {
      Streams.tell("错误：命令用法不对，说明如下（英文）。\n")
    }
    // The parser's own printing does not notice that standard output refuses, and repeats what it
    // was given as it is.
    let words = Sandtable.fullMessage(for: error)
    if Sandtable.exitCode(for: error).isSuccess {
      do {
        try Streams.answer(words + "\n")
        leave(.done)
      } catch {
        (error as? Failure)?.tell()
        leave(.machine)
      }
    }
    if !words.isEmpty { Streams.tell(words + "\n") }
    Sandtable.exit(withError: ExitCode(Sandtable.exitCode(for: error).rawValue))
  }
}

/// The exit codes, which scripts and CI rely on.
enum Exit: Int32, Error {
  case done = 0
  /// An objective missed or undecided, or a regression found.
  case missed = 1
  case usage = 64
  /// A file that a person wrote is wrong or missing.
  case files = 65
  case ourFault = 70
  /// The machine refused: unwritable path, full disk, broken archive.
  case machine = 74
  case interrupted = 130
}
