import EventKernel
import Scenarios
import Simulator

/// Which role knew of a case when, and by which way, in words.
struct KnowledgeSentences: Sendable {
  var facts: RunFacts
  var names: Names

  init(_ facts: RunFacts, _ language: Language) {
    self.facts = facts
    names = facts.names(language)
  }

  private func phrase(_ zh: String, _ en: String) -> String { names.language == .zh ? zh : en }

  /// `Who knew of incident 1: Finder & Hotline at 02:14 (monitoring), Leading group at 02:45 (told
  /// by Emergency contact).` nil: no role knew of it.
  ///
  /// - Parameter most: moments that are told; of the roles that knew later only how many they are.
  func sentence(of incident: Row<Incident>, most: Int = 6) -> String? {
    let items = facts.knowledge.of(incident)
    guard !items.isEmpty else { return nil }
    var moments: [(roles: [String], time: SimulationTime, way: String)] = []
    for item in items {
      let (role, way) = (names.lane(item.role), briefWay(of: item))
      if let last = moments.last, last.time == item.time, last.way == way {
        moments[moments.count - 1].roles.append(role)
      } else {
        moments.append(([role], item.time, way))
      }
    }
    var parts = moments.prefix(most).map { moment in
      let roles = moment.roles.joined(separator: phrase("、", " & "))
      let time = facts.clock.short(moment.time)
      return phrase(
        ChineseSpacing.joined(roles, ChineseSpacing.joined(time, moment.way)),
        "\(roles) at \(time) (\(moment.way))")
    }
    let rest = moments.dropFirst(most).reduce(0) { $0 + $1.roles.count }
    if rest > 0, let last = items.last {
      let time = facts.clock.short(last.time)
      parts.append(
        phrase(
          "其余 \(rest) 个角色至 \(time) 先后知情",
          "\(Plural.count(rest, "more role", "more roles")) by \(time)"))
    }
    let name = names.incident(incident)
    return phrase(ChineseSpacing.joined(name, "何时知情："), "Who knew of \(name): ")
      + parts.joined(separator: phrase("，", ", ")) + phrase("。", ".")
  }

  /// `took up: Verify the alarm`, `told by Emergency contact: Tell the leading group`.
  func way(of item: RoleKnowledge.Item) -> String {
    let brief = briefWay(of: item)
    switch item.way {
    case .noticed: return brief
    case .task(let task):
      let step = names.flowNode(facts.replication.tasks[task.index].node)
      return phrase("着手“\(step)”", "took up: \(step)")
    case .message(let message):
      let step = names.flowNode(facts.replication.messages[message.index].node)
      return phrase("\(brief)：\(step)", "\(brief): \(step)")
    }
  }

  private func briefWay(of item: RoleKnowledge.Item) -> String {
    switch item.way {
    case .noticed(let channel):
      let word = Terms.word(channel)[names.language]
      return phrase(channel == .userCall ? "接\(word)" : "经\(word)得知", word)
    case .task: return phrase("着手处置", "took up a task")
    case .message(let message):
      let from = names.lane(facts.replication.messages[message.index].from)
      return phrase("获\(from)告知", "told by \(from)")
    }
  }
}
