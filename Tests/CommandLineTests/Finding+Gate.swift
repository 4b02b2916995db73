import Foundation

/// Each change of the worm's drill, with what a gate and a baseline say of it.
extension Finding {
  private static let same = "0 no worse: 1 drill, every difference is exactly 0"
  private static let sameAsBefore = "0 the same as the baseline: every difference is exactly 0"

  private static func gate(
    _ name: String, right: String, runs: Int = 400,
    _ change: @escaping @Sendable (GateTrees) throws -> Void
  ) -> Finding {
    Finding(.gate, name, right: right) { folder in
      let trees = try GateTrees(folder)
      try change(trees)
      let told = try trees.gate(runs: runs)
      return "\(told) | \(try trees.baseline(runs: runs))"
    }
  }

  /// One whose objective asks less, as both say it.
  private static func weakened(
    _ name: String, _ told: String, _ old: String, to new: String
  ) -> Finding {
    gate(
      name,
      right: "1 worse: 1 of 1 drill; \(worm): weakened: \(told) | 1 1 objective weakened: "
        + told
    ) { try $0.change(GateTrees.drill, old, to: new) }
  }

  static let gate: [Finding] = sameMeaning + asked + played + treeRows

  private static let sameMeaning: [Finding] = [
    gate("a comment", right: "\(same) | \(sameAsBefore)") {
      try $0.change(GateTrees.drill, "drill: worm", to: "# said\ndrill: worm")
    },
    gate("a title", right: "\(same) | \(sameAsBefore)") {
      try $0.change(GateTrees.drill, "Worm in the service hall", to: "The worm")
    },
    gate("a component that nothing happens to", right: "\(same) | \(sameAsBefore)") {
      try $0.change("platforms/province.yaml", "Service kiosk", to: "A kiosk")
    },
    gate("coordinates of a drawing", right: "\(same) | \(sameAsBefore)") {
      try $0.change("flows/emergency.bpmn", "<dc:Bounds x=\"1", to: "<dc:Bounds x=\"2")
    },
  ]

  private static let asked: [Finding] = [
    weakened(
      "runs: 90 % to 50 %", "contained: in 50 % of runs, was 90 %; 97 % before, 97 % now",
      "every: <= 6 h\n    runs: 90 %", to: "every: <= 6 h\n    runs: 50 %"),
    weakened(
      "at least: 95 % to 10 %", "answered: at least 10 %, was 95 %; 100 % before, 100 % now",
      "at least: 95 %", to: "at least: 10 %"),
    weakened(
      "mean: <= 30 h to 3000 h", "recovered: ≤ 125 d, was ≤ 30 h; 8.212 h before, 8.212 h now",
      "mean: <= 30 h", to: "mean: <= 3000 h"),
    weakened(
      "bound 6 h to 12 h", "contained: ≤ 12 h, was ≤ 6 h; 97 % before, 100 % now",
      "every: <= 6 h", to: "every: <= 12 h"),
    gate(
      "objective renamed",
      right: "0 no worse: 1 drill, 1 objective renamed"
        + " | 0 no regression; nothing that can be told is better"
    ) { try $0.change(GateTrees.drill, "  recovered: {", to: "  restored: {") },
    gate(
      "objective removed",
      right: "1 worse: 1 of 1 drill; \(worm): removed: the objective 'held-back'"
        + " | 1 1 objective is gone or asking for something else: held-back"
    ) {
      try $0.change(
        GateTrees.drill, "  held-back: {metric: spread, every: <= 60, runs: 90 %}\n", to: "")
    },
    Finding(.gate, "an objective missed before and after", right: "0 | 1") { folder in
      let trees = try GateTrees(folder)
      try trees.change(GateTrees.drill, "every: <= 60", to: "every: <= 5")
      try folder.write(try folder.read("head/\(GateTrees.drill)"), to: "base/\(GateTrees.drill)")
      try trees.change(GateTrees.drill, "drill: worm", to: "# said\ndrill: worm")
      let (free, strict) = (try trees.ending(), try trees.ending(["--strict"]))
      let isTold = free.out.contains("missed, as it was not met before, and no worse: held-back")
      return isTold ? "\(free.status) | \(strict.status)" : free.out
    },
  ]

