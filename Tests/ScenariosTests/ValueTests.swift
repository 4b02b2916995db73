import EventKernel
import Testing

@testable import Scenarios

/// Reads one value from a YAML text of one line.
private func read<Value>(
  _ text: String, _ reader: (YAMLValue, inout DiagnosticSink) -> Value?
) -> (value: Value?, rules: [String]) {
  var sink = DiagnosticSink()
  let file = sink.add(SourceText(path: "test.yaml", text: text))
  let root = YAMLReader.read(file: file, &sink)
  let value = root.flatMap { reader($0, &sink) }
  return (value, sink.sorted().map(\.rule.rawValue))
}

@Suite("Values as people write them")
struct ValueTests {
  @Test(
    "a duration is a number and a unit",
    arguments: [
      ("90 s", 90e6), ("45 min", 2700e6), ("4 h", 14400e6), ("30 d", 2_592_000e6),
      ("250 ms", 250e3),
      ("0 s", 0), ("1.5 h", 5400e6), ("45min", 2700e6), ("\"2 h\"", 7200e6),
    ])
  func durations(_ text: String, _ microseconds: Double) {
    let (value, rules) = read(text) { $0.duration(&$1) }
    #expect(value?.microseconds == Int64(microseconds))
    #expect(rules.isEmpty)
  }

  @Test(
    "what is no duration says why",
    arguments: [
      ("45", "wrong-unit"), ("45 m", "wrong-unit"), ("12:30", "wrong-unit"), ("on", "bad-duration"),
      ("-1 s", "negative-duration"), ("1e9 h", "wrong-unit"), ("inf s", "bad-duration"),
      ("99999999999 d", "out-of-range"), ("[1 s]", "wrong-type"), ("1..2 s", "bad-duration"),
    ])
  func wrongDurations(_ text: String, _ rule: String) {
    let (value, rules) = read(text) { $0.duration(&$1) }
    #expect(value == nil)
    #expect(rules == [rule])
  }

  @Test(
    "rates are per hour", arguments: [("3 /h", 3.0), ("12 /d", 0.5), ("1 /min", 60), ("0 /h", 0)])
  func rates(_ text: String, _ perHour: Double) {
    #expect(read(text) { $0.rate(upTo: 60, &$1) }.value == perHour)
  }

  @Test("a rate without its unit is refused", arguments: ["3", "3 h", "3 per h", "-1 /h"])
  func wrongRates(_ text: String) {
    let (value, rules) = read(text) { $0.rate(upTo: 60, &$1) }
    #expect(value == nil)
    #expect(rules.count == 1)
  }

  @Test("a rate beyond its bound is refused", arguments: ["61 /h", "1 /s", "1441 /d"])
  func boundedRates(_ text: String) {
    let (value, rules) = read(text) { $0.rate(upTo: 60, &$1) }
    #expect(value == nil)
    #expect(rules == ["out-of-range"])
  }

  @Test("shares are per cent", arguments: [("99.5 %", 0.995), ("0 %", 0), ("100%", 1)])
  func shares(_ text: String, _ share: Double) {
    #expect(read(text) { $0.share(&$1) }.value?.value == share)
  }

  @Test(
    "temperatures are Celsius", arguments: [("40 C", 40_000), ("22.5 ℃", 22_500), ("-5 C", -5_000)])
  func temperatures(_ text: String, _ milli: Int64) {
    #expect(read(text) { $0.temperature(&$1) }.value == milli)
  }

  @Test("powers are watts", arguments: [("600 W", 600), ("1.2 kW", 1_200), ("0 W", 0)])
  func powers(_ text: String, _ watts: Int64) {
    #expect(read(text) { $0.power(&$1) }.value == watts)
  }

  @Test(
    "what is no power is refused",
    arguments: [
      ("3 MW", "wrong-unit"), ("3", "wrong-unit"), ("hot", "bad-number"), ("-1 W", "out-of-range"),
      ("1001 kW", "out-of-range"),
    ])
  func noPowers(_ text: String, _ rule: String) {
    let (value, rules) = read(text) { $0.power(&$1) }
    #expect(value == nil)
    #expect(rules == [rule])
  }

