import EventKernel
import Scenarios
import Scoring
import Simulator

extension DescriptionText {
  func blocks(_ drill: DrillDescription) -> [[String]] {
    var head = title(drill.name.text, drill.title, ("演练", "drill"))
    if let event = drill.event { head.append(Terms.word(event)[language]) }
    if let teaches = drill.teaches { head += TextWidth.wrapped(teaches[language], to: width) }
    head.append(
      phrase("开始 ", "start ") + CivilClock(start: drill.start).full(.zero)
        + phrase("，推演 ", ", horizon ") + duration(drill.horizon))
    return [
      head,
      [heading("所用文件", "Files used")]
        + table(
          phrases(("种类", "kind"), ("路径", "path")),
          [
            (phrase("平台", "platform"), drill.uses.platform),
            (phrase("支持团队", "support"), drill.uses.support),
            (phrase("协议", "agreement"), drill.uses.agreement),
            (phrase("评分标准", "rubric"), drill.uses.rubric),
          ].compactMap { kind, name in name.map { [kind, $0.text] } }
            + drill.uses.flows.map { [phrase("流程", "flows"), $0.text] }
            + drill.uses.objectives.map { [phrase("目标", "objectives"), $0.text] }),
      [heading("演练脚本", "Script")]
        + table(
          phrases(("情景注入", "inject"), ("时机", "cue"), ("内容", "action")),
          drill.injects.map { inject in
            [title(of: inject), words(inject.cue), words(inject.action)]
          }),
      [heading("人员偏差", "Deviations")]
        + table(
          phrases(("名称", "name"), ("比例", "share"), ("步骤", "steps")),
          drill.deviations.map { deviation in
            [
              deviation.title?[language] ?? deviation.name.text,
              Format.percent(Milli(Int((deviation.share.value * 1000).rounded()))),
              deviation.steps?.map(\.text).joined(separator: " ") ?? phrase("全部", "all"),
            ]
          }),
      [heading("目标", "Objectives")] + table(of: drill.objectives),
    ]
  }

  /// Objectives and what they ask for.
  func table(of objectives: [ObjectiveDescription]) -> [String] {
    let words = ObjectiveWords(
      language: language, currency: compiled?.lexicon.currency ?? CostsDescription.usualCurrency)
    return table(
      phrases(("目标", "objective"), ("要求", "required")),
      objectives.map { [$0.title?[language] ?? $0.name.text, words.bound($0)] })
  }

  /// A text without a title of its own is told by whom it is for; others by their name.
  private func title(of inject: InjectDescription) -> String {
    if let title = inject.title { return title[language] }
    if case .tell = inject.action { return phrase("告知", "a text") }
    return inject.name.text
  }

  private func title(_ name: String, of labels: [Label]?) -> String? {
    labels?.first { $0.key == name }?.title[language]
  }

  private func node(_ name: Name) -> String {
    title(name.text, of: compiled?.lexicon.nodes) ?? name.text
  }

  /// A component, several, or that it is one of several.
  private func words(_ targets: InjectDescription.Targets) -> String {
    let names = targets.names
    guard names.count > 1, let first = names.first, let last = names.last else {
      return names.map(node).joined()
    }
    let few = names.count > 3 ? [first, last].map(node) : names.map(node)
    let list = few.joined(separator: names.count > 3 ? " … " : phrase("、", ", "))
    switch targets {
    case .oneOf:
      return phrase("\(list) 共 \(names.count) 个中随机一个", "one of \(names.count), drawn: \(list)")
    case .all:
      return names.count > 3
        ? phrase("\(list) 共 \(names.count) 个", "\(list), \(names.count) in all") : list
    }
  }

  private func role(_ name: Name) -> String {
    title(name.text, of: compiled?.lexicon.posts) ?? title(name.text, of: compiled?.lexicon.lanes)
      ?? name.text
  }

  private func threat(_ name: Name) -> String {
    title(name.text, of: compiled?.lexicon.threats) ?? name.text
  }

  /// What a failure mode of a component is called.
  private func mode(_ mode: Name, of component: Name) -> String {
    guard let compiled,
      let row = compiled.lexicon.nodes.firstIndex(where: { $0.key == component.text }),
      row < compiled.model.platform.components.count
    else { return mode.text }
    let modes = compiled.model.platform.components[row].failureModes
    let labels = compiled.lexicon.failureModes[Int(modes.lowerBound)..<Int(modes.upperBound)]
    return title(mode.text, of: Array(labels)) ?? mode.text
  }

  private func words(_ cue: InjectDescription.Cue) -> String {
    switch cue {
    case .at(let span): "T+" + duration(span)
    case .after(let law): phrase("随机，", "drawn, ") + mean(law)
    case .when: phrase("条件满足时", "when its condition holds")
    case .recurring(.every(let law)):
      phrase("反复，", "again and again, ") + mean(law) + phrase("一次", " apart")
    case .recurring(.rate): phrase("反复，速率随时间变化", "again and again, at a rate that changes")
    }
  }

  private func words(_ action: InjectDescription.Action) -> String {
    switch action {
    case .fail(let targets, let mode):
      phrase("故障：", "fails: ") + words(targets)
        + (mode.map {
          let word = self.mode($0, of: targets.names[0])
          return phrase("（\(word)）", " (\(word))")
        } ?? "")
    case .hit(let targets, let threat):
      phrase("发生于：", "hit: ") + words(targets)
        + phrase("（\(self.threat(threat))）", " (\(self.threat(threat)))")
    case .restore(let targets): phrase("恢复：", "restores: ") + words(targets)
    case .tell(let role, let text):
      phrase("\(self.role(role))：\(text.zh)", "\(self.role(role)): \(text.en)")
    case .danger(let begins):
      begins ? phrase("人员遇险", "people in danger") : phrase("险情解除", "danger over")
    }
  }
}
