import Testing

/// A small flow, and when its tasks begin and end by BPMN 2.0 (OMG formal/2011-01-03, chapter 13),
/// worked out by hand.
struct FlowCase: Sendable, CustomTestStringConvertible {
  var claim: String
  var flows: [(name: String, text: String)]
  var staff: Int?
  /// As `FlowNotation.times` writes it.
  var times: String

  var testDescription: String { claim }

  init(
    _ claim: String, _ main: String, _ others: (name: String, text: String)..., staff: Int? = nil,
    times: String
  ) {
    self.claim = claim
    flows = [("main", main)] + others
    self.staff = staff
    self.times = times
  }

  static var all: [FlowCase] {
    gateways + inclusive + events + boundaries + calls + errors + multiples + multiplesAmongOthers
  }
}

@Suite("Flows of BPMN 2.0, to the minute")
struct FlowTimesTests {
  @Test("take the time that follows from the standard", arguments: FlowCase.all)
  func times(flow: FlowCase) throws {
    #expect(try FlowNotation.times(flow.flows, staff: flow.staff) == flow.times)
  }

  @Test("are many, each with a claim of its own")
  func many() {
    #expect(FlowCase.all.count >= 60)
    #expect(Set(FlowCase.all.map(\.claim)).count == FlowCase.all.count)
  }
}

extension FlowCase {
  // A parallel gateway takes one token from each way in and puts one on each way out (13.3.1); an
  // exclusive one passes each token on along the first way whose condition holds (13.3.2).
  static let gateways = [
    FlowCase(
      "a task follows when the one before is done", "S > A:5 > B:7 > z:end",
      times: "A 0-5, B 5-12, over 12"),
    FlowCase(
      "branches run side by side, and the join waits for the later",
      """
      S > f:+ > A:5 > j:+ > C:1 > z:end
      f > B:7 > j
      """, times: "A 0-5, B 0-7, C 7-8, over 8"),
    FlowCase(
      "with one pair of hands branches take turns",
      """
      S > f:+ > A:5 > j:+ > C:1 > z:end
      f > B:7 > j
      """, staff: 1, times: "A 0-5, B 0/5-12, C 12-13, over 13"),
    FlowCase(
      "branches that are not joined end by themselves, the flow with the last",
      """
      S > f:+ > A:5 > z:end
      f > B:7 > y:end
      """, times: "A 0-5, B 0-7, over 7"),
    FlowCase(
      "an exclusive gateway passes on each token that comes to it",
      """
      S > f:+ > A:5 > x:X > C:1 > z:end
      f > B:7 > x
      """, times: "A 0-5, B 0-7, C 5-6, C 7-8, over 8"),
    FlowCase(
      "so does a task with two ways in",
      """
      S > f:+ > A:5 > C:4 > z:end
      f > B:7 > C
      """, times: "A 0-5, B 0-7, C 5-9, C 7-11, over 11"),
    // A and B come to the join by one way, C and D by the other: it happens with the first of each
    // (at 5), then with the second of each (at 6), not with any two.
    FlowCase(
      "a join wants a token on each way in, not as many as there are ways",
      """
      S > f:+ > A:1 > m:X > j:+ > T:10 > z:end
      f > B:2 > m
      f > C:5 > n:X > j
      f > D:6 > n
      """, times: "A 0-1, B 0-2, C 0-5, D 0-6, T 5-15, T 6-16, over 16"),
    FlowCase(
      "a join within a branch waits for its own branches alone",
      """
      S > f:+ > A:5 > j:+ > z:end
      f > g:+ > B:3 > k:+ > D:1 > j
      g > C:9 > k
      """, times: "A 0-5, B 0-3, C 0-9, D 9-10, over 10"),
    FlowCase(
      "a gateway that joins and splits does both at once",
      """
      S > f:+ > A:2 > g:+ > C:1 > z:end
      f > B:4 > g > D:3 > y:end
      """, times: "A 0-2, B 0-4, C 4-5, D 4-7, over 7"),
    FlowCase(
      "three ways in are waited for",
      """
      S > f:+ > A:2 > j:+ > C:1 > z:end
      f > B:4 > j
      f > D:3 > j
      """, times: "A 0-2, B 0-4, D 0-3, C 4-5, over 5"),
    FlowCase(
      "a loop goes round for as long as its condition holds",
      """
      S > A:1 > x:X >[count(A)<3] A
      x >* z:end
      """, times: "A 0-1, A 1-2, A 2-3, over 3"),
    FlowCase(
      "without a condition that holds the default is taken",
      """
      S > A:1 > x:X >[count(A)>5] B:5 > z:end
      x >* C:2 > y:end
      """, times: "A 0-1, C 1-3, over 3"),
    FlowCase(
      "of two conditions that hold the first is taken alone",
      """
      S > A:1 > x:X >[count(A)>=1] B:5 > z:end
      x >[count(A)>=0] C:2 > y:end
      x >* w:end
      """, times: "A 0-1, B 1-6, over 6"),
    // Round 1: B 1-4, C 1-6, joined at 6. Round 2: A 6-7, B 7-10, C 7-12.
    FlowCase(
      "a fork and its join within a loop start afresh each time",
      """
      S > A:1 > f:+ > B:3 > j:+ > x:X >[count(A)<2] A
      f > C:5 > j
      x >* z:end
      """, times: "A 0-1, B 1-4, C 1-6, A 6-7, B 7-10, C 7-12, over 12"),
    FlowCase(
      "a terminate end takes every other token of the flow away",
      """
      S > f:+ > A:5 > z:stop
      f > B:7 > C:1 > y:end
      """, times: "A 0-5, B 0-5!, over 5"),
  ]

