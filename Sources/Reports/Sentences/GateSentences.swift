import EventKernel
import Rehearsal
import Scenarios

/// What a gate came to, in sentences.
struct GateSentences: Sendable {
  var gate: Gate
  var language: Language

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  func finding(_ drill: GatedDrill) -> FindingSentences {
    FindingSentences(drill: drill, language: language)
  }

  /// What decides the exit code: `worse: 1 of 3 drills; worm: weakened: ...; and 2 more`.
  var summary: String {
    if gate.worse.isEmpty, gate.isPartial {
      return phrase(
        "已中断：\(gate.planned) 场演练中看了 \(gate.drills.count) 场，尚无变差",
        "interrupted: \(gate.drills.count) of \(drills(gate.planned)) looked at, none worse so far")
    }
    return gate.isPassed ? passed : worse
  }

  private func drills(_ count: Int) -> String { Plural.count(count, "drill", "drills") }

  private func objectives(_ count: Int) -> String {
    Plural.count(count, "objective", "objectives")
  }

  private var worse: String {
    let worse = gate.worse
    let failures = worse.flatMap { drill in gate.failures(of: drill).map { (drill, $0) } }
    let first = failures.first.map { drill, found in
      "\(drill.pair.name): " + finding(drill).line(found)
    }
    let rest =
      failures.count > 1
      ? phrase("；另有 \(failures.count - 1) 项", "; and \(failures.count - 1) more") : ""
    return phrase(
      "变差：\(gate.drills.count) 场演练中 \(worse.count) 场；\(first ?? "")\(rest)",
      "worse: \(worse.count) of \(drills(gate.drills.count)); \(first ?? "")\(rest)")
  }

  private var passed: String {
    let same = gate.drills.count(where: \.isSame)
    let better = gate.drills.flatMap { $0.comparison?.figures ?? [] }
      .count { $0.figure.isGate && $0.change == .better }
    let new = gate.drills.count { $0.pair.before == nil }
    let found = gate.drills.flatMap { drill in drill.findings.map { (drill, $0) } }
    func count(_ kind: GateFinding.Kind) -> Int {
      found.count { $1.kind == kind && $1.objective != nil || $1.kind == kind && $1.row != nil }
    }
    let allowed = found.count { gate.isAllowed($1, of: $0) }
    let (open, undecided) = (count(.missedBefore), count(.undecided))
    let (stricter, renamed) = (count(.stricter), count(.renamed))
    let beside = found.count { $1.kind == .worseBeside }
    let told = [
      same == gate.drills.count
        ? phrase("各项差异均为 0", "every difference is exactly 0")
        : same > 0 ? phrase("\(same) 场完全相同", "\(same) the same") : nil,
      new > 0 ? phrase("\(new) 场新增", "\(new) new") : nil,
      better > 0
        ? phrase("\(better) 项变好", Plural.count(better, "figure", "figures") + " better") : nil,
      stricter > 0 ? phrase("\(stricter) 项目标收紧", objectives(stricter) + " stricter") : nil,
      renamed > 0 ? phrase("\(renamed) 项目标改名", objectives(renamed) + " renamed") : nil,
      allowed > 0 ? phrase("\(allowed) 项已准许", "\(allowed) allowed") : nil,
      open > 0
        ? phrase("\(open) 项目标原先也未达到", objectives(open) + " missed as before") : nil,
      undecided > 0
        ? phrase("\(undecided) 项目标未能判定", objectives(undecided) + " undecided") : nil,
      beside > 0 ? phrase("\(beside) 项变差而不计", "\(beside) worse that does not count") : nil,
    ].compactMap(\.self).map { phrase("，", ", ") + $0 }.joined()
    return phrase(
      "没有变差：\(gate.drills.count) 场演练\(told)", "no worse: \(drills(gate.drills.count))\(told)")
  }

  /// How it was looked at, and what limits the result.
  var notes: [String] {
    var notes: [String] = []
    if gate.isPartial {
      notes.append(
        phrase(
          "部分结果：已中断，\(gate.planned) 场演练中看了 \(gate.drills.count) 场",
          "partial result: interrupted, \(gate.drills.count) of \(drills(gate.planned)) were "
            + "looked at"))
    }
    let tolerance = Format.number(100 * gate.rules.tolerance.value) + " %"
    notes.append(
      phrase(
        "两边经历同样的夜晚（种子 \(gate.seed)）"
          + (gate.rules.tolerance.value > 0 ? "，容许变差 \(tolerance)" : "")
          + (gate.rules.isStrict ? "；严格：每项目标都须达到" : ""),
        "both sides met the same nights (seed \(gate.seed))"
          + (gate.rules.tolerance.value > 0 ? ", up to \(tolerance) worse is tolerated" : "")
          + (gate.rules.isStrict ? "; strict: every objective must be met" : "")))
    let idle = gate.idleAllowances
    if !idle.isEmpty {
      notes.append(
        phrase(
          "--allow 所列并无其事：\(idle.joined(separator: "、"))",
          "nothing was there to allow: --allow \(idle.joined(separator: ", "))"))
    }
    return notes
  }

  /// `worm-in-the-service-hall: worse`, with how often it was played.
  func head(_ drill: GatedDrill) -> String {
    let name = drill.pair.name
    let runs = drill.bench.map {
      phrase("，\($0.done) 次", ", \(Plural.count($0.done, "run", "runs"))")
    }
    return "\(name): \(word(drill)[language])\(runs ?? "")"
  }

  /// What became of a drill.
  func word(_ drill: GatedDrill) -> Bilingual {
    if drill.pair.after == nil { return Bilingual(zh: "已删除", en: "deleted") }
    if !gate.failures(of: drill).isEmpty { return Bilingual(zh: "变差", en: "worse") }
    if drill.pair.isSame { return Bilingual(zh: "文件相同", en: "the same files") }
    if drill.isSame {
      return Bilingual(zh: "完全相同，各项差异均为 0", en: "the same, every difference is exactly 0")
    }
    if drill.pair.before == nil { return Bilingual(zh: "新增", en: "new") }
    return Bilingual(zh: "没有变差", en: "no worse")
  }

  /// What is said of a finding, with whether it was allowed.
  func line(_ found: GateFinding, of drill: GatedDrill) -> String {
    let line = finding(drill).line(found)
    return gate.isAllowed(found, of: drill) ? phrase("已准许：", "allowed: ") + line : line
  }

  /// Of what is worse and does not count, beyond what is told.
  func more(_ count: Int) -> String {
    phrase("另有 \(count) 项变差而不计", "and \(count) more that are worse and do not count")
  }

  /// `✗` fails, `✓` is well, `·` is told.
  func sign(_ found: GateFinding, of drill: GatedDrill) -> String {
    gate.fails(found, of: drill) ? "✗" : "·"
  }
}
