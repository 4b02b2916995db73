import Foundation
import Testing

@Suite("Wrong use of the command line")
struct UsageTests {
  @Test(
    "ends with 64, says why on standard error, and prints no answer",
    arguments: [
      ["run"], ["nosuch"], ["run", "a", "b"], ["run", "a", "--seed", "x"],
      ["run", "a", "--seed", "-1"], ["run", "a", "--seed", "18446744073709551616"],
      ["run", "a", "--lang", "fr"], ["run", "--no-such-option", "a"], ["check"],
      ["new", "drill"], ["new", "drill", "Not A Name"], ["new", "drill", "../escape"],
      ["new", "threat"], ["new", "threat", "Not A Name"], ["new", "threat", "a/b"],
      ["runs", "extra"], ["runs", "--delete", "first"], ["report"], ["report", "last"],
      ["show"], ["list", "a", "b"],
    ])
  func usage(arguments: [String]) throws {
    let folder = try Folder()
    let ending = try Command.run(arguments, in: folder)
    #expect(ending.status == 64)
    #expect(ending.out.isEmpty)
    #expect(!ending.err.isEmpty)
  }

  @Test("shows what comes again and again, and of which targets, in both languages")
  func again() throws {
    let folder = try Folder.withScenarios()
    for (language, words) in [
      ("en", ["again and again, mean 91 d 6 h apart", "one of 24, drawn:"]),
      ("zh", ["反复，平均 91 天 6 小时一次", "共 24 个中随机"]),
    ] {
      let ending = try Command.run(["show", "ordinary-year", "--lang", language], in: folder)
      for word in words { #expect(ending.out.contains(word), "\(ending.out)") }
    }
  }

  @Test("of a seed says which seeds there are", arguments: ["-1", "x", "18446744073709551616"])
  func seeds(_ seed: String) throws {
    let ending = try Command.run(["run", "a", "--seed", seed], in: try Folder())
    #expect(ending.status == 64)
    #expect(ending.err.contains("from 0 to 18446744073709551615"))
  }

  @Test("is told in Chinese, too, where that is the reader's language")
  func chinese() throws {
    let folder = try Folder()
    let ending = try Command.run(["run"], in: folder, with: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(ending.err.hasPrefix("错误："))
  }

  @Test(
    "is not what asking for help is",
    arguments: [[], ["new"], ["--help"], ["run", "--help"], ["help", "check"], ["--version"]])
  func help(arguments: [String]) throws {
    let folder = try Folder()
    let ending = try Command.run(arguments, in: folder)
    #expect(ending.status == 0)
    #expect(!ending.out.isEmpty)
    #expect(ending.err.isEmpty)
  }
}
