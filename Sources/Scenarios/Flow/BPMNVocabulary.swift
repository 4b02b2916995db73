/// The words of BPMN 2.0 (OMG formal/2011-01-03) that Sandtable reads, and those that it refuses.
enum BPMN {
  static let model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
  static let diagram = "http://www.omg.org/spec/BPMN/20100524/DI"
  static let bounds = "http://www.omg.org/spec/DD/20100524/DC"
  static let waypoints = "http://www.omg.org/spec/DD/20100524/DI"

  static let tasks: Set<String> = [
    "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask",
    "receiveTask",
  ]
  static let gateways: Set<String> = [
    "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway",
  ]
  static let events: Set<String> = [
    "startEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "endEvent",
  ]

  /// Elements of a process that say nothing to a run, and are passed over.
  static let ignored: Set<String> = [
    "documentation", "extensionElements", "dataObject", "dataObjectReference",
    "dataStoreReference", "textAnnotation", "association", "group", "ioSpecification", "property",
    "auditing", "monitoring", "category", "laneSet", "sequenceFlow",
  ]
}
