import EventKernel
import Scoring
import Simulator

extension AgreementDescription {
  /// Fills `model.agreement` and its conditions.
  func compile(
    threats: ThreatNames, into model: inout Model, _ sink: inout DiagnosticSink
  ) {
    let names = ConditionNames(threats: threats)
    var agreement = Agreement()
    let year = Double(TimeSpan.hours(8_760).microseconds)
    agreement.downtimeAllowance = TimeSpan(
      microseconds: Int64(((1 - availability.value) * year).rounded()))
    agreement.clocks = Table(
      clocks.map { clock in
        ClockRule(
          kind: clock.kind, from: clock.from, to: clock.to,
          general: clock.general.map { span($0) },
          major: clock.major.map { span($0) }, binds: clock.binds)
      })
    agreement.majorFault = model.add(majorFault, names, &sink)
    agreement.particularlyMajor = model.add(particularlyMajor, names, &sink)
    agreement.majorEmergency = model.add(majorEmergency, names, &sink)
    agreement.largerEmergency = model.add(largerEmergency, names, &sink)
    agreement.largerCountsAs = largerCountsAs
    agreement.highImpact = model.add(highImpact, names, &sink)
    agreement.mediumImpact = model.add(mediumImpact, names, &sink)
    agreement.highUrgency = model.add(highUrgency, names, &sink)
    agreement.mediumUrgency = model.add(mediumUrgency, names, &sink)
    if let matrix { agreement.priorities = Table(matrix) }
    if let problemTargets { agreement.problemTargets = problemTargets }
    model.agreement = agreement
  }

  /// A target of n working days is n days in the model; scoring counts them by the calendar.
  private func span(_ target: ClockDescription.Target) -> TimeSpan {
    switch target {
    case .span(let span): span
    case .workingDays(let count): .days(Int64(count))
    }
  }

  /// Which days are working days, counted from the day on which the drill starts.
  func calendar(from start: CivilTime) -> WorkCalendar {
    WorkCalendar(
      startWeekday: start.weekday, timeOfDay: .minutes(Int64(start.minuteOfDay)),
      holidays: Set(holidays.map { $0 - start.dayNumber }),
      workdays: Set(workdays.map { $0 - start.dayNumber }))
  }
}

/// Which days are working days, for opening hours.
struct WorkingDays {
  /// nil after a diagnostic.
  let calendar: WorkCalendar?
  let horizon: TimeSpan

  /// From the day before the drill's first on, as in `OpeningHours`. A horizon that is too long was
  /// reported.
  var table: [Bool] {
    let span = min(horizon, DrillDescription.horizonLimit)
    let lastDay = Int(span.microseconds / TimeSpan.days(1).microseconds) + 1
    return (-1...lastDay).map { calendar?.isWorkingDay($0) ?? true }
  }
}

extension Model {
  /// The row of a condition that is added; what it asks for by name and is not there is told.
  mutating func add(
    _ expression: ConditionExpression?, _ names: ConditionNames, _ sink: inout DiagnosticSink
  ) -> Row<Condition>? {
    guard let expression else { return nil }
    conditions.append(expression.compiled(names: names, &sink))
    return Row(conditions.count - 1)
  }
}
