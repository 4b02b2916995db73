"""Edits of drawings by structure: elements left out, doubled and moved, ids and attributes swapped.

Some keep the drawing sound, so that the flow is played: a gateway of another kind, another way.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from random import Random

import hostile

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
NAMESPACES = {
    "bpmn": MODEL,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
GATEWAYS = "exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway complexGateway".split()
TASKS = "task userTask manualTask serviceTask sendTask receiveTask scriptTask businessRuleTask callActivity".split()
EVENTS = "startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent".split()
DETAILS = (
    "timerEventDefinition messageEventDefinition errorEventDefinition terminateEventDefinition "
    "signalEventDefinition escalationEventDefinition linkEventDefinition conditionalEventDefinition "
    "compensateEventDefinition multiInstanceLoopCharacteristics standardLoopCharacteristics "
    "subProcess adHocSubProcess transaction lane laneSet childLaneSet flowNodeRef incoming outgoing "
    "sequenceFlow conditionExpression timeDuration timeCycle timeDate loopCardinality "
    "completionCondition participant process collaboration extensionElements documentation "
    "dataObject textAnnotation association group definitions message error"
).split()
KINDS = GATEWAYS + TASKS + EVENTS + DETAILS
ATTRIBUTES = (
    "id name sourceRef targetRef default attachedToRef cancelActivity calledElement processRef "
    "messageRef errorRef errorCode isSequential gatewayDirection isInterrupting bpmnElement "
    "triggeredByEvent isForCompensation startQuantity completionQuantity isExecutable x y width height"
).split()
ISO = (
    "PT30M PT0S P1D P1Y P1M PT1H30M PT0.5H PT1,5S P36526D PT1E9S -PT1S P PT PT1 1h R3/PT1H P1W "
    "PT99999999999999999999S PT0.0000001S 2026-01-05T00:00:00"
).split()
FEATURES = 20

for prefix, address in NAMESPACES.items():
    ET.register_namespace(prefix, address)


def edit(rng: Random, data: bytes) -> bytes:
    """Some edits; what is not well-formed to begin with is edited by bytes."""
    try:
        root = ET.fromstring(data)
    except ET.ParseError:
        return hostile.edit_bytes(rng, data)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 6])):
        one_edit(rng, root)
    try:
        return ET.tostring(root, encoding=rng.choice(["UTF-8", "UTF-8", "UTF-8", "us-ascii"]))
    except (ValueError, TypeError, UnicodeEncodeError):
        return data


def tag(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def local(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def of_kind(root: ET.Element, *kinds: str) -> list[ET.Element]:
    return [element for element in root.iter() if local(element) in kinds]


def one_edit(rng: Random, root: ET.Element) -> None:
    pairs = [(parent, child) for parent in root.iter() for child in parent]
    if not pairs:
        return
    if rng.random() < 0.45:
        return sound_edit(rng, root)
    parent, child = rng.choice(pairs)
    everywhere = list(root.iter())
    match rng.randrange(11):
        case 0:
            parent.remove(child)
        case 1:
            copies = rng.choice([1, 1, 2, 300])
            for _ in range(copies):
                parent.append(ET.fromstring(ET.tostring(child)))
        case 2:
            inside = set(child.iter())
            parent.remove(child)
            to = rng.choice([element for element in everywhere if element not in inside])
            to.insert(rng.randrange(len(to) + 1), child)
        case 3:
            child.tag = tag(rng.choice(KINDS))
        case 4:
            other = rng.choice(everywhere)
            child.attrib, other.attrib = dict(other.attrib), dict(child.attrib)
        case 5 | 6:
            swap_values(rng, child, everywhere)
        case 7:
            child.set(rng.choice(list(child.attrib) or ATTRIBUTES), safe(hostile.value(rng)))
        case 8:
            child.set(rng.choice(ATTRIBUTES), rng.choice([safe(hostile.value(rng)), "true", "false"]))
        case 9:
            child.text = safe(rng.choice([hostile.value(rng), rng.choice(ISO)]))
        case _:
            added = ET.SubElement(child, tag(rng.choice(KINDS)))
            added.set("id", safe(rng.choice(["new", hostile.value(rng)])))


def safe(text: str) -> str:
    """What XML can hold at all: the rest is for the edits by bytes."""
    return "".join(c for c in text if c in "\t\n" or c >= " " and not "\ud800" <= c <= "\udfff")


def swap_values(rng: Random, child: ET.Element, everywhere: list[ET.Element]) -> None:
    """An attribute takes the value that one of its kind has elsewhere: a reference to another."""
    if not child.attrib:
        return
    name = rng.choice(list(child.attrib))
    values = [element.get(name) or element.get("id") for element in everywhere]
    child.set(name, rng.choice([value for value in values if value] or ["a"]))


# Edits after which the drawing may be sound


def sound_edit(rng: Random, root: ET.Element) -> None:
    flows = of_kind(root, "sequenceFlow")
    nodes = {node.get("id"): node for node in of_kind(root, *GATEWAYS, *TASKS, *EVENTS, "subProcess")}
    if not flows or len(nodes) < 2:
        return
    flow = rng.choice(flows)
    node = rng.choice(list(nodes.values()))
    match rng.randrange(9):
        case 0 | 1:
            end = rng.choice(["sourceRef", "targetRef"])
            lead(flow, end, nodes, rng.choice(list(nodes)))
        case 2:
            kind = rng.choice(GATEWAYS[:4])
            for gateway in rng.sample(of_kind(root, *GATEWAYS), k=min(2, len(of_kind(root, *GATEWAYS)))):
                gateway.tag = tag(kind)
        case 3:
            insert(rng, root, flow, nodes)
        case 4:
            more = new_flow(root, f"more-{rng.randrange(1000)}")
            lead(more, "sourceRef", nodes, rng.choice(list(nodes)))
            lead(more, "targetRef", nodes, rng.choice(list(nodes)))
        case 5:
            condition = ET.SubElement(flow, tag("conditionExpression"))
            condition.text = rng.choice(hostile.CONDITIONS)
        case 6:
            loop = ET.SubElement(node, tag("multiInstanceLoopCharacteristics"))
            loop.set("isSequential", rng.choice(["true", "false"]))
            if rng.random() < 0.8:
                ET.SubElement(loop, tag("loopCardinality")).text = rng.choice(["0", "1", "3", "1000", "99999", "-1", "x"])
        case 7:
            attach(rng, root, node)
        case _:
            node.tag = tag(rng.choice(TASKS + EVENTS))


def lead(flow: ET.Element, end: str, nodes: dict, to: str) -> None:
    """One end of a flow to another node, with what the nodes say of it."""
    mark = tag("outgoing" if end == "sourceRef" else "incoming")
    for node in nodes.values():
        for old in [child for child in node if child.tag == mark and child.text == flow.get("id")]:
            node.remove(old)
    flow.set(end, to)
    listed = ET.Element(mark)
    listed.text = flow.get("id")
    nodes[to].insert(0, listed)


def new_flow(root: ET.Element, name: str) -> ET.Element:
    home = (of_kind(root, "process") or [root])[0]
    return ET.SubElement(home, tag("sequenceFlow"), {"id": name, "sourceRef": "", "targetRef": ""})


def insert(rng: Random, root: ET.Element, flow: ET.Element, nodes: dict) -> None:
    """A node in the middle of a flow, in the lane of the node before."""
    name = f"new-{rng.randrange(1000)}"
    home = (of_kind(root, "process") or [root])[0]
    node = ET.SubElement(home, tag(rng.choice(GATEWAYS[:4] + TASKS + EVENTS)), {"id": name, "name": "新 / New"})
    nodes[name] = node
    if rng.random() < 0.4:
        detail = ET.SubElement(node, tag(rng.choice(DETAILS[:9])))
        if "timer" in detail.tag:
            ET.SubElement(detail, tag("timeDuration")).text = rng.choice(ISO)
    for lane in of_kind(root, "lane")[:1]:
        ET.SubElement(lane, tag("flowNodeRef")).text = name
    after = flow.get("targetRef")
    rest = new_flow(root, f"{name}-on")
    if after in nodes:
        lead(flow, "targetRef", nodes, name)
        lead(rest, "sourceRef", nodes, name)
        lead(rest, "targetRef", nodes, after)


def attach(rng: Random, root: ET.Element, node: ET.Element) -> None:
    """A timer or an error on the edge of a node, that leads to its end or to nowhere."""
    home = (of_kind(root, "process") or [root])[0]
    name = f"edge-{rng.randrange(1000)}"
    event = ET.SubElement(home, tag("boundaryEvent"), {"id": name, "attachedToRef": node.get("id") or ""})
    event.set("cancelActivity", rng.choice(["true", "false"]))
    detail = ET.SubElement(event, tag(rng.choice(DETAILS[:8])))
    if "timer" in detail.tag:
        ET.SubElement(detail, tag("timeDuration")).text = rng.choice(ISO)
    ends = of_kind(root, "endEvent")
    for lane in of_kind(root, "lane")[:1]:
        ET.SubElement(lane, tag("flowNodeRef")).text = name
    if ends and rng.random() < 0.8:
        nodes = {name: event, ends[0].get("id"): ends[0]}
        flow = new_flow(root, f"{name}-on")
        lead(flow, "sourceRef", nodes, name)
        lead(flow, "targetRef", nodes, ends[0].get("id"))


# By bytes


def edit_text(rng: Random, data: bytes) -> bytes:
    """Bytes, entities, nesting, declarations that lie."""
    head, _, body = data.partition(b"?>")
    match rng.randrange(12):
        case 0:
            names = [b"<!ENTITY a 'a'>"] + [
                b"<!ENTITY a%d '%s'>" % (i, b"&a%d;" % (i - 1) * 10 if i else b"&a;" * 10) for i in range(12)
            ]
            bomb = b"<!DOCTYPE x [" + b"".join(names) + b"]>"
            return head + b"?>" + bomb + body.replace(b'name="', b'name="&a11;', 1)
        case 1:
            outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            return head + b"?>" + outside + body.replace(b'name="', b'name="&e;', 1)
        case 2:
            depth = rng.choice([65, 300, 5000, 100_000])
            return data.replace(b"</bpmn:process>", b"<bpmn:group>" * depth + b"</bpmn:group>" * depth + b"</bpmn:process>")
        case 3:
            many = b"".join(b' a%d="x"' % i for i in range(rng.choice([201, 20_000])))
            return data.replace(b"<bpmn:process ", b"<bpmn:process" + many + b" ", 1)
        case 4:
            coding = rng.choice([b"UTF-16", b"ISO-8859-1", b"windows-1252", b"ASCII", b"EBCDIC", b"x", b""])
            return data.replace(b'encoding="UTF-8"', b'encoding="' + coding + b'"')
        case 5:
            return data.replace(b"bpmn:", rng.choice([b"", b"x:", b"BPMN:", b"bpmn::", b"xmlns:"]))
        case 6:
            return data.replace(MODEL.encode(), rng.choice([b"", b"urn:x", b"http://x\x01", b"a" * 100_000]))
        case 7:
            return data.replace(b'id="', b'id="' + b"a" * rng.choice([1000, 1_000_000]), rng.choice([1, 3]))
        case _:
            return hostile.edit_bytes(rng, data)
