import Scenarios

/// The unit in which amounts of about a size are told; they are in hundredths of a currency.
struct MoneyScale: Sendable {
  var factor = 1e-2
  var suffix: String

  init(of hundredths: Double, currency: String, _ language: Language) {
    switch language {
    case .en: suffix = " " + currency
    case .zh:
      let word = currency == "CNY" ? "元" : currency
      let isLarge = hundredths.magnitude >= 1e6
      if isLarge { factor = 1e-6 }
      suffix = isLarge ? " 万" + word : " " + word
    }
  }
}
