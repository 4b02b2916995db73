import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

@testable import Reports

@Suite struct TypesettingTests {
  @Test(
    "Chinese has a blank beside letters and digits, and none between its own characters",
    arguments: [
      ("市电一路", "故障", "市电一路故障"), ("UPS A1", "故障", "UPS A1 故障"),
      ("应用服务器 1", "等 8 个", "应用服务器 1 等 8 个"), ("热线（服务台）", "1", "热线（服务台）1"),
      ("", "故障", "故障"),
    ])
  func chinese(_ left: String, _ right: String, _ whole: String) {
    #expect(ChineseSpacing.joined(left, right) == whole)
  }

  @Test("numbers and their units stay on one line", arguments: 8...40)
  func quantities(_ width: Int) {
    let texts = [
      "response time within 30 min for at least 95.0 % of all in 13 h and 18 s",
      "其中迟缓 9 分钟 36 秒，到场 1 小时 18 秒，温度 31.5 ℃，占比 95.0 %",
    ]
    for text in texts {
      for line in TextWidth.wrapped(text, to: width) {
        #expect(line.wholeMatch(of: /(%|h|min|s|℃|秒|小时|分钟|时|钟)( .*|，.*)?/) == nil, "\(line)")
      }
    }
  }

  @Test("one is singular, two is twice")
  func plural() {
    #expect(Plural.count(1, "item", "items") == "1 item")
    #expect(Plural.count(0, "item", "items") == "0 items")
    #expect((1...3).map(Plural.times) == ["once", "twice", "3 times"])
  }

  @Test("the key moments fit on a page, have every missed target, and say how much is left out")
  func key() {
    for language in Language.allCases {
      let facts = RunFacts(Fixture.run())
      let lines = Timeline(facts, language).keyLines(most: 12)
      #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.time <= $1.time })
      let most = Timeline(facts, language).keyLines(most: 40)
      #expect(most.count <= 40 && most.count >= lines.count)
      #expect(most.contains { $0.time == Fixture.minute(165) })
      let text = RunText.render(Fixture.run(), language: language, width: 92, colour: false)
      let all = Timeline(facts, language).lines().count
      #expect(text.contains(language == .zh ? "时间线共 \(all) 行" : "of the timeline's \(all)"))
    }
  }
}
