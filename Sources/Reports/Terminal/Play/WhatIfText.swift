import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Simulator

/// The decisions of a run, and what another choice would have made of that night, for a terminal.
package struct WhatIfText: Sendable {
  let run: Run
  let language: Language
  let facts: RunFacts
  let names: Names
  let options: OptionNames
  let play: PlayText

  package init(_ run: Run, _ language: Language) {
    self.run = run
    self.language = language
    facts = RunFacts(run)
    names = facts.names(language)
    options = OptionNames(facts)
    play = PlayText(run.drill, language)
  }

  func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// What an option is called.
  package func option(_ name: NameHash) -> String { options.label(name)?.title[language] ?? "?" }

  func role(_ decision: RunDecision) -> String { decision.lane.map(names.lane) ?? "" }

  /// `Located?`, or `who: Tier 1 diagnoses`.
  func question(_ decision: RunDecision) -> String {
    let node = names.flowNode(decision.point.node)
    return switch decision.point.question {
    case .branch: node
    case .dispatch: phrase("派谁：\(node)", "whom to send: \(node)")
    }
  }

  // MARK: The list

  /// Every decision of people in the run, a line each: number, time, role, question, what was
  /// chosen, and what else there was.
  ///
  /// - Parameter all: whom the work was given to, too.
  package func list(_ decisions: [RunDecision], all: Bool) -> String {
    let ofPeople = decisions.filter(isOfPeople)
    let shown = ofPeople.filter { all || $0.isWay }
    let tools = decisions.count - ofPeople.count
    let head = phrase(
      "\(run.drill.title.zh)，种子 \(run.seed)：人员作出 \(ofPeople.count) 次决策（另有 \(tools) 次由工具判定）。"
        + "用 --at 编号 --choose 选项 另作选择。",
      "\(run.drill.title.en), seed \(run.seed): people decided \(Plural.times(ofPeople.count)); tools \(Plural.times(tools)). "
        + "Choose otherwise with --at NUMBER --choose OPTION.")
    let left = ofPeople.count - shown.count
    let rest =
      left == 0
      ? ""
      : phrase(
        "\n其中 \(left) 次是派谁去做，用 --all 列出。", "\n\(left) of these are whom to send: --all lists them.")
    let rows = shown.map { decision in
      [
        String(decision.number), facts.clock.short(decision.point.time), role(decision),
        question(decision), option(decision.options[decision.chosen]),
        others(decision),
      ]
    }
    let titles =
      language == .zh
      ? ["编号", "时间", "角色", "问题", "选择", "其他选项"]
      : ["no.", "time", "role", "question", "chosen", "other options"]
    return ([head + rest, ""] + columns([titles] + rows)).joined(separator: "\n") + "\n"
  }

  /// Whether somebody could have chosen otherwise: what tools tell is no choice.
  private func isOfPeople(_ decision: RunDecision) -> Bool {
    guard let lane = decision.lane else { return true }
    return run.drill.model.net.lanes[lane.index].performer != .automatic
  }

  private func others(_ decision: RunDecision) -> String {
    let others = decision.options.indices.filter { $0 != decision.chosen }
      .map { option(decision.options[$0]) }
    return names.list(others)
  }

  private func columns(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { TextWidth.cells($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        column == row.count - 1 ? text : TextWidth.padded(text, to: widths[column])
      }
      return cells.joined(separator: "  ")
    }
  }

  // MARK: One of them

  /// A decision with its options, each with its number from 1, and what was known.
  package func decision(_ decision: RunDecision) -> [String] {
    let head =
      "\(decision.number)  \(facts.clock.full(decision.point.time))  \(role(decision))  "
      + question(decision)
    let options = decision.options.indices.map { row in
      var marks: [String] = []
      if row == decision.chosen { marks.append(phrase("所选", "chosen")) }
      if row == decision.point.byTheFlow { marks.append(phrase("预案", "the plan")) }
      let mark =
        marks.isEmpty
        ? "" : phrase("（\(marks.joined(separator: "、"))）", " (\(marks.joined(separator: ", ")))")
      return "  \(row + 1)) \(option(decision.options[row]))\(mark)"
    }
    let known = decision.known.map { play.file($0) } ?? []
    return [head] + options + [phrase("当时所知：", "What was known:")] + known.map { "  \($0)" }
  }

  /// Both courses side by side: what they came to, and where they part.
  package func comparison(_ whatIf: WhatIf) -> String {
    let chosen = option(whatIf.decision.options[whatIf.decision.chosen])
    let instead = option(whatIf.decision.options[whatIf.option])
    var lines = decision(whatIf.decision)
    lines.append("")
    lines.append(
      phrase(
        "事后另作选择：“\(instead)”代替“\(chosen)”。未知的事实与当晚相同，故此为事后之见。",
        "Otherwise: \"\(instead)\" instead of \"\(chosen)\". What nobody knew is as it was that night: "
          + "this is hindsight."))
    guard let parting = whatIf.parting else {
      lines.append(phrase("结果毫无差别。", "Nothing at all comes out differently."))
      return lines.joined(separator: "\n") + "\n"
    }
    lines += [""] + figures(whatIf) + [""]
    lines.append(
      phrase(
        "两种经过自 \(facts.clock.full(parting)) 起不同：", "The two part at \(facts.clock.full(parting)):"))
    lines += courses(whatIf, from: parting)
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Figures

  private func figures(_ whatIf: WhatIf) -> [String] {
    let words = FigureWords(drill: run.drill, language: language)
    let figures = WhatIfFigures(whatIf)
    let told = figures.rows.map { row in
      [
        Terms.word(row.metric)[language], words.value(row.original, row.unit),
        words.value(row.other, row.unit),
      ]
    }
    let titles = [
      phrase("指标", "metric"), phrase("当晚", "that night"), phrase("另作选择", "otherwise"),
    ]
    let objectives = figures.objectives.map {
      [$0.name[language], Terms.word($0.original)[language], Terms.word($0.other)[language]]
    }
    return columns([titles] + told + objectives)
  }

  /// The first lines of each course that the other has not.
  private func courses(_ whatIf: WhatIf, from parting: SimulationTime) -> [String] {
    let one = told(whatIf.original, from: parting)
    let other = told(whatIf.other, from: parting)
    let alone = one.filter { !other.contains($0) }.prefix(8)
    let otherwise = other.filter { !one.contains($0) }.prefix(8)
    return [phrase("当晚：", "That night:")] + alone.map { "  \($0)" }
      + [phrase("另作选择：", "Otherwise:")] + otherwise.map { "  \($0)" }
  }

  private func told(_ run: Run, from parting: SimulationTime) -> [String] {
    let facts = RunFacts(run)
    return Timeline(facts, language).lines().filter { $0.time >= parting }
      .map { "\(facts.clock.short($0.time)) \($0.text)" }
  }
}
