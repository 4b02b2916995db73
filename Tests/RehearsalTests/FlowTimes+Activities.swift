extension FlowCase {
  // A boundary event is armed when its activity is offered, and void when that is over; one that
  // interrupts takes the activity's token (13.4.3). At one instant work is done before a timer.
  static let boundaries = [
    FlowCase(
      "a timer that interrupts ends the task, and its way is taken",
      """
      S > A:20 > z:end
      A!t:wait5 > B:1 > y:end
      """, times: "A 0-5!, B 5-6, over 6"),
    FlowCase(
      "a task that is done in time is not interrupted",
      """
      S > A:3 > z:end
      A!t:wait5 > B:1 > y:end
      """, times: "A 0-3, over 3"),
    FlowCase(
      "work that is done as the timer ends is done",
      """
      S > A:5 > z:end
      A!t:wait5 > B:1 > y:end
      """, times: "A 0-5, over 5"),
    FlowCase(
      "a timer that does not interrupt adds a branch beside the task",
      """
      S > A:20 > z:end
      A~t:wait5 > B:1 > y:end
      """, times: "A 0-20, B 5-6, over 20"),
    FlowCase(
      "the branch beside may outlast the task",
      """
      S > A:6 > z:end
      A~t:wait5 > B:9 > y:end
      """, times: "A 0-6, B 5-14, over 14"),
    // B waits for the one pair of hands until it is given up at 5; C gets it at 10.
    FlowCase(
      "a timer runs while the task waits for people",
      """
      S > f:+ > A:10 > z:end
      f > B:10 > y:end
      B!t:wait5 > C:1 > x:end
      """, staff: 1, times: "A 0-10, B 0-5!, C 5/10-11, over 11"),
    FlowCase(
      "an interrupted task leaves its hands to others",
      """
      S > f:+ > A:10 > z:end
      f > B:10 > y:end
      A!t:wait5 > w:end
      """, staff: 1, times: "A 0-5!, B 0/5-15, over 15"),
    FlowCase(
      "a message that interrupts ends the task",
      """
      S > f:+ > A:20 > z:end
      f > B:5 > t:send=go > y:end
      A!m:get=go > C:1 > x:end
      """, times: "A 0-5!, B 0-5, C 5-6, over 6"),
    FlowCase(
      "a message event that does not interrupt happens for every message",
      """
      S > f:+ > A:20 > z:end
      f > B:5 > t:send=go > D:5 > u:send=go > y:end
      A~m:get=go > C:1 > x:end
      """, times: "A 0-20, B 0-5, C 5-6, D 5-10, C 10-11, over 20"),
    FlowCase(
      "a message after the task finds nobody",
      """
      S > f:+ > A:3 > z:end
      f > B:5 > t:send=go > y:end
      A!m:get=go > C:1 > x:end
      """, times: "A 0-3, B 0-5, over 5"),
    FlowCase(
      "a condition that comes to hold interrupts",
      """
      S > f:+ > A:20 > z:end
      f > B:5 > y:end
      A!m:when=count(B)>=1 > C:1 > x:end
      """, times: "A 0-5!, B 0-5, C 5-6, over 6"),
    FlowCase(
      "a condition that holds already interrupts at once",
      """
      S > B:5 > A:20 > z:end
      A!m:when=count(B)>=1 > C:1 > x:end
      """, times: "B 0-5, A 5-5!, C 5-6, over 6"),
    FlowCase(
      "the first event that interrupts voids the others",
      """
      S > A:20 > z:end
      A!t:wait5 > B:1 > y:end
      A!u:wait7 > C:1 > x:end
      """, times: "A 0-5!, B 5-6, over 6"),
    FlowCase(
      "one event may warn before another interrupts",
      """
      S > A:20 > z:end
      A~t:wait5 > B:1 > y:end
      A!u:wait7 > C:1 > x:end
      """, times: "A 0-7!, B 5-6, C 7-8, over 8"),
    FlowCase(
      "a task that is tried again has its events anew",
      """
      S > A:20 > z:end
      A!t:wait5 > B:1 > x:X >[count(B)<2] A
      x >* y:end
      """, times: "A 0-5!, B 5-6, A 6-11!, B 11-12, over 12"),
  ]

  // A called flow is a scope of its own: its caller waits for its last token, and its terminate
  // end ends it alone (13.2.4, 13.4.6).
  static let calls = [
    FlowCase(
      "a caller waits for the flow that it calls", "S > Q:call=sub > B:1 > z:end",
      ("sub", "S > A:5 > z:end"), times: "A 0-5, B 5-6, over 6"),
    FlowCase(
      "the called flow is over with its last token", "S > Q:call=sub > B:1 > z:end",
      ("sub", "S > f:+ > A:5 > z:end\nf > C:9 > y:end"),
      times: "A 0-5, C 0-9, B 9-10, over 10"),
    FlowCase(
      "a terminate end in a called flow ends that flow, and its caller goes on",
      """
      S > f:+ > Q:call=sub > B:1 > z:end
      f > D:20 > y:end
      """, ("sub", "S > f:+ > A:5 > z:stop\nf > C:9 > y:end"),
      times: "D 0-20, A 0-5, C 0-5!, B 5-6, over 20"),
    FlowCase(
      "a terminate end of the caller ends what it called",
      """
      S > f:+ > Q:call=sub > B:1 > z:end
      f > D:3 > y:stop
      """, ("sub", "S > A:5 > z:end"), times: "D 0-3, A 0-3!, over 3"),
    FlowCase(
      "a terminate end leaves flows alone that a message started",
      """
      S > f:+ > t:send=go > z:end
      f > D:3 > y:stop
      """, ("other", "on go\nS > A:5 > z:end"), times: "D 0-3, A 0-5, over 5"),
    FlowCase(
      "calls may nest", "S > Q:call=mid > B:1 > z:end",
      ("mid", "S > R:call=sub > C:2 > z:end"), ("sub", "S > A:5 > z:end"),
      times: "A 0-5, C 5-7, B 7-8, over 8"),
    FlowCase(
      "one flow may be called twice at once, each for itself",
      """
      S > f:+ > Q:call=sub > j:+ > B:1 > z:end
      f > C:2 > R:call=sub > j
      """, ("sub", "S > A:5 > z:end"), times: "C 0-2, A 0-5, A 2-7, B 7-8, over 8"),
    FlowCase(
      "a timer on a call ends all that it called",
      """
      S > Q:call=mid > B:1 > z:end
      Q!t:wait3 > D:1 > y:end
      """, ("mid", "S > R:call=sub > C:2 > z:end"), ("sub", "S > A:5 > z:end"),
      times: "A 0-3!, D 3-4, over 4"),
    FlowCase(
      "a timer on a call need not interrupt it",
      """
      S > Q:call=sub > B:1 > z:end
      Q~t:wait3 > C:1 > y:end
      """, ("sub", "S > A:5 > z:end"), times: "A 0-5, C 3-4, B 5-6, over 6"),
    FlowCase(
      "a called flow reaches its caller's event by a message, and goes on",
      """
      S > Q:call=sub > B:1 > z:end
      Q~m:get=go > C:1 > y:end
      """, ("sub", "S > A:5 > t:send=go > D:5 > z:end"),
      times: "A 0-5, C 5-6, D 5-10, B 10-11, over 11"),
    FlowCase(
      "a called flow may have itself ended by a message",
      """
      S > Q:call=sub > B:1 > z:end
      Q!m:get=go > C:1 > y:end
      """, ("sub", "S > A:5 > t:send=go > D:5 > z:end"), times: "A 0-5, C 5-6, over 6"),
    FlowCase(
      "a call in a loop is made anew each time",
      """
      S > x:X > Q:call=sub > g:X >[count(Q)<3] x
      g >* z:end
      """, ("sub", "S > A:5 > z:end"), times: "A 0-5, A 5-10, A 10-15, over 15"),
  ]

  // An error ends its scope with all that runs in it, and goes up to the first call with an event
  // that catches it: of its code before one without a code, which catches any (10.4.2, 13.4.3).
  static let errors = [
    FlowCase(
      "an event without a code catches any error",
      """
      S > Q:call=sub > B:1 > z:end
      Q!e:err > C:1 > y:end
      """, ("sub", "S > A:5 > z:err=E1"), times: "A 0-5, C 5-6, over 6"),
    FlowCase(
      "an event of the error's code comes before one that catches any",
      """
      S > Q:call=sub > B:1 > z:end
      Q!e:err > C:1 > y:end
      Q!g:err=E1 > D:2 > x:end
      """, ("sub", "S > A:5 > z:err=E1"), times: "A 0-5, D 5-7, over 7"),
    FlowCase(
      "an event of another code does not catch it",
      """
      S > Q:call=sub > B:1 > z:end
      Q!g:err=E1 > D:2 > x:end
      Q!e:err > C:1 > y:end
      """, ("sub", "S > A:5 > x:X >[count(A)>1] y:err=E1\nx >* z:err=E2"),
      times: "A 0-5, C 5-6, over 6"),
    FlowCase(
      "an error without a code is caught by an event without one alone",
      """
      S > Q:call=sub > B:1 > z:end
      Q!g:err=E1 > D:2 > x:end
      Q!e:err > C:1 > y:end
      """, ("sub", "S > A:5 > z:err"), times: "A 0-5, C 5-6, over 6"),
    FlowCase(
      "an error ends the other branches of its flow",
      """
      S > Q:call=sub > B:1 > z:end
      Q!e:err=E1 > C:1 > y:end
      """, ("sub", "S > f:+ > A:5 > z:err=E1\nf > F:9 > y:end"),
      times: "A 0-5, F 0-5!, C 5-6, over 6"),
    FlowCase(
      "it does not end the other branches of the flow that catches it",
      """
      S > f:+ > Q:call=sub > B:1 > z:end
      f > G:20 > w:end
      Q!e:err=E1 > C:1 > y:end
      """, ("sub", "S > A:5 > z:err=E1"), times: "G 0-20, A 0-5, C 5-6, over 20"),
    FlowCase(
      "an error goes up through a call that does not catch it, and ends that flow",
      """
      S > Q:call=mid > B:1 > z:end
      Q!e:err=E1 > C:1 > y:end
      """, ("mid", "S > f:+ > R:call=sub > G:2 > z:end\nf > H:20 > y:end"),
      ("sub", "S > A:5 > z:err=E1"), times: "H 0-5!, A 0-5, C 5-6, over 6"),
    FlowCase(
      "the nearest call that catches it does",
      """
      S > Q:call=mid > B:1 > z:end
      Q!e:err > C:1 > y:end
      """, ("mid", "S > R:call=sub > G:2 > z:end\nR!g:err=E1 > K:1 > y:end"),
      ("sub", "S > A:5 > z:err=E1"), times: "A 0-5, K 5-6, B 6-7, over 7"),
    FlowCase(
      "a nearer call that catches another code does not",
      """
      S > Q:call=mid > B:1 > z:end
      Q!e:err=E1 > C:1 > y:end
      """, ("mid", "S > R:call=sub > G:2 > z:end\nR!g:err=E2 > K:1 > y:end"),
      ("sub", "S > A:5 > x:X >[count(A)>1] y:err=E2\nx >* z:err=E1"),
      times: "A 0-5, C 5-6, over 6"),
    FlowCase(
      "a flow that nobody called fails by its error",
      """
      S > f:+ > A:5 > z:err=E1
      f > B:9 > y:end
      """, times: "A 0-5, B 0-5!, over 5 failed"),
    FlowCase(
      "an error after the event was voided by a timer finds nothing",
      """
      S > Q:call=sub > B:1 > z:end
      Q!e:err=E1 > C:1 > y:end
      Q!t:wait3 > D:1 > x:end
      """, ("sub", "S > A:5 > z:err=E1"), times: "A 0-3!, D 3-4, over 4"),
  ]

  // The activity is done with its last part; a boundary event is on the whole of it, and one that
  // interrupts ends every part (10.2.8, 13.2.6).
  static let multiples = [
    FlowCase(
      "parts all at once take the time of one", "S > A:10par3 > B:1 > z:end",
      times: "A 0-10, A 0-10, A 0-10, B 10-11, over 11"),
    FlowCase(
      "parts one after the other take the sum", "S > A:10seq3 > B:1 > z:end",
      times: "A 0-10, A 10-20, A 20-30, B 30-31, over 31"),
    FlowCase(
      "with two pairs of hands three parts take two rounds", "S > A:10par3 > B:1 > z:end",
      staff: 2, times: "A 0-10, A 0-10, A 0/10-20, B 20-21, over 21"),
    FlowCase(
      "with no part it is done at once", "S > A:10par0 > B:1 > C:10seq0 > z:end",
      times: "B 0-1, over 1"),
    FlowCase(
      "one part is the task itself", "S > A:10par1 > B:5seq1 > z:end",
      times: "A 0-10, B 10-15, over 15"),
    FlowCase(
      "a timer that interrupts ends all parts",
      """
      S > A:10par3 > B:1 > z:end
      A!t:wait4 > C:1 > y:end
      """, times: "A 0-4!, A 0-4!, A 0-4!, C 4-5, over 5"),
    FlowCase(
      "it ends the part under way, and no other begins",
      """
      S > A:10seq3 > B:1 > z:end
      A!t:wait15 > C:1 > y:end
      """, times: "A 0-10, A 10-15!, C 15-16, over 16"),
    FlowCase(
      "a timer runs once for the whole, not for each part",
      """
      S > A:10seq3 > B:1 > z:end
      A~t:wait15 > C:1 > y:end
      """, times: "A 0-10, A 10-20, C 15-16, A 20-30, B 30-31, over 31"),
    FlowCase(
      "a timer that is longer than the whole is void",
      """
      S > A:10par3 > B:10 > z:end
      A!t:wait15 > C:1 > y:end
      """, times: "A 0-10, A 0-10, A 0-10, B 10-20, over 20"),
    FlowCase(
      "a message ends all parts",
      """
      S > f:+ > A:10par2 > z:end
      f > B:4 > t:send=go > y:end
      A!m:get=go > C:1 > x:end
      """, times: "A 0-4!, A 0-4!, B 0-4, C 4-5, over 5"),
  ]

  static let multiplesAmongOthers = [
    FlowCase(
      "a join waits for all parts of a branch",
      """
      S > f:+ > A:10par2 > j:+ > B:1 > z:end
      f > C:3 > j
      """, times: "A 0-10, A 0-10, C 0-3, B 10-11, over 11"),
    FlowCase(
      "a terminate end takes all parts away",
      """
      S > f:+ > A:10par2 > z:end
      f > C:3 > y:stop
      """, times: "A 0-3!, A 0-3!, C 0-3, over 3"),
    FlowCase(
      "the whole counts once, however many parts it has",
      """
      S > A:2seq2 > x:X >[count(A)<2] A
      x >* z:end
      """, times: "A 0-2, A 2-4, A 4-6, A 6-8, over 8"),
    FlowCase(
      "an inclusive join waits for all parts of a branch",
      """
      S > A:1 > o:O >[count(A)>=1] B:4par2 > j:O > C:1 > z:end
      o >[count(A)>=0] D:1 > j
      o >* F:1 > j
      """, times: "A 0-1, B 1-5, B 1-5, D 1-2, C 5-6, over 6"),
    FlowCase(
      "two tokens in it are two wholes",
      """
      S > f:+ > A:5 > M:3seq2 > z:end
      f > B:7 > M
      """, times: "A 0-5, B 0-7, M 5-8, M 7-10, M 8-11, M 10-13, over 13"),
    FlowCase(
      "a flow may be called several times at once", "S > Q:call=sub,par2 > B:1 > z:end",
      ("sub", "S > A:5 > C:2 > z:end"), times: "A 0-5, A 0-5, C 5-7, C 5-7, B 7-8, over 8"),
    FlowCase(
      "or several times in turn", "S > Q:call=sub,seq2 > B:1 > z:end",
      ("sub", "S > A:5 > z:end"), times: "A 0-5, A 5-10, B 10-11, over 11"),
    FlowCase(
      "a call that is made no times is over at once", "S > Q:call=sub,par0 > B:1 > z:end",
      ("sub", "S > A:5 > z:end"), times: "B 0-1, over 1"),
    FlowCase(
      "a terminate end ends one of several called flows alone",
      "S > Q:call=sub,seq2 > B:1 > z:end", ("sub", "S > f:+ > A:5 > z:stop\nf > C:9 > y:end"),
      times: "A 0-5, C 0-5!, A 5-10, C 5-10!, B 10-11, over 11"),
    // Both end at 5; the error of the first ends the other before it does.
    FlowCase(
      "an error of one called flow ends the others",
      """
      S > Q:call=sub,par2 > B:1 > z:end
      Q!e:err=E1 > C:1 > y:end
      """, ("sub", "S > A:5 > z:err=E1"), times: "A 0-5, A 0-5!, C 5-6, over 6"),
    FlowCase(
      "an error ends the calls that were to come",
      """
      S > Q:call=sub,seq3 > B:1 > z:end
      Q!e:err > C:1 > y:end
      """, ("sub", "S > A:5 > z:err=E1"), times: "A 0-5, C 5-6, over 6"),
    FlowCase(
      "a timer on a call ends the parts within it",
      """
      S > Q:call=sub > B:1 > z:end
      Q!t:wait7 > C:1 > y:end
      """, ("sub", "S > A:5seq3 > z:end"), times: "A 0-5, A 5-7!, C 7-8, over 8"),
    FlowCase(
      "a timer on several calls ends them all",
      """
      S > Q:call=sub,par2 > B:1 > z:end
      Q!t:wait3 > C:1 > y:end
      """, ("sub", "S > A:5par2 > z:end"),
      times: "A 0-3!, A 0-3!, A 0-3!, A 0-3!, C 3-4, over 4"),
    FlowCase(
      "a race is decided while parts are under way",
      """
      S > f:+ > A:10par2 > t:send=go > z:end
      f > e:E > c:get=go > B:1 > y:end
      e > w:wait12 > C:1 > x:end
      """, times: "A 0-10, A 0-10, B 10-11, over 11"),
  ]
}