  // An inclusive gateway puts a token on each way whose condition holds, else on its default; the
  // join waits for as many (13.3.3).
  static let inclusive = [
    FlowCase(
      "both conditions hold: both branches, and the join waits for the later",
      """
      S > A:1 > o:O >[count(A)>=1] B:4 > j:O > C:1 > z:end
      o >[count(A)>=0] D:6 > j
      o >* F:2 > j
      """, times: "A 0-1, B 1-5, D 1-7, C 7-8, over 8"),
    FlowCase(
      "one condition holds: the join waits for that branch alone",
      """
      S > A:1 > o:O >[count(A)>=1] B:4 > j:O > C:1 > z:end
      o >[count(A)>=9] D:6 > j
      o >* F:2 > j
      """, times: "A 0-1, B 1-5, C 5-6, over 6"),
    FlowCase(
      "no condition holds: the default alone",
      """
      S > A:1 > o:O >[count(A)>=8] B:4 > j:O > C:1 > z:end
      o >[count(A)>=9] D:6 > j
      o >* F:2 > j
      """, times: "A 0-1, F 1-3, C 3-4, over 4"),
    // Round 1: B alone, 1-5. Round 2: A 5-6, then B 6-10 and D 6-12.
    FlowCase(
      "each round waits for the branches of that round",
      """
      S > A:1 > o:O >[count(A)>=1] B:4 > j:O > x:X >[count(A)<2] A
      o >[count(A)>=2] D:6 > j
      o >* F:2 > j
      x >* z:end
      """, times: "A 0-1, B 1-5, A 5-6, B 6-10, D 6-12, over 12"),
    FlowCase(
      "a fork within a branch is one branch again at its join",
      """
      S > A:1 > o:O >[count(A)>=1] f:+ > B:2 > k:+ > j:O > C:1 > z:end
      f > G:5 > k
      o >[count(A)>=0] D:1 > j
      o >* F:1 > j
      """, times: "A 0-1, D 1-2, B 1-3, G 1-6, C 6-7, over 7"),
    // The boundary event ends B at 3, and its way leads to the join all the same.
    FlowCase(
      "a branch that is interrupted comes to the join by another way",
      """
      S > A:1 > o:O >[count(A)>=1] B:9 > x:X > j:O > C:1 > z:end
      B!t:wait2 > G:1 > x
      o >[count(A)>=0] D:1 > j
      o >* F:1 > j
      """, times: "A 0-1, B 1-3!, D 1-2, G 3-4, C 4-5, over 5"),
  ]