  private static let played: [Finding] = [
    gate(
      "a step faster",
      right:
        "0 no worse: 1 drill, 7 figures better | 0 no regression, 7 better",
      runs: 2_000
    ) { try $0.changeBlock(to: "2 min, 5 min, 12 min") },
    gate(
      "one person of eight fewer",
      right: "0 no worse: 1 drill, 1 worse that does not count"
        + " | 0 no regression; nothing that can be told is better"
    ) { try $0.change("support/province.yaml", "hotline-1..8:", to: "hotline-1..7:") },
    Finding(.gate, "a step 2 % and 10 % slower", right: "0 says why 0 says why") { folder in
      let trees = try GateTrees(folder)
      return try ["306 s, 612 s, 1530 s", "330 s, 660 s, 1650 s"].map { times in
        try trees.changeBlock(to: times)
        let ending = try trees.ending()
        try trees.changeBlock(from: times, to: GateTrees.block)
        let told = ending.out.contains("and does not count") && ending.out.contains("Block")
        return "\(ending.status) \(told ? "says why" : ending.out)"
      }.joined(separator: " ")
    },
    Finding(.gate, "twice as many slow steps, timers doubled", right: "1 worse 1 worse") {
      folder in
      let slow = "late: {uniform: [2 min, 10 min]}, share: "
      let trees = try GateTrees(folder)
      try trees.change(GateTrees.drill, slow + "10 %", to: slow + "20 %")
      let first = try trees.gate(runs: 2_000)
      try trees.change(GateTrees.drill, slow + "20 %", to: slow + "10 %")
      for flow in ["emergency", "event", "plan-b1-malware"] {
        let path = "head/flows/\(flow).bpmn"
        let text = try folder.read(path)
        try folder.write(
          text.replacing(#/PT(\d+)([MH])</#) { "PT\(2 * (Int($0.1) ?? 0))\($0.2)<" }, to: path)
      }
      let second = try trees.gate(runs: 4_000)
      return [first, second].map { String($0.prefix(7)) }.joined(separator: " ")
    },
    Finding(.gate, "another seed, fewer and more runs", right: "0 0 0") { folder in
      let trees = try GateTrees(folder)
      let told = try [
        trees.baseline(["--seed", "2"]), trees.baseline(runs: 200, before: 400),
        trees.baseline(runs: 800, before: 400),
      ]
      return told.map { String($0.prefix(1)) }.joined(separator: " ")
    },
  ]
}

extension Finding {
  private static let treeRows: [Finding] = [
    Finding(
      .gate, "a drill added, met and missed",
      right: "0 no worse: 2 drills, 1 the same, 1 new | 1 worse: 1 of 2 drills; another: "
        + "new and missed: held-back"
    ) { folder in
      let trees = try GateTrees(folder)
      let text = try folder.read("head/\(GateTrees.drill)")
      let another = text.replacing("drill: \(worm)", with: "drill: another")
      try folder.write(another, to: "head/drills/another.yaml")
      let met = try trees.gate()
      try folder.write(
        another.replacing("every: <= 60", with: "every: <= 5"), to: "head/drills/another.yaml")
      return "\(met) | \(try trees.gate().prefix(58))"
    },
    Finding(
      .gate, "a drill deleted",
      right: "1 worse: 1 of 2 drills; \(Self.worm): the drill is deleted | "
        + "0 no worse: 2 drills, 1 new, 1 allowed"
    ) { folder in
      let trees = try GateTrees(folder)
      let text = try folder.read("head/\(GateTrees.drill)")
      try folder.write(
        text.replacing("drill: \(worm)", with: "drill: another"), to: "head/drills/another.yaml")
      try FileManager.default.removeItem(atPath: folder.path("head/\(GateTrees.drill)"))
      return "\(try trees.gate()) | \(try trees.gate(["--allow", worm]))"
    },
    Finding(.gate, "a regression's JSON", right: "1 passed false regression") { folder in
      let trees = try GateTrees(folder)
      try trees.changeBlock(to: "50 min, 100 min, 250 min")
      _ = try trees.baseline()
      let ending = try Command.run(
        [
          "bench", "head/\(GateTrees.drill)", "--replications", "400", "--baseline", "b.json",
          "--json",
        ], in: folder)
      let object = try JSONSerialization.jsonObject(with: Data(ending.out.utf8))
      let document = object as? [String: Any] ?? [:]
      let comparison = document["comparison"] as? [String: Any] ?? [:]
      return "\(ending.status) passed \(document["passed"] as? Bool ?? true) "
        + (comparison["outcome"] as? String ?? "nothing")
    },
    Finding(
      .gate, "a baseline edited by hand",
      right:
        "65 error: b.json:LINE: this line is not as it was written; a baseline is renewed, not "
        + "edited"
    ) { folder in
      let trees = try GateTrees(folder)
      _ = try trees.baseline()
      let text = try folder.read("b.json")
      let edited = text.replacing("\"limit\":21600000000", with: "\"limit\":43200000000")
      guard edited != text else { return text }
      try folder.write(edited, to: "b.json")
      let line = zip(text.split(separator: "\n"), edited.split(separator: "\n"))
        .enumerated().first { $0.element.0 != $0.element.1 }
      let told = GateTrees.told(
        try Command.run(
          ["bench", "head/\(GateTrees.drill)", "--baseline", "b.json", "--lang", "en"], in: folder))
      return told.replacing("b.json:\((line?.offset ?? 0) + 1):", with: "b.json:LINE:")
    },
  ]

  private static let worm = "worm-in-the-service-hall"
}
