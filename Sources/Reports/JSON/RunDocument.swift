/// A run as a document for machines, in the shape of `docs/schema/run.schema.json`. Times are civil
/// text with their zone and whole seconds from the start; shares and scores are thousandths;
/// lengths are seconds. Keys are never renamed or given another meaning within one `format`.
struct RunDocument: Codable, Equatable, Sendable {
  /// The version of this shape.
  static let format = 2

  var format = Self.format
  var sandtable: String
  var seed: String
  var replication: Int
  /// True when the run was stopped before its end; left out otherwise.
  var partial: Bool?
  var drill: Drill
  var outcome: Outcome
  var objectives: [Objective]
  var score: Score
  var availability: Availability
  var incidents: [Incident]
  var faults: [Fault]
  var services: [Service]
  var components: [Component]
  var tasks: [Task]
  var messages: [Message]
  var decisions: [Decision]
  var parts: [Part]
  var people: [Person]
  var timeline: [Line]

  /// A moment: `2026-01-15T02:10+08:00` and seconds from the drill's start, rounded down.
  struct Moment: Codable, Equatable, Sendable {
    var at: String
    var seconds: Int64
  }

  /// What a thing is called: its key in the files and its words.
  struct Name: Codable, Equatable, Sendable {
    var key: String
    var zh: String
    var en: String
  }

  struct Drill: Codable, Equatable, Sendable {
    var name: Name
    var event: String?
    var start: String
    var end: Moment
    var digest: String
    var rubric: String
  }

  struct Outcome: Codable, Equatable, Sendable {
    /// `met`, `missed` or `undecided`, over all objectives.
    var verdict: String
    /// The same, with what stands against its being met: `challenged`, `unrestored`, `exposed`; or
    /// `unstated`.
    var conclusion: String
    /// Whether every service is up at the end.
    var recovered: Bool
    /// Whether the effect of every incident is removed.
    var effectRemoved: Bool
    var headline: DocumentText
    var story: [DocumentText]
    /// The most components out of work at once.
    var componentsDownMost: Int
    var subjectsHit: Int
  }

  struct Objective: Codable, Equatable, Sendable {
    var name: Name
    var metric: String
    var outcome: String
    var bound: DocumentText
    /// Seconds, a count or points, by the metric; for shares, thousandths.
    var value: Int64?
    var tried: Int
    var hits: Int
  }

  struct Score: Codable, Equatable, Sendable {
    var final: Int?
    var beforeCaps: Int?
    var coverage: Int
    var rating: String?
    var caps: [Cap]
    var dimensions: [Dimension]
  }

  struct Cap: Codable, Equatable, Sendable {
    var points: Int
    var reason: DocumentText
  }

  struct Dimension: Codable, Equatable, Sendable {
    var dimension: String
    var weight: Int
    var quality: Int?
    var notEvaluated: String?
    var items: [Item]
  }

  struct Item: Codable, Equatable, Sendable {
    /// Thousandths, in the dimension's own unit: a share, steps, pairs. What an item counts is this
    /// of the sum over the evaluated items.
    var weight: Int
    var quality: Int?
    var notEvaluated: String?
    var binds: Bool
    var finding: DocumentText?
  }

  struct Availability: Codable, Equatable, Sendable {
    var used: Int64
    var allowance: Int64
    var share: Int
  }

  struct Incident: Codable, Equatable, Sendable {
    var number: Int
    var subject: Name
    var channel: String
    var falseAlarm: Bool
    var level: String
    var emergency: String
    var plan: String
    var eventClass: String
    var priority: Int
    var componentsDownMost: Int
    var alarms: Int
    var calls: Int
    var milestones: [String: Moment]
    var clocks: [Clock]
    /// Which role first knew of it when, in the order of time.
    var knew: [Knew]
  }

  struct Knew: Codable, Equatable, Sendable {
    var role: String
    var at: Moment
    /// `monitoring`, `patrol`, `user-call`; `task`; `message`.
    var way: String
    /// The step that was taken up, or whose message it was.
    var step: Name?
    /// Who sent the message.
    var from: String?
  }

  struct Clock: Codable, Equatable, Sendable {
    var clock: String
    var target: Int64
    /// Left out while the clock still runs.
    var taken: Int64?
    var shown: Int64
    var outcome: String
    var binds: Bool
  }

  struct Fault: Codable, Equatable, Sendable {
    var subject: Name
    var cause: DocumentText
    var origin: String
    var began: Moment
    var bypassed: Moment?
    var ended: Moment?
    var incident: Int?
  }

  struct Service: Codable, Equatable, Sendable {
    var service: Name
    var importance: String
    var down: Int64
    var spans: [Span]
  }

  /// A component that was touched.
  struct Component: Codable, Equatable, Sendable {
    var component: Name
    var objectClass: String
    var worst: String
    var down: Int64
    var spans: [Span]
  }

  struct Span: Codable, Equatable, Sendable {
    var state: String
    var start: Moment
    /// Left out when it lasted to the end of the drill.
    var end: Moment?
  }

  struct Task: Codable, Equatable, Sendable {
    var flow: String
    var clause: String
    var step: Name
    /// Of an activity that is done several times: which one, from 1, and for which component.
    var part: Int?
    var component: Name?
    var incident: Int
    var offered: Moment
    var started: Moment?
    /// Seconds by which it was begun late; left out where it was not.
    var late: Int64?
    var arrived: Moment?
    var ended: Moment?
    var outcome: String
    var people: [String]
    var vendor: String?
    /// Whether it is done on site; left out before it is begun.
    var onSite: Bool?
  }

  struct Message: Codable, Equatable, Sendable {
    var step: Name
    var from: String
    var to: String
    var sent: Moment
    var arrived: Moment?
    var due: Moment?
    var misdirected: Bool
    /// `call` or `note`.
    var by: String?
  }

  /// An answer at a decision point, with the words of its options where they are known.
  struct Decision: Codable, Equatable, Sendable {
    var time: Moment
    /// Hexadecimal; stable under edits elsewhere.
    var point: String
    var choice: String
    var chosen: Name?
  }

  struct Part: Codable, Equatable, Sendable {
    var part: Name
    var left: Int
    var bought: Int
    var used: Int
    var dead: Int
  }

  struct Person: Codable, Equatable, Sendable {
    var person: Name
    var tier: String
    var busy: Int64
    var overtime: Int64
  }

  struct Line: Codable, Equatable, Sendable {
    var time: Moment
    var zh: String
    var en: String
  }
}