  // A token rests at a catching event until it happens; an event-based gateway takes the way of
  // the event that happens first (13.3.4, 13.4.2).
  static let events = [
    FlowCase(
      "a timer waits from when the token comes to it", "S > A:5 > t:wait10 > B:1 > z:end",
      times: "A 0-5, B 15-16, over 16"),
    FlowCase(
      "a condition is waited for until it holds",
      """
      S > f:+ > A:5 > z:end
      f > c:when=count(A)>=1 > B:1 > y:end
      """, times: "A 0-5, B 5-6, over 6"),
    FlowCase(
      "a condition that holds already is not waited for",
      "S > A:5 > c:when=count(A)>=1 > B:1 > z:end", times: "A 0-5, B 5-6, over 6"),
    FlowCase(
      "a message of the flow's own name is waited for until it is sent",
      """
      S > f:+ > A:5 > t:send=go > z:end
      f > c:get=go > B:1 > y:end
      """, times: "A 0-5, B 5-6, over 6"),
    FlowCase(
      "an end sends its message, too",
      """
      S > f:+ > A:5 > z:say=go
      f > c:get=go > B:1 > y:end
      """, times: "A 0-5, B 5-6, over 6"),
    FlowCase(
      "everybody who waits for a message hears it",
      """
      S > f:+ > A:5 > t:send=go > z:end
      f > c:get=go > B:1 > y:end
      f > d:get=go > C:2 > x:end
      """, times: "A 0-5, B 5-6, C 5-7, over 7"),
    FlowCase(
      "a message that comes before somebody waits is lost",
      """
      S > f:+ > t:send=go > z:end
      f > A:5 > e:E > c:get=go > B:1 > y:end
      e > w:wait10 > C:1 > x:end
      """, times: "A 0-5, C 15-16, over 16"),
    FlowCase(
      "the message comes first: the timer beside it is void",
      """
      S > f:+ > A:5 > t:send=go > z:end
      f > e:E > c:get=go > B:1 > y:end
      e > w:wait10 > C:1 > x:end
      """, times: "A 0-5, B 5-6, over 6"),
    FlowCase(
      "the timer comes first: the message finds nobody",
      """
      S > f:+ > A:15 > t:send=go > z:end
      f > e:E > c:get=go > B:1 > y:end
      e > w:wait10 > C:1 > x:end
      """, times: "A 0-15, C 10-11, over 15"),
    FlowCase(
      "of two timers the shorter wins the race",
      """
      S > e:E > w:wait10 > A:1 > z:end
      e > v:wait7 > B:1 > y:end
      """, times: "B 7-8, over 8"),
    FlowCase(
      "of two equal timers the first of the drawing wins",
      """
      S > e:E > w:wait10 > A:1 > z:end
      e > v:wait10 > B:1 > y:end
      """, times: "A 10-11, over 11"),
    FlowCase(
      "a condition may win the race",
      """
      S > f:+ > A:5 > z:end
      f > e:E > c:when=count(A)>=1 > B:1 > y:end
      e > w:wait10 > C:1 > x:end
      """, times: "A 0-5, B 5-6, over 6"),
    // Rounds of the gateway: 0-4 (timer), 5-9 (timer); then A has been done twice.
    FlowCase(
      "a race may be run again",
      """
      S > y:X > e:E > w:wait4 > A:1 > x:X >[count(A)<2] y
      e > c:get=go > B:1 > v:say=go
      x >* z:end
      """, times: "A 4-5, A 9-10, over 10"),
    FlowCase(
      "a message end starts the flow that begins with it; the case is over with both",
      "S > A:5 > z:say=go", ("other", "on go\nS > B:3 > z:end"),
      times: "A 0-5, B 5-8, over 8"),
    FlowCase(
      "a flow that starts another by a message does not wait for it",
      "S > A:5 > t:send=go > C:2 > z:end", ("other", "on go\nS > B:3 > z:end"),
      times: "A 0-5, C 5-7, B 5-8, over 8"),
    FlowCase(
      "a message that starts a flow is heard by who waits for it, too",
      """
      S > f:+ > A:5 > t:send=go > z:end
      f > c:get=go > B:1 > y:end
      """, ("other", "on go\nS > C:3 > z:end"), times: "A 0-5, B 5-6, C 5-8, over 8"),
    FlowCase(
      "a flow answers the one that started it",
      "S > A:5 > t:send=go > c:get=back > C:2 > z:end",
      ("other", "on go\nS > B:3 > z:say=back"), times: "A 0-5, B 5-8, C 8-10, over 10"),
  ]
}
