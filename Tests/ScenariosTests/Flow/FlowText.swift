/// A good flow as text, to be changed by tests: a decision by condition, one by shares, a fork, an
/// inclusive pair, an event gateway, boundary events, a call and a hand-over.
enum FlowText {
  static let bpmn = """
    <?xml version="1.0" encoding="UTF-8"?>
    <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:i="http://www.omg.org/spec/BPMN/20100524/DI"
        xmlns:c="http://www.omg.org/spec/DD/20100524/DC"
        xmlns:w="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="urn:test">
      <!-- <b:task id="not-this-one"/> -->
      <b:message id="m-start" name="event-occurred" />
      <b:message id="m-power" name="power-restored" />
      <b:message id="m-problem" name="6.4.2 问题管理 / 6.4.2 problem management" />
      <b:process id="process-good">
        <b:laneSet id="lanes">
          <b:lane id="desk" name="热线 / Hotline"><b:flowNodeRef>start</b:flowNodeRef></b:lane>
          <b:lane id="team" name="一线
              / Tier 1">
    \(["look", "choose", "mend", "meet", "fork", "left", "right", "join", "which", "x", "y",
      "both", "await", "back", "later", "one", "part", "lucky", "tell", "end", "problem", "late-end"]
      .map { "<b:flowNodeRef>\($0)</b:flowNodeRef>" }.joined(separator: "\n"))
          </b:lane>
        </b:laneSet>
        <b:startEvent id="start"><b:messageEventDefinition messageRef="m-start" /></b:startEvent>
        <b:userTask id="look" name="查看 / Look" />
        <b:exclusiveGateway id="choose" default="to-meet" />
        <b:task id="mend" name='修复 a&lt;b / Mend a&lt;b'>
          <b:multiInstanceLoopCharacteristics />
        </b:task>
        <b:boundaryEvent id="late" attachedToRef="mend" cancelActivity="false">
          <b:timerEventDefinition><b:timeDuration>PT1H30M</b:timeDuration></b:timerEventDefinition>
        </b:boundaryEvent>
        <b:endEvent id="late-end" />
        <b:exclusiveGateway id="meet" />
        <b:parallelGateway id="fork" />
        <b:task id="left" /><b:task id="right" />
        <b:parallelGateway id="join" />
        <b:inclusiveGateway id="which" default="to-x" />
        <b:task id="x" /><b:task id="y" />
        <b:inclusiveGateway id="both" />
        <b:eventBasedGateway id="await" />
        <b:receiveTask id="back" messageRef="m-power" />
        <b:intermediateCatchEvent id="later">
          <b:conditionalEventDefinition>
            <b:condition><![CDATA[ count(look) > 3 ]]></b:condition>
          </b:conditionalEventDefinition>
        </b:intermediateCatchEvent>
        <b:exclusiveGateway id="one" />
        <b:callActivity id="part" calledElement="process-part" />
        <b:boundaryEvent id="part-failed" attachedToRef="part">
          <b:errorEventDefinition />
        </b:boundaryEvent>
        <b:exclusiveGateway id="lucky" />
        <b:task id="tell" />
        <b:endEvent id="end"><b:terminateEventDefinition /></b:endEvent>
        <b:endEvent id="problem"><b:messageEventDefinition messageRef="m-problem" /></b:endEvent>
        <b:sequenceFlow id="e1" sourceRef="start" targetRef="look" />
        <b:sequenceFlow id="e2" sourceRef="look" targetRef="choose" />
        <b:sequenceFlow id="to-mend" name="否 / No" sourceRef="choose" targetRef="mend">
          <b:conditionExpression>
            not solved and
            count(look) &lt; 3
          </b:conditionExpression>
        </b:sequenceFlow>
        <b:sequenceFlow id="to-meet" sourceRef="choose" targetRef="meet" />
        <b:sequenceFlow id="e3" sourceRef="mend" targetRef="meet" />
        <b:sequenceFlow id="e4" sourceRef="late" targetRef="late-end" />
        <b:sequenceFlow id="e5" sourceRef="meet" targetRef="fork" />
        <b:sequenceFlow id="e6" sourceRef="fork" targetRef="left" />
        <b:sequenceFlow id="e7" sourceRef="fork" targetRef="right" />
        <b:sequenceFlow id="e8" sourceRef="left" targetRef="join" />
        <b:sequenceFlow id="e9" sourceRef="right" targetRef="join" />
        <b:sequenceFlow id="e10" sourceRef="join" targetRef="which" />
        <b:sequenceFlow id="to-x" sourceRef="which" targetRef="x" />
        <b:sequenceFlow id="to-y" sourceRef="which" targetRef="y">
          <b:conditionExpression>danger</b:conditionExpression>
        </b:sequenceFlow>
        <b:sequenceFlow id="e11" sourceRef="x" targetRef="both" />
        <b:sequenceFlow id="e12" sourceRef="y" targetRef="both" />
        <b:sequenceFlow id="e13" sourceRef="both" targetRef="await" />
        <b:sequenceFlow id="e14" sourceRef="await" targetRef="back" />
        <b:sequenceFlow id="e15" sourceRef="await" targetRef="later" />
        <b:sequenceFlow id="e16" sourceRef="back" targetRef="one" />
        <b:sequenceFlow id="e17" sourceRef="later" targetRef="one" />
        <b:sequenceFlow id="e18" sourceRef="one" targetRef="part" />
        <b:sequenceFlow id="e19" sourceRef="part" targetRef="lucky" />
        <b:sequenceFlow id="e20" sourceRef="part-failed" targetRef="problem" />
        <b:sequenceFlow id="to-tell" sourceRef="lucky" targetRef="tell" />
        <b:sequenceFlow id="to-end" sourceRef="lucky" targetRef="end" />
        <b:sequenceFlow id="e21" sourceRef="tell" targetRef="end" />
      </b:process>
      <i:BPMNDiagram id="diagram"><i:BPMNPlane id="plane" bpmnElement="process-good">
        <i:BPMNShape id="s-team" bpmnElement="team">
          <c:Bounds x="0" y="100" width="900" height="200.5" />
        </i:BPMNShape>
    \(["start", "look", "choose", "mend", "late", "late-end", "meet", "fork", "left", "right",
      "join", "which", "x", "y", "both", "await", "back", "later", "one", "part", "part-failed",
      "lucky", "tell", "end", "problem"].enumerated().map {
        "<i:BPMNShape id=\"s-\($1)\" bpmnElement=\"\($1)\">"
          + "<c:Bounds x=\"\($0 * 10)\" y=\"120\" width=\"36\" height=\"36\" /></i:BPMNShape>"
      }.joined(separator: "\n"))
        <i:BPMNEdge id="l-e2" bpmnElement="e2">
          <w:waypoint x="1" y="2" /><w:waypoint x="3.5" y="4" />
        </i:BPMNEdge>
      </i:BPMNPlane></i:BPMNDiagram>
    </b:definitions>
    """

