import EventKernel
import Simulator

/// What a role knows at an instant, as a value: the fold of what its posts learned, and nothing of
/// the truth. It is made by ``RoleViewFold``.
///
/// A role knows of a case from the first of: somebody of it noticed it, a step of it was offered to
/// the role, a message about it arrived. From then on it reads the case's file: what the case
/// knows. Before, it knows nothing of it.
package struct RoleView: Sendable, Hashable {
  package var role: Row<Role>
  package var time = SimulationTime.zero
  /// Those that it knows of, in the order in which it heard of them.
  package var cases: [CaseView] = []
  /// Steps of its own that wait or are under way, in the order in which they were offered.
  package var steps: [StepView] = []
  /// What it is asked and has not answered, in the order of asking.
  package var questions: [OpenQuestion] = []
  /// Those who hold its posts, in the order of the file.
  package var people: [PersonView] = []
  /// What reached it, in order.
  package var inbox: [News] = []
  /// How many steps and questions have been put to it: each has a number, from 1.
  package var itemCount = 0

  /// A case, as its file has it.
  package struct CaseView: Sendable, Hashable {
    package var incident: Row<Incident>
    package var subject: Row<Node>
    package var channel: DetectionChannel
    package var since: SimulationTime
    /// As it was graded last; nil: not graded.
    package var level: FaultLevel?
    package var emergency: EmergencyLevel?
    package var priority: Int?
    /// What is said of each subject, in the order in which it was first said.
    package var beliefs: [Belief] = []
    package var isClosed = false
  }

  /// What is said of a component, a service, or what else a threat lives on.
  package struct Belief: Sendable, Hashable {
    package var subject: Row<Node>
    /// Bits: 1 down, 2 degraded, 4 a threat; 0: nothing is wrong any more.
    package var said: Int64
    /// What is wrong with it was found out.
    package var isLocated = false
  }

  /// A step of the role's own.
  package struct StepView: Sendable, Hashable {
    package enum Phase: Sendable, Hashable {
      /// It waits for the role's word.
      case offered
      /// It waits for somebody to be free.
      case waiting
      case onTheWay
      case working
      case resting
    }

    /// Among all steps and questions of the role, from 1.
    package var item: Int
    package var task: Row<FlowTask>
    package var node: Row<FlowNode>
    package var incident: Row<Incident>
    /// Of an activity that is done for each: the component.
    package var component: Row<Component>?
    package var offered: SimulationTime
    package var phase: Phase
    package var person: Row<Person>?
  }

  /// A question that waits for an answer.
  package struct OpenQuestion: Sendable, Hashable {
    /// Among all steps and questions of the role, from 1.
    package var item: Int
    /// What `Command.answer` names.
    package var number: Int
    package var node: Row<FlowNode>
    package var incident: Row<Incident>
    package var asked: SimulationTime
    package var due: SimulationTime?
    package var kind: Question.Kind
    package var optionCount: Int
    /// What the plan says.
    package var byTheFlow: Int
  }

  /// Somebody who holds a post of the role.
  package struct PersonView: Sendable, Hashable {
    package enum Presence: Sendable, Hashable {
      case free
      case busy(Row<FlowTask>)
      /// Off duty, and may be called.
      case callable
      case away
    }

    package var person: Row<Person>
    package var presence: Presence
  }

  /// A piece of news, with its time.
  package struct News: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// Monitoring, a patrol or a caller said that something is wrong with a subject.
      case noticed(Row<Node>, DetectionChannel)
      case told(Row<Inject>)
      case message(from: Row<Lane>, about: Row<FlowNode>)
      case learned(Row<Node>, said: Int64)
      case located(Row<Node>, Row<FailureMode>?)
      /// What the case found out or believes, with its value.
      case found(Fact, Int64)
      case graded(FaultLevel, EmergencyLevel, priority: Int)
      case offered(Row<FlowNode>)
      case started(Row<FlowNode>, Row<Person>?)
      case done(Row<FlowNode>)
      case lapsed(Row<FlowNode>)
      case interrupted(Row<FlowNode>)
      case nothingToDo(Row<FlowNode>)
      case asked(Row<FlowNode>)
      case decidedByStandIn(Row<FlowNode>)
      case void(Row<FlowNode>)
      case vendorThere(Row<Vendor>)
      case partMissing(Row<Part>)
      case partArrived(Row<Part>)
      case handedOver(to: Row<Incident>)
      case closed
      case onDuty(Row<Person>)
      case offDuty(Row<Person>)

      /// Whether a step or a question with a number came with it.
      package var hasItem: Bool {
        switch self {
        case .offered, .asked: true
        default: false
        }
      }
    }

    /// By when it came.
    package var time: SimulationTime
    /// The case that it is about; nil: none.
    package var incident: Row<Incident>?
    package var kind: Kind

    /// Whether somebody would look up for it: the rest is read with it.
    package var isForTheRole: Bool {
      switch kind {
      case .noticed, .told, .message, .offered, .asked, .decidedByStandIn, .interrupted, .lapsed,
        .nothingToDo, .partMissing:
        true
      case .learned, .located, .found, .graded, .started, .done, .void, .vendorThere, .partArrived,
        .handedOver, .closed, .onDuty, .offDuty:
        false
      }
    }
  }
}
