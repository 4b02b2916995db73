import EventKernel

/// Alarms with nothing behind them.
extension World {
  mutating func scheduleFalseAlarm() {
    let rate = model.support.detection.falseAlarmRate
    guard rate > 0 else { return }
    var draws = draws(Purpose.falseAlarm, Purpose.falseAlarm, platform.falseAlarms)
    let wait = TimeSpan(seconds: draws.exponential() * 3600 / rate)
    schedule(.falseAlarm, at: now + wait, row: 0)
  }

  /// A monitored component cries wolf, each as likely as any other.
  mutating func raiseFalseAlarm() {
    let ordinal = platform.falseAlarms
    platform.falseAlarms += 1
    noteDraw(Purpose.falseAlarmPlace, Purpose.falseAlarmPlace, UInt64(ordinal))
    let chosen = shared.index.monitored.choose(
      source, Purpose.falseAlarmPlace, ordinal: UInt64(ordinal))
    scheduleFalseAlarm()
    guard let chosen else { return }
    raiseAlarm(at: chosen.node, root: nil, fault: nil, said: .down, channel: .monitoring)
  }
}
