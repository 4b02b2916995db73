import EventKernel
import Simulator

/// What came of threats beside what is down.
extension RunSentences {
  /// `Query and visualisation failed requests for 55 min, up to 70 % of them; 3 components were
  /// destroyed.` nil: nothing of the kind.
  var harm: String? {
    let parts = harmTexts
    guard !parts.isEmpty else { return nil }
    return Format.capital(parts.joined(separator: phrase("；", "; "))) + phrase("。", ".")
  }

  var harmTexts: [String] { failingTexts + destructionTexts + dataTexts + peopleTexts }

  /// Of each service that failed requests, but for more than three the rest.
  private var failingTexts: [String] {
    let failing = facts.failing
    let shown = failing.prefix(failing.count > 4 ? 3 : 4).map { service in
      let name = names.node(facts.model.platform.services[service.service].node)
      let share = Format.number(Double(service.worst) / 10_000, digits: 3)
      let lasted = duration(service.lasted)
      return phrase(
        "\(name)有请求失败，历时 \(lasted)，最多 \(share) %",
        "\(name) failed requests for \(lasted), up to \(share) % of them")
    }
    let rest = failing.count - shown.count
    guard rest > 0 else { return shown }
    return shown + [phrase("另有 \(rest) 项服务也有请求失败", "\(rest) more services failed requests, too")]
  }

  private var destructionTexts: [String] {
    let count = facts.replication.destroyedCount
    guard count > 0 else { return [] }
    let things = Plural.count(count, "component was", "components were")
    return [phrase("损毁 \(count) 个组件", "\(things) destroyed")]
  }

  private var dataTexts: [String] {
    var texts: [String] = []
    let leaked = facts.replication.leakedCount
    if leaked > 0 {
      texts.append(
        phrase("外泄 \(leaked) 条记录", "\(Plural.count(leaked, "record", "records")) went out"))
    }
    let lost = facts.replication.dataLost.enumerated().filter { $0.element > .zero }
    // Of several that lost as much the first.
    if let most = lost.max(by: { ($0.element, $1.offset) < ($1.element, $0.offset) }) {
      let name = names.dataSet(Row(most.offset))
      let span = duration(most.element)
      let rest = lost.count - 1
      texts.append(
        rest == 0
          ? phrase("\(name)丢失或缺失 \(span)的更新", "\(span) of updates of \(name) were lost or missing")
          : phrase(
            "\(name)等 \(lost.count) 个数据集最多丢失或缺失 \(span)的更新",
            "up to \(span) of updates of \(lost.count) data sets were lost or missing, most of "
              + name))
    }
    return texts
  }

  private var peopleTexts: [String] {
    let record = facts.replication
    var texts: [String] = []
    if record.hurtCount > 0 {
      let people = Plural.count(record.hurtCount, "person was", "people were")
      texts.append(phrase("\(record.hurtCount) 人次受伤", "\(people) hurt"))
    }
    if record.exposedTime > .zero {
      let time = duration(record.exposedTime)
      texts.append(phrase("人员暴露合计 \(time)", "people were in danger for \(time) in all"))
    }
    if record.evacuatedCount > 0 {
      let people = Plural.count(record.evacuatedCount, "person", "people")
      texts.append(
        phrase("\(record.evacuatedCount) 人次撤离", "\(people) left places that were closed"))
    }
    return texts
  }
}
