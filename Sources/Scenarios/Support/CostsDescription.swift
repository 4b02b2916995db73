import EventKernel
import Simulator

/// What the response costs, as a person describes it: amounts in hundredths of the currency.
package struct CostsDescription: Sendable {
  package struct Vendor: Sendable {
    package var name: Name
    package var call: Int64
    package var hour: Int64
  }

  package static let usualCurrency = "CNY"

  /// Three letters of ISO 4217.
  package var currency = CostsDescription.usualCurrency
  package var hours: [Tier: Int64] = [:]
  /// Thousandths of the rate within the shift.
  package var overtime: Int64 = 1000
  package var vendors: [Vendor] = []
  package var parts: [(name: Name, price: Int64)] = []
  /// An hour of core down time.
  package var downtime: Int64 = 0
}

extension CostsDescription {
  init(_ value: YAMLValue, _ sink: inout DiagnosticSink) {
    guard var map = value.map(&sink) else { return }
    if let value = map.take("currency") { currency = value.currency(&sink) ?? currency }
    if var hour = map.take("hour")?.map(&sink) {
      for tier in Tier.allCases where tier != .vendor {
        hours[tier] = hour.take(tier.rawValue)?.amount(&sink)
      }
      hour.finish(&sink)
    }
    if let factor = map.take("overtime")?.number(from: 1, to: 100, &sink) {
      overtime = Int64((factor * 1000).rounded())
    }
    for entry in map.take("vendors")?.named(&sink) ?? [] {
      guard var vendor = entry.value.map(&sink) else { continue }
      let call = vendor.take("call")?.amount(&sink) ?? 0
      let hour = vendor.take("hour")?.amount(&sink) ?? 0
      vendor.finish(&sink)
      vendors.append(Vendor(name: entry.name, call: call, hour: hour))
    }
    for entry in map.take("parts")?.named(&sink) ?? [] {
      guard let price = entry.value.amount(&sink) else { continue }
      parts.append((entry.name, price))
    }
    downtime = map.take("core down time")?.amount(&sink) ?? 0
    map.finish(&sink)
  }

  /// Reports names that the support file does not have.
  func check(vendors: [String], parts: [String], _ sink: inout DiagnosticSink) {
    let vendorNames = Names(Bilingual(zh: "专业机构", en: "vendor"), vendors)
    for vendor in self.vendors { vendorNames.check(vendor.name, &sink) }
    let partNames = Names(Bilingual(zh: "备件", en: "part"), parts)
    for part in self.parts { partNames.check(part.name, &sink) }
  }
}

extension YAMLValue {
  /// An amount of money, in hundredths.
  func amount(_ sink: inout DiagnosticSink) -> Int64? {
    number(from: 0, to: 1e9, &sink).map { Int64(($0 * 100).rounded()) }
  }

  /// Three capital letters.
  fileprivate func currency(_ sink: inout DiagnosticSink) -> String? {
    guard let text = text(&sink) else { return nil }
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (65...90).contains($0) }) else {
      sink.error(
        .unknownWord, position, zh: "'\(text)' 不是货币代码", en: "'\(text)' is no code of a currency",
        hint: Bilingual(zh: "例如 CNY、EUR", en: "e.g. CNY, EUR"))
      return nil
    }
    return text
  }
}
