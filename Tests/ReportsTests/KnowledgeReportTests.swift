import EventKernel
import Rehearsal
import Scenarios
import Simulator
import Testing

@testable import Reports

/// Who knew of an incident when, and messages that wait, as reports tell them.
@Suite struct KnowledgeReportTests {
  @Test(
    "the page and the text say of the worst incident which role knew when",
    arguments: Language.allCases)
  func sections(_ language: Language) throws {
    let page = RunPage.render(Fixture.run(), language: language)
    let heading = language == .zh ? "何时知情" : "Who knew when"
    #expect(page.contains("<section id=\"knew\""))
    #expect(page.contains(">\(heading)</h2>"))
    let text = RunText.render(Fixture.run(), language: language, width: 500, colour: false)
    #expect(text.contains(language == .zh ? "事故 1 何时知情：" : "Who knew of incident 1: "))
    var untold = Fixture.run()
    for row in untold.replication.incidents.indices {
      untold.replication.incidents[row][.detected] = nil
    }
    for row in untold.replication.tasks.indices { untold.replication.tasks[row].started = nil }
    for row in untold.replication.messages.indices {
      untold.replication.messages[row].arrived = nil
    }
    let silent = RunPage.render(untold, language: language)
    #expect(!silent.contains("<section id=\"knew\""))
  }

  @Test("roles that knew at one moment by one way stand together, and the last are counted")
  func sentence() throws {
    let facts = RunFacts(Fixture.run())
    let words = KnowledgeSentences(facts, .en)
    let items = facts.knowledge.of(Row(0))
    let moments = Set(items.map(\.time)).count
    #expect(items.count > moments && moments > 2)
    let whole = try #require(words.sentence(of: Row(0), most: 100))
    #expect(whole.contains(" & ") && !whole.contains("more role"))
    let one = try #require(words.sentence(of: Row(0), most: 1))
    let first = items.count { $0.time == items[0].time }
    #expect(one.contains("\(items.count - first) more roles by "))
    #expect(KnowledgeSentences(facts, .zh).sentence(of: Row(0), most: 1)?.contains("其余") == true)
  }

  @Test("a message that had to wait is told as sent and as received; a quick answer is not news")
  func received() {
    func lines(after wait: TimeSpan) -> [String] {
      var run = Fixture.run()
      run.replication.messages[0].arrived = Fixture.minute(27) + wait
      let entry = Entry(
        .messageReceived, at: Fixture.minute(27) + wait, incident: 0, instance: 1, subject: 0)
      let row = run.replication.entries.firstIndex { $0.time > entry.time } ?? 0
      run.replication.entries.insert(entry, at: row)
      return Timeline(RunFacts(run), .en).lines().map(\.text).filter { $0.contains("received") }
    }
    #expect(lines(after: .minutes(5)).count == 1)
    #expect(lines(after: .minutes(5)).first?.hasSuffix("received, late") == true)
    #expect(lines(after: .seconds(59)).isEmpty)
  }

  @Test("a message that is on its way at the end, with time left, is neither late nor bad")
  func underWay() {
    let end = Fixture.run().replication.end
    var message = Fixture.run().replication.messages[0]
    (message.arrived, message.due, message.wentWrong) = (nil, nil, false)
    #expect(message.isOpen(at: end) && !message.isLate(at: end) && !message.isBad(at: end))
    message.due = end
    #expect(message.isOpen(at: end) && !message.isBad(at: end))
    message.due = end - .seconds(1)
    #expect(!message.isOpen(at: end) && message.isLate(at: end) && message.isBad(at: end))
    message.arrived = message.due
    #expect(!message.isLate(at: end) && !message.isBad(at: end))
    var run = Fixture.run()
    run.replication.messages[0].arrived = nil
    run.replication.messages[0].due = nil
    #expect(RunPage.render(run, language: .en).contains("not read yet"))
    run.replication.messages[0].due = Fixture.minute(30)
    #expect(RunPage.render(run, language: .en).contains("late, misdirected, not received"))
  }
}
