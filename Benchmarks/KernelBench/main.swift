// What Benchmarks/bench.py measures of the kernel and of the whole simulator: one workload a
// process. Usage: sandtable-bench mm1|hold|timers SIZE OPERATIONS | words [--interleave]
//   | scenario DRILL REPLICATIONS THREADS [HOURS] | copy DRILL EVENTS COPIES.
import EventKernel
import Foundation

/// Nanoseconds of processor time, which other processes of a busy machine do not add to.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Times a workload and prints what it came to as one line of JSON.
func measure(_ work: () -> Outcome) {
  let begin = processorTime()
  let outcome = work()
  let spent = (processorTime() - begin) / Double(outcome.operations)
  print(
    "{\"nanoseconds\": \(spent), \"last\": \(outcome.last.microseconds),"
      + " \"value\": \(outcome.value)}")
}

let words = Array(CommandLine.arguments.dropFirst())
let sizes = words.dropFirst().compactMap(UInt64.init)
switch (words.first, sizes.count) {
case ("mm1", 2):
  measure {
    var server = SingleServer(customers: sizes[1])
    return server.run()
  }
case ("hold", 2):
  measure { Hold.run(pending: Int(sizes[0]), operations: sizes[1]) }
case ("timers", 2):
  measure {
    var timers = Timers(entities: Int(sizes[0]))
    return timers.run(completions: sizes[1])
  }
case ("words", 0) where words.count == 1: Words.write(entities: 1)
case ("words", 0) where words == ["words", "--interleave"]: Words.write(entities: 64)
case ("scenario", _):
  guard let scenario = ScenarioRun(words.dropFirst()) else { fallthrough }
  try scenario.run()
case ("copy", _):
  guard let copying = CopyRun(words.dropFirst()) else { fallthrough }
  copying.run()
default:
  FileHandle.standardError.write(
    Data(
      ("usage: sandtable-bench mm1|hold|timers SIZE OPERATIONS | words [--interleave]"
        + " | scenario DRILL REPLICATIONS THREADS [HOURS] | copy DRILL EVENTS COPIES\n").utf8))
  exit(64)
}
