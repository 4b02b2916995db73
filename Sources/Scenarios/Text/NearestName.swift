/// "Did you mean": the legal name that a wrong one is nearest to.
package enum NearestName {
  /// The nearest of `names` by Damerau-Levenshtein distance (optimal string alignment), the first
  /// among equals; nil when none is near: more than a third of the letters differ.
  package static func of(_ wrong: String, in names: [String]) -> String? {
    let limit = max(1, wrong.unicodeScalars.count / 3)
    var best: (name: String, distance: Int)?
    let letters = Array(wrong.lowercased().unicodeScalars.prefix(80))
    for name in names {
      let other = Array(name.lowercased().unicodeScalars.prefix(80))
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// A hint that names the nearest, and else a few of the legal names.
  package static func hint(_ wrong: String, in names: [String], where place: Bilingual? = nil)
    -> Bilingual?
  {
    var parts = Bilingual(zh: "", en: "")
    if let nearest = of(wrong, in: names) {
      parts = Bilingual(zh: "是否应为 '\(nearest)'？", en: "did you mean '\(nearest)'?")
    } else if !names.isEmpty, place == nil || names.count <= 12 {
      let few = names.prefix(12).map { "'\($0)'" }
      let more = names.count > 12
      parts = Bilingual(
        zh: "可用：" + few.joined(separator: "、") + (more ? " 等" : ""),
        en: "legal: " + few.joined(separator: ", ") + (more ? ", and more" : ""))
    }
    guard let place else { return parts.en.isEmpty ? nil : parts }
    return Bilingual(
      zh: parts.zh + place.zh,
      en: parts.en.isEmpty ? place.en : parts.en + (parts.en.hasSuffix("?") ? " " : "; ") + place.en
    )
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var row = last
    for i in 0..<left.count {
      row[0] = i + 1
      for j in 0..<right.count {
        let cost = left[i] == right[j] ? 0 : 1
        row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + cost)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[right.count]
  }
}
