import EventKernel
import Rehearsal
import Scenarios
import Scoring
import Statistics

/// What many runs say of an objective: the estimate and of how many it is, on what grounds it is
/// decided, and what is missing where it is not. Every format has the same.
struct VerdictSentences: Sendable {
  var words: FigureWords
  private var language: Language { words.language }

  init(_ drill: CompiledDrill, _ language: Language) {
    words = FigureWords(drill: drill, language: language)
  }

  private func phrase(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  // MARK: The estimate

  /// `97.4 % (96.1–98.3 %), 1948 of 2000 runs`.
  func estimate(_ verdict: BenchVerdict) -> String {
    guard let value = verdict.estimate else { return phrase("没有可测的值", "nothing to measure") }
    let number = value.isFinite ? words.value(value, verdict.unit) : "–"
    // Of what one run tells there is no range.
    let isCertain = verdict.finding.basis == .constant
    let range = isCertain ? nil : verdict.interval.map { words.range($0, verdict.unit) }
    let found = range.map { phrase("\(number)（\($0)）", "\(number) (\($0))") } ?? number
    let told = [lead(verdict), found].compactMap(\.self).joined()
    return told + ended(verdict) + phrase("，", ", ") + count(verdict)
  }

  /// Beside a mean of the time so far, that of what came to an end, as measures have it.
  private func ended(_ verdict: BenchVerdict) -> String {
    guard verdict.isSoFar, let mean = verdict.evidence.endedMean else { return "" }
    let value = words.value(mean, verdict.unit)
    return phrase("，已结束者 \(value)", ", of those that ended \(value)")
  }

  /// What goes before a number that is not the metric's own: of a quantile the share, of a mean
  /// with open values what it is.
  private func lead(_ verdict: BenchVerdict) -> String? {
    if let quantile = verdict.quantile,
      case .quantile(let probability, let comparison, let bound) =
        verdict.objective.test
    {
      let percent = Format.number(100 * probability.value)
      let unit = Figure.Unit(of: verdict.objective.metric)
      // A drawing of the values, good to a relative 1/256.
      let value = words.rounded(quantile, unit)
      let limit = ObjectiveWords(words.drill, language)
        .value(bound, in: verdict.objective.unit, of: verdict.objective.metric)
      let sign = Terms.word(comparison)
      return phrase(
        "P\(percent) 为 \(value)；\(sign) \(limit) 的占 ", "p\(percent) \(value); \(sign) \(limit): ")
    }
    return verdict.isSoFar ? phrase("迄今时间的平均 ", "mean of the time so far ") : nil
  }

  /// `1948 of 2000 runs`, `3210 tasks in 64 runs`, `12 incidents in 9 of 64 runs`.
  func count(_ verdict: BenchVerdict) -> String {
    let evidence = verdict.evidence
    let seen = evidence.runs - evidence.empty
    let runs =
      seen == evidence.runs
      ? phrase("\(seen) 次推演", Plural.count(Int(seen), "run", "runs"))
      : phrase(
        "\(evidence.runs) 次推演中的 \(seen) 次",
        "\(seen) of \(Plural.count(Int(evidence.runs), "run", "runs"))")
    if case .every = verdict.objective.test, let (kept, all) = evidence.parts {
      let of =
        seen == evidence.runs ? "" : phrase("（共 \(evidence.runs) 次）", " that have any")
      return phrase(
        "\(all) 次推演中 \(kept) 次\(of)",
        "\(kept) of \(Plural.count(Int(all), "run", "runs"))\(of)")
    }
    if verdict.objective.metric.isOfWholeRun {
      guard case .tries = evidence.bound, let (kept, all) = evidence.parts else {
        return runs + unlike(evidence)
      }
      return phrase(
        "\(all) 次推演中 \(kept) 次", "\(kept) of \(Plural.count(Int(all), "run", "runs"))")
    }
    let what = Terms.word(verdict.objective.metric.bearer, count: Int(evidence.values))[language]
    if verdict.objective.limit != nil, let (kept, all) = evidence.parts {
      return phrase("\(runs)的 \(all) \(what)中 \(kept) ", "\(kept) of \(all) \(what) in \(runs)")
        .trimmingSuffix(while: \.isWhitespace)
    }
    return phrase("\(runs)的 \(evidence.values) \(what)", "\(evidence.values) \(what) in \(runs)")
  }

  /// Of a mean of runs, how many have any; of a share, how many fall short of all: what the
  /// estimate rests on where these are few.
  private func unlike(_ evidence: ObjectiveEvidence) -> String {
    guard let few = evidence.few else { return "" }
    return phrase("（\(few) 次不同于其余）", " (\(few) unlike the others)")
  }

  // MARK: The grounds

  /// `exact, by counts of runs; an event rarer than one run in 21 may not have been seen`, or why
  /// it is not decided and how many runs would do.
  func grounds(_ verdict: BenchVerdict) -> String {
    let finding = verdict.finding
    var told = [finding.basis.map { Terms.word($0)[language] } ?? hindrance(verdict)]
    if let rarer = verdict.rarerThan, rarer > 1 {
      told.append(
        phrase(
          "平均 \(rarer) 次推演以上才出一次的事可能还没有遇到",
          "an event rarer than one run in \(rarer) may not have been seen"))
    }
    if finding.basis == nil, let needed = finding.needed {
      let runs = Format.number(Double(needed), digits: 2)
      told.append(phrase("约需 \(runs) 次推演", "about \(runs) runs would do"))
    }
    if verdict.evidence.leftOut > 0 {
      let count = verdict.evidence.leftOut
      told.append(
        phrase(
          "\(count) 个开始得太晚，到结束也超不了限，未计",
          "\(count) that began too late to pass the bound before the end are left out"))
    }
    return told.joined(separator: phrase("；", "; "))
  }

  private func hindrance(_ verdict: BenchVerdict) -> String {
    switch verdict.finding.hindrance {
    case .nothing?: return phrase("没有可看的", "there was nothing to look at")
    case .few(let count, let wanted)?:
      return phrase(
        "只有 \(count) 次推演有值，至少要 \(wanted) 次",
        "\(Plural.count(Int(count), "run has", "runs have")) any, of \(wanted) that are wanted")
    case .fewUnlike(let count, let wanted)?:
      return phrase(
        "只有 \(count) 次推演有例外，至少要 \(wanted) 次",
        "\(Plural.count(Int(count), "run has", "runs have")) an exception, of \(wanted) that are "
          + "wanted")
    case .lopsided(let wanted)?:
      return phrase(
        "少数几次推演左右了结果，至少要 \(wanted) 次推演",
        "a few runs make up the result: \(wanted) are wanted")
    case .open(let count)?:
      return phrase(
        "结束时有 \(count) 个还未完，平均只是迄今的；写明 cool down 才可判达到",
        "\(Plural.count(Int(count), "value is", "values are")) open at the end: state a 'cool down'"
      )
    case .unshowable?:
      return phrase("没有例外，多少次推演也证明不了", "no number of runs shows that there are no exceptions")
    case .near?, nil: return phrase("离界太近，还分不清", "too near to the bound to tell")
    }
  }
}

extension String {
  /// Without what it ends in that fits.
  fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isCut(last) { text.removeLast() }
    return text
  }
}