  static let yaml = """
    flow: good
    title: {zh: 好流程, en: Good flow}
    clause: B.5
    lanes:
      desk: automatic
      team: {tier: tier-1, hold: true}
    default: {takes: 5 min}
    steps:
      look: {effect: diagnose, takes: {uniform: [1 min, 3 min]}, skill: of the component, force: may}
      mend: {effect: repair, takes: by the fault, or: 20 min, on site: true, skill: power, patience: 1 h, succeeds: 90 %}
      left: {effect: report, message: {to: desk, within: 15 min}}
      right: {people: 1}
      x: {takes: 90 s}
      y: {takes: 90 s, message: {to: team, by: note}}
      tell: {takes: 1 min}
    branches:
      lucky: {to-tell: 33.3 %, to-end: 66.7 %}
    """

  static let part = (
    bpmn: """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
      <process id="process-part">
        <laneSet id="ls"><lane id="team"><flowNodeRef>s</flowNodeRef><flowNodeRef>e</flowNodeRef>
        </lane></laneSet>
        <startEvent id="s" /><endEvent id="e"><errorEventDefinition /></endEvent>
        <sequenceFlow id="f" sourceRef="s" targetRef="e" />
      </process>
      <BPMNDiagram xmlns="http://www.omg.org/spec/BPMN/20100524/DI" id="x"><BPMNPlane id="y">
        <BPMNShape id="a" bpmnElement="s"><Bounds xmlns="http://www.omg.org/spec/DD/20100524/DC"
          x="0" y="0" width="1" height="1" /></BPMNShape>
        <BPMNShape id="b" bpmnElement="e"><Bounds xmlns="http://www.omg.org/spec/DD/20100524/DC"
          x="0" y="0" width="1" height="1" /></BPMNShape>
      </BPMNPlane></BPMNDiagram>
    </definitions>
    """,
    yaml: """
    flow: part
    title: {zh: 部分, en: Part}
    lanes: {team: {post: group-leader}}
    default: {takes: 5 min}
    """
  )
}
