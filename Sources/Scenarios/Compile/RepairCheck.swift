import EventKernel
import Simulator

/// What stands in the way of repairs in a drill, though each of its files is right by itself.
struct RepairCheck {
  private let platform: PlatformDescription
  private let support: SupportDescription

  init(_ platform: PlatformDescription, _ support: SupportDescription) {
    self.platform = platform
    self.support = support
  }

  /// - Parameter model: the drill, compiled.
  func run(_ model: Model, _ sink: inout DiagnosticSink) {
    let repairs = Array(model.net.nodes).filter { node in
      guard case .task(let step) = node.kind else { return false }
      return model.net.steps[step].effect == .repair
    }
    checkLeadTimes(model, &sink)
    checkAutomatic(model, &sink)
    guard !repairs.isEmpty else { return }
    checkParts(repairs, model, &sink)
    checkPresence(repairs, model, &sink)
  }

  /// Faults that take a part stay where no flow draws one and no vendor brings one along.
  private func checkParts(
    _ repairs: [FlowNode], _ model: Model, _ sink: inout DiagnosticSink
  ) {
    let isDrawn = model.net.steps.contains {
      $0.effect == .drawSpare || $0.effect == .orderSpare || $0.effect == .repair && $0.part != nil
    }
    let isBrought = repairs.contains { performer(of: $0, model) == .vendor }
    guard !isDrawn, !isBrought else { return }
    guard let failure = failures(model).first(where: { $0.part != nil }), let part = failure.part
    else { return }
    sink.warning(
      .partNeverDrawn, part.position,
      zh: "故障模式 '\(failure.name.text)' 要换备件 '\(part.text)'，但流程从不领用：修不了",
      en: "the failure mode '\(failure.name.text)' takes the part '\(part.text)', "
        + "and no flow draws one: it can't be repaired",
      hint: Bilingual(
        zh: "在修复之前加一个 'effect: draw-spare' 的步骤，或由专业机构修复",
        en: "add a step with 'effect: draw-spare' before the repair, or have a vendor repair"))
  }

  /// Faults that somebody must stand in front of stay where every repair is done from afar, or by
  /// tools.
  private func checkPresence(
    _ repairs: [FlowNode], _ model: Model, _ sink: inout DiagnosticSink
  ) {
    let canBeThere = repairs.contains { node in
      guard case .task(let step) = node.kind else { return false }
      switch performer(of: node, model) {
      case .automatic: return false
      case .outside: return true
      case .people, .vendor:
        return model.net.steps[step].isOnSite || model.net.steps[step].isOnSiteByFault
      }
    }
    guard !canBeThere, let failure = failures(model).first(where: \.isOnSite) else { return }
    sink.warning(
      .nobodyInFront, failure.name.position,
      zh: "故障模式 '\(failure.name.text)' 须有人到场，但修复步骤都由工具做或写着 'on site: false'：修不了",
      en: "somebody must stand in front of the failure mode '\(failure.name.text)', and every "
        + "repair is by tools or says 'on site: false': it can't be repaired",
      hint: Bilingual(
        zh: "由人修复，并删去 'on site: false'：是否到场由故障决定",
        en: "have people repair it, and leave 'on site' out: then the fault says whether somebody "
          + "must be there"))
  }

  /// Tools neither bring a part nor stand in front of anything.
  private func checkAutomatic(_ model: Model, _ sink: inout DiagnosticSink) {
    guard model.net.steps.contains(where: { $0.effect == .autoRespond }) else { return }
    for failure in failures(model)
    where failure.automatic.value > 0 && (failure.isOnSite || failure.part != nil) {
      sink.warning(
        .nobodyInFront, failure.name.position,
        zh: "故障模式 '\(failure.name.text)' 须有人到场或要换备件：自动处置修不了它",
        en: "the failure mode '\(failure.name.text)' takes somebody in front of it, or a part: "
          + "automatic response does not repair it",
        hint: Bilingual(zh: "请删去 automatic", en: "leave 'automatic' out"))
    }
  }

  /// What is ordered of a part that is measured comes after the drill's end.
  private func checkLeadTimes(_ model: Model, _ sink: inout DiagnosticSink) {
    let horizon = (model.drill.horizon - .zero).seconds
    let measured = Set(
      model.drill.measures.compactMap { measure -> Int? in
        switch measure.quantity {
        case .filledAtOnce(let part), .backorders(let part): part.index
        default: nil
        }
      })
    var row = -1
    for store in support.stores {
      for part in store.parts {
        row += 1
        guard measured.contains(row), let lead = part.leadTime, lead.mean > horizon else {
          continue
        }
        sink.warning(
          .latePart, part.name.position,
          zh: "备件 '\(part.name.text)' 的供货时间比演练长：订了也到不了",
          en: "the part '\(part.name.text)' takes longer to come than the drill lasts: what is "
            + "ordered does not arrive")
      }
    }
  }

  private func performer(of node: FlowNode, _ model: Model) -> Performer {
    node.lane.map { model.net.lanes[$0].performer } ?? .automatic
  }

  /// The failure modes that can strike in the drill: by law, by an inject, or by a hard stop.
  private func failures(_ model: Model) -> [FailureDescription] {
    var struck = Set<Int>()
    for inject in model.drill.injects {
      switch inject.action {
      case .fail(let mode): struck.insert(mode.index)
      case .failOne(let modes), .failAll(let modes):
        for row in modes { struck.insert(model.drill.targetModes[Int(row)].index) }
      case .hit, .hitAll, .hitOne, .restore, .restoreAll, .tell, .danger: break
      }
    }
    for component in model.platform.components {
      if let mode = component.hardStop { struck.insert(mode.index) }
    }
    let all = platform.components.flatMap(\.failures)
    guard all.count == model.platform.failureModes.count else { return [] }
    return all.indices.filter { row in
      struck.contains(row)
        || (model.drill.randomFailures && model.platform.failureModes[row].every != nil)
    }.map { all[$0] }
  }
}
