import Foundation
import Testing

@Suite("Comparing with known values")
struct ValidateTests {
  @Test(
    "ends with 64 where the command line is wrong",
    arguments: [
      ["--replications", "0"], ["--replications", "-3"], ["--replications", "10000001"],
      ["--replications", "many"], ["--threads", "0"], ["--seed", "x"], ["--markdown"],
      ["--markdown", ""], [""], ["--lang", "fr"],
    ])
  func usage(arguments: [String]) throws {
    let ending = try Command.run(["validate"] + arguments, in: try Folder())
    #expect(ending.status == 64)
    #expect(ending.out.isEmpty)
    #expect(!ending.err.isEmpty)
  }

  @Test("ends with 65 where there is no such file or folder", arguments: [[], ["nosuch"]])
  func missing(arguments: [String]) throws {
    let ending = try Command.run(["validate"] + arguments, in: try Folder())
    #expect(ending.status == 65)
    #expect(ending.out.isEmpty)
    #expect(ending.err.contains("no such file or folder"))
  }

  @Test("ends with 65 where no drill has known values")
  func nothingKnown() throws {
    let folder = try Folder.withScenarios()
    let ending = try Command.run(["validate", "scenarios/drills", "--lang", "zh"], in: folder)
    #expect(ending.status == 65)
    #expect(ending.out.isEmpty)
    #expect(ending.err.contains("没有一场演练写有已知值"))
  }

  @Test("tells every wrong file before anything is run, and ends with 65")
  func wrongFiles() throws {
    let folder = try Folder()
    try folder.write("drill: one\nnosuch: 1\n", to: "s/drills/one.yaml")
    try folder.write("drill: two\nother: 1\n", to: "s/drills/two.yaml")
    for paths in [["s"], ["s/drills/one.yaml", "s/drills/two.yaml"]] {
      let ending = try Command.run(["validate"] + paths, in: folder)
      #expect(ending.status == 65)
      #expect(ending.out.isEmpty)
      #expect(ending.err.contains("one.yaml") && ending.err.contains("two.yaml"))
    }
  }
}