  @Test(
    "laws are read in seconds",
    arguments: [
      ("45 min", 2_700.0), ("{exponential: {mean: 2 h}}", 7_200), ("{uniform: [10 s, 30 s]}", 20),
      ("{triangular: [1 s, 2 s, 6 s]}", 3), ("{pert: [1 s, 2 s, 9 s]}", 3),
      ("{erlang: {stages: 3, mean: 30 s}}", 30), ("{gamma: {shape: 2, mean: 1 min}}", 60),
      ("{weibull: {shape: 1, scale: 1 h}}", 3_600), ("{weibull: {shape: 2, mean: 1 h}}", 3_600),
      ("{lognormal: {mean: 12 min, cv: 1}}", 720), ("{empirical: [1 s, 2 s, 3 s]}", 2),
      ("{shifted: {by: 1 min, law: {exponential: {mean: 1 min}}}}", 120),
      ("{mixture: [{share: 50 %, law: 10 s}, {share: 50 %, law: {uniform: [10 s, 30 s]}}]}", 15),
      ("{hyperexponential: [{share: 30 %, mean: 10 s}, {share: 70 %, mean: 20 s}]}", 17),
    ])
  func laws(_ text: String, _ mean: Double) throws {
    let (value, rules) = read(text) { $0.law(&$1) }
    let law = try #require(value)
    #expect(abs(law.mean - mean) < 1e-9 * mean)
    #expect(rules.isEmpty)
  }

  @Test(
    "what is no law says so",
    arguments: [
      "{normal: {mean: 2 h}}", "{uniform: [30 s, 10 s]}", "{exponential: {mean: 0 s}}",
      "{lognormal: {median: 4 h, p95: 2 h}}", "{exponential: {mean: 1 s}, shifted: 2 s}",
      "{uniform: [1 s, 2 s, 3 s]}", "{empirical: []}", "{mixture: []}", "{}",
    ])
  func wrongLaws(_ text: String) {
    let (value, rules) = read(text) { $0.law(&$1) }
    #expect(value == nil)
    #expect(rules == ["bad-law"])
  }

  @Test("a range of names keeps the width of its first number")
  func ranges() {
    let names = read("[a-1..3, b, node-08..11]") { value, sink in
      value.names(&sink).map(\.text)
    }
    #expect(
      names.value == ["a-1", "a-2", "a-3", "b", "node-08", "node-09", "node-10", "node-11"])
  }

  @Test("words that YAML 1.1 takes for truth values, times and numbers stay text")
  func plainText() {
    for text in ["on", "no", "yes", "12:30", "1_000", "0x10", "~", "null", "2026-01-15"] {
      #expect(read(text) { $0.text(&$1) }.value == text)
    }
  }

  @Test("needs nest")
  func needs() throws {
    let (value, rules) = read("[power, {2 of: ups-1..3}, {any of: [a, {all of: [b, c]}]}]") {
      $0.needs(&$1)
    }
    guard case .some(3, let parts, _) = try #require(value) else {
      Issue.record("not all of three")
      return
    }
    guard case .some(2, let pair, _) = parts[1], case .some(1, let any, _) = parts[2] else {
      Issue.record("not k of n and any of")
      return
    }
    #expect(pair.count == 3)
    #expect(any.count == 2)
    #expect(rules.isEmpty)
  }

  @Test(
    "an interval of a shift may run over midnight",
    arguments: [
      ("day 1 08:00-20:00", 480..<1200), ("day 2 20:00-08:00", 2640..<3360),
      ("day 1 00:00-24:00", 0..<1440), ("day 1 08:00-08:00", 480..<1920),
    ])
  func shifts(_ text: String, _ minutes: Range<Int>) {
    #expect(read(text) { $0.shiftInterval(&$1) }.value == minutes)
  }

  @Test("the nearest name is the one with the fewest slips")
  func nearest() {
    #expect(NearestName.of("db-3", in: ["web-1", "db-2", "db-12"]) == "db-2")
    #expect(NearestName.of("recieve", in: ["receive", "review"]) == "receive")
    #expect(NearestName.of("capz", in: ["minus", "caps"]) == "caps")
    #expect(NearestName.of("zebra", in: ["app-1", "app-2"]) == nil)
  }
}
