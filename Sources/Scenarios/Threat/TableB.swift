import Simulator

/// The rows of table B: what kinds of event each class has. Those of B.6, which the standard has no
/// row for, are the events that plan B.6 is for.
package enum TableB {
  /// The words of a class, the last of which is `other`.
  package static func rows(of emergency: EmergencyClass) -> [(word: String, title: Bilingual)] {
    own(of: emergency).map { ($0.0, Bilingual(zh: $0.1, en: $0.2)) }
      + [("other", Bilingual(zh: "其他", en: "other"))]
  }

  private static func own(of emergency: EmergencyClass) -> [(String, String, String)] {
    switch emergency {
    case .malware:
      [
        ("computer-virus", "计算机病毒", "computer virus"), ("worm", "蠕虫", "worm"),
        ("trojan", "特洛伊木马", "Trojan"), ("botnet", "僵尸网络", "botnet"),
        ("blended-attack", "混合攻击程序", "blended attack program"),
        ("web-code", "网页内嵌恶意代码", "malicious code in web pages"),
      ]
    case .networkAttack:
      [
        ("denial-of-service", "拒绝服务攻击", "denial of service"), ("backdoor", "后门攻击", "backdoor"),
        ("exploit", "漏洞攻击", "exploit of a hole"), ("scanning", "网络扫描窃听", "scanning and sniffing"),
        ("phishing", "网络钓鱼", "phishing"), ("interference", "干扰", "interference"),
      ]
    case .informationDestruction:
      [
        ("tampering", "信息篡改", "tampering"), ("forging", "信息假冒", "forging"),
        ("leak", "信息泄漏", "leak"), ("theft", "信息窃取", "theft"), ("loss", "信息丢失", "loss"),
      ]
    case .contentSecurity:
      [
        ("unlawful", "违法信息", "unlawful content"),
        ("topic", "炒作敏感问题", "sensitive topic being hyped"),
        ("incitement", "煽动集会", "incitement to gather"),
      ]
    case .facilityFailure:
      [
        ("own-failure", "软硬件自身故障", "own hardware or software failure"),
        ("supporting-facility", "外围保障设施故障", "supporting-facility failure"),
        ("human-damage", "人为破坏", "human damage"),
      ]
    case .disaster:
      [
        ("fire", "火灾", "fire"), ("flood", "水灾", "flood"), ("earthquake", "地震", "earthquake"),
        ("power-cut", "长时间停电", "long power cut"), ("cold", "极寒", "extreme cold"),
      ]
    }
  }
}
