"""Writes a scenario folder of a platform of very many components, and a drill of one day in it.

Usage: big_platform.py FOLDER [--components N]
Every thousand components are a block: a hall with its power, cooling, racks, network, machines,
services and the desks of those who use them. Ten blocks are a site, and a site has the people of
the province; the store and the vendors are as many times larger as there are sites. What fails how
often (the templates), the flows, the agreement and the rubric are those of the province.
"""

import argparse
import pathlib
import re
import shutil

SCENARIOS = pathlib.Path("scenarios")
BLOCK = 1_000
BLOCKS_OF_SITE = 10
# The limits of docs/format.md: what all ranges together name, and the values of one file.
MOST = 1_000_000

DRILL = """\
drill: background
title: {{zh: 日常故障, en: What fails by itself}}
start: 2026-01-14 00:00
horizon: {days} d
uses:
  platform: ../platforms/{platform}.yaml
  support: ../support/{platform}.yaml
  agreement: ../agreements/standard.yaml
  rubric: ../rubrics/planner.yaml
  flows: ../flows
background: {{failures: true, false alarms: true}}
"""

# A threat that goes on to whatever is on a network: within half a day it is on nearly all of that.
# Nobody notices: what people do to very many targets at once has a cost of its own.
# Each has so many contacts an hour, however many others there are.
CONTACTS = 3
PROVINCE = 404
CLASSES = "[terminal, server, middleware, dbms, network, storage, backup, security-device]"
THREAT = """\
threat: creeper
title: {{zh: 蔓延, en: Creeper}}
class: B.1
on: component
hits: {{classes: {classes}}}
stages:
  seated: {{spreads: [{{to: all, at: {rate} /h}}], next: {{harmed: {{after: {{exponential: {{mean: 8 h}}}}}}}}}}
  harmed: {{spreads: [{{to: all, at: {rate} /h}}], impact: {{data: leaking}}}}
"""
ATTACK = """\
injects: {{start: {{title: {{zh: 入侵, en: It comes in}}, at: 1 min, hit: {host}, with: creeper}}}}
"""

HALL = "cooling: {needs: {4 of: crac-%-1..6}, normal: 23 C, limit: 40 C, " \
    "heats up in: 20 min, cools down in: 25 min}"
WAY = "{triangular: [30 min, 45 min, 90 min]}"
ROOMS = {"hall": HALL, "plant": None, "substation": None, "floor": None}
ZONES = {
    "service-hall": ["service-hall", "office"], "office": ["office", "application"],
    "application": ["application", "data"], "data": ["data"],
    "management": ["management", "application", "data", "security"],
    "security": ["security", "management"], "extranet": ["extranet", "application"],
}

# The components of a block but for the desktops, which are what is left of the thousand: name,
# template, where, and what it needs. `%` is the block's number, `@` that of its site; a member's
# number stands for `#`.
STRIPS = "{any of: [pdu-%-left-#, pdu-%-right-#]}"
MACHINE = "[" + STRIPS + ", tor-%-#]"
PATHS = "{any of: [power-%-a, power-%-b]}"
BOARDS = "{any of: [mechanical-%-a, mechanical-%-b]}"
COMPONENTS = [
    ("utility-%-1..2", "utility-feed", "substation", None, None),
    ("switchboard-%-1..2", "switchboard", "substation", None, "utility-%-#"),
    ("transformer-%-1..2", "transformer", "substation", None, "switchboard-%-#"),
    ("generator-%-1..2", "generator-set", "substation", None, None),
    ("transfer-%-a", "transfer-switch", "substation", None,
     "{any of: [transformer-%-1, generator-%-1, generator-%-2]}"),
    ("transfer-%-b", "transfer-switch", "substation", None,
     "{any of: [transformer-%-2, generator-%-1, generator-%-2]}"),
    ("ups-%-a1..3", "ups-module", "plant", None, "transfer-%-a"),
    ("ups-%-b1..3", "ups-module", "plant", None, "transfer-%-b"),
    ("battery-%-1..4", "battery-string", "plant", None, None),
    ("power-%-a", "power-path", "plant", None, "{2 of: ups-%-a1..3}"),
    ("power-%-b", "power-path", "plant", None, "{2 of: ups-%-b1..3}"),
    ("mechanical-%-a", "switchboard", "substation", None, "transfer-%-a"),
    ("mechanical-%-b", "switchboard", "substation", None, "transfer-%-b"),
    ("chiller-%-1..3", "chiller", "plant", None, BOARDS),
    ("pump-%-1..2", "pump", "plant", None, BOARDS),
    ("chilled-water-%", "facility", "plant", None,
     "[{2 of: chiller-%-1..3}, {any of: pump-%-1..2}]"),
    ("crac-%-1..6", "crac", "plant", None, "[" + BOARDS + ", chilled-water-%]"),
    ("fire-panel-%-1..3", "guard", "plant", None, PATHS),
    ("thermometer-%-01..20", "sensor", "plant", None, None),
    ("pdu-%-left-01..20", "rack-pdu", "hall", None, "power-%-a"),
    ("pdu-%-right-01..20", "rack-pdu", "hall", None, "power-%-b"),
    ("carrier-line-%-1..2", "outside-line", "floor", "extranet", None),
    ("core-switch-%-01..02", "large-switch", "hall", "management", STRIPS),
    ("aggregation-%-03..06", "large-switch", "hall", "management",
     "[" + STRIPS + ", {any of: [core-switch-%-01, core-switch-%-02]}]"),
    ("tor-%-01..10", "tor-switch", "hall", "management",
     "[" + STRIPS + ", {any of: [aggregation-%-03, aggregation-%-04]}]"),
    ("tor-%-11..20", "tor-switch", "hall", "management",
     "[" + STRIPS + ", {any of: [aggregation-%-05, aggregation-%-06]}]"),
    ("load-balancer-%-07..08", "load-balancer", "hall", "application", STRIPS),
    ("firewall-%-09..10", "security-appliance", "hall", "security", STRIPS),
    ("authentication-%-11..12", "security-appliance", "hall", "security", STRIPS),
    ("user-access-%", "fibre", "floor", "extranet",
     "[{any of: [carrier-line-%-1, carrier-line-%-2]}, {any of: [firewall-%-09, firewall-%-10]},"
     " {any of: [load-balancer-%-07, load-balancer-%-08]},"
     " {any of: [authentication-%-11, authentication-%-12]}]"),
    *((f"host-%-{row}-01..20", "rack-server", "hall", "management", MACHINE) for row in "abcdefgh"),
    ("database-server-%-01..20", "rack-server", "hall", "data", MACHINE),
    ("render-server-%-01..20", "rack-server", "hall", "application", MACHINE),
    ("san-switch-%-13..14", "san-switch", "hall", None, STRIPS),
    ("array-%-15..18", "disk-array", "hall", None,
     "[" + STRIPS + ", {any of: [san-switch-%-13, san-switch-%-14]}]"),
    ("object-node-%-01..20", "storage-node", "hall", "data", MACHINE),
    ("backup-%-01..04", "backup-unit", "hall", "data", MACHINE),
    ("tape-drive-%-1..4", "tape-drive", "hall", None, "backup-%-01"),
    *((f"compute-%-{row}", "middleware-node", "floor", "management",
       "[{15 of: host-%-" + row + "-01..20}, array-%-15]") for row in "abcdefgh"),
    *((f"vm-%-{row}-01..25", "virtual-server", "floor", "application", f"compute-%-{row}")
      for row in "abcdefgh"),
    ("database-%-01..20", "database-node", "floor", "data", "[database-server-%-#, array-%-16]"),
    ("app-server-%-01..40", "middleware-node", "floor", "application", "compute-%-a"),
    ("map-server-%-01..20", "middleware-node", "floor", "application", "compute-%-b"),
    ("cache-%-01..10", "middleware-node", "floor", "application", "compute-%-c"),
    ("queue-%-01..10", "middleware-node", "floor", "application", "compute-%-d"),
    ("office-switch-%-1..4", "tor-switch", "floor", "office",
     "[transformer-%-1, {any of: [core-switch-%-01, core-switch-%-02]}]"),
    ("kiosk-%-01..20", "kiosk", "floor", "service-hall", "office-switch-%-1"),
    ("printer-%-01..10", "printer", "floor", "office", "office-switch-%-2"),
]
HOLDS = ", holds: {battery: 25 min, recharge: 8 h}"

SERVICES = [
    ("query-%", "query-and-visualisation", "core",
     "[user-access-%, {15 of: vm-%-a-01..25}, {10 of: map-server-%-01..20},"
     " {5 of: cache-%-01..10}]"),
    ("exchange-%", "sharing-and-exchange", "core",
     "[user-access-%, {15 of: vm-%-d-01..25}, {5 of: queue-%-01..10}]"),
    ("scene-%", "scene-configuration", "edge", "[user-access-%, {10 of: render-server-%-01..20}]"),
    ("counter-%", "query-and-visualisation", "edge", "{12 of: kiosk-%-01..20}"),
]


def members(name: str) -> int:
    """How many a name or a range of names is."""
    found = re.search(r"(\d+)\.\.(\d+)$", name)
    return int(found[2]) - int(found[1]) + 1 if found else 1


def title(name: str) -> str:
    word = name.split("-%")[0]
    return f"title: {{zh: {word}, en: {word}}}"


def of_block(text: str, block: int) -> str:
    return text.replace("-%", f"-{block:03}").replace("-@", f"-{block // BLOCKS_OF_SITE + 1}")


def site_name(site: int) -> str:
    return "main" if site == 1 else f"site-{site}"


def component(
        name: str, template: str, room: str, zone: str | None, needs: str | None) -> str:
    """One entry of `components`, of any block."""
    words = f"  {name}: {{template: {template}, {title(name)}, room: {room}-%"
    words += f", zone: {zone}-@" if zone else ""
    words += f", needs: {needs}" if needs else ""
    return words + (HOLDS if template == "power-path" else "") + "}\n"


def block_components() -> str:
    """All components of any block."""
    desktops = BLOCK - sum(members(name) for name, *_ in COMPONENTS)
    rows = [*COMPONENTS, (
        f"desktop-%-001..{desktops:03}", "desktop", "floor", "office",
        "{any of: [office-switch-%-3, office-switch-%-4]}")]
    return "".join(component(*row) for row in rows)


def block_services() -> str:
    return "".join(
        f"  {name}: {{{title(name)}, function: {function}, importance: {importance}, users: 200, "
        f"calls: 6 /h, open: work days 08:30-17:30, calls when closed: 10 %, needs: {needs}}}\n"
        for name, function, importance, needs in SERVICES)


def platform(blocks: int) -> str:
    sites = range(1, (blocks - 1) // BLOCKS_OF_SITE + 2)
    every = range(blocks)
    text = "platform: big\ntitle: {zh: 大平台, en: A big platform}\nsites:\n"
    for site in sites:
        text += f"  {site_name(site)}:\n    title: {{zh: 场地 {site}, en: Site {site}}}\n"
        text += "    rooms:\n"
        for block in every[(site - 1) * BLOCKS_OF_SITE:site * BLOCKS_OF_SITE]:
            for room, cooling in ROOMS.items():
                more = f", {cooling}" if cooling else ""
                words = f"      {room}-%: {{title: {{zh: {room}, en: {room}}}{more}}}\n"
                text += of_block(words, block)
    text += "  recovery: {title: {zh: 灾备中心, en: Recovery site}}\ntravel:\n"
    names = [*map(site_name, sites), "recovery"]
    for place, name in enumerate(names):
        for other in names[:place]:
            text += f"  - {{between: [{other}, {name}], takes: {WAY}}}\n"
    text += "zones:\n"
    for site in sites:
        for zone, reached in ZONES.items():
            words = ", ".join(f"{name}-{site}" for name in reached)
            text += f"  {zone}-{site}: {{title: {{zh: {zone}, en: {zone}}}, reaches: [{words}]}}\n"
    province = (SCENARIOS / "platforms/province.yaml").read_text()
    text += province[province.index("\ntemplates:"):province.index("\ncomponents:")]
    text += "\ncomponents:\n" + "".join(of_block(block_components(), block) for block in every)
    text += "data:\n" + "".join(
        f"  records-{block:03}: {{title: {{zh: 数据, en: Records}}, class: business-systems, "
        f"on: array-{block:03}-17, updated: real time, "
        "backup: {every: 4 h, copies: 2, off site: recovery}, rpo: 12 h}\n" for block in every)
    text += "services:\n" + "".join(of_block(block_services(), block) for block in every)
    return text


def support(blocks: int) -> str:
    """The province's, its people once for each site, its store and vendors as often as sites."""
    sites = (blocks - 1) // BLOCKS_OF_SITE + 1
    text = (SCENARIOS / "support/province.yaml").read_text()
    text = text.replace("support: province", "support: big", 1)
    head, rest = text.split("\npeople:\n", 1)
    people, tail = rest.split("\n# Professional bodies", 1)
    # What only the recovery site does is done once; what the main site does, at every site.
    once = "".join(
        entry for entry in re.split(r"(?m)^(?=  [a-z])", people) if "site: recovery" in entry)
    others = "".join(
        entry for entry in re.split(r"(?m)^(?=  [a-z])", people) if "site: main" in entry)
    people = once
    for site in range(1, sites + 1):
        words = re.sub(r"(?m)^  ([a-z-]+)-1\.\.", rf"  \1-s{site}-1..", others)
        people += words.replace("site: main", f"site: {site_name(site)}").rstrip() + "\n"
    for key in ("capacity: ", "stock: ", "reorder at: ", "up to: ", "false alarms: "):
        tail = re.sub(rf"{key}(\d+)", lambda found: f"{key}{int(found[1]) * sites}", tail)
    return f"{head}\npeople:\n{people}\n# Professional bodies{tail}"


def write(folder: pathlib.Path, components: int) -> pathlib.Path:
    """Writes the folder anew, and gives the path of its drill of a day."""
    blocks = max(1, round(components / BLOCK))
    shutil.rmtree(folder, ignore_errors=True)
    copy(folder, "agreements", "flows", "rubrics")
    for part, text in {"platforms": platform(blocks), "support": support(blocks)}.items():
        (folder / part).mkdir()
        (folder / part / "big.yaml").write_text(text)
    write_attack(folder, "big", "kiosk-000-01", components)
    return write_drill(folder, "big", days=1)


def province(folder: pathlib.Path, days: int) -> pathlib.Path:
    """Writes the folder of the same kind of drill of the province, and gives the drill's path."""
    shutil.rmtree(folder, ignore_errors=True)
    copy(folder, "agreements", "flows", "platforms", "rubrics", "support")
    write_attack(folder, "province", "kiosk-1", PROVINCE)
    return write_drill(folder, "province", days)


def attack(path: pathlib.Path) -> pathlib.Path:
    """The drill of a day beside another, with the threat that goes on to all."""
    return path.with_name("attack.yaml")


def write_attack(folder: pathlib.Path, platform: str, host: str, components: int) -> None:
    (folder / "threats").mkdir()
    rate = f"{CONTACTS / components:.9f}"
    (folder / "threats/creeper.yaml").write_text(THREAT.format(classes=CLASSES, rate=rate))
    path = attack(write_drill(folder, platform, days=1))
    text = DRILL.format(days=1, platform=platform) + ATTACK.format(host=host)
    path.write_text(text.replace("  flows:", "  threats: ../threats\n  flows:"))


def copy(folder: pathlib.Path, *parts: str) -> None:
    for part in parts:
        shutil.copytree(SCENARIOS / part, folder / part)


def write_drill(folder: pathlib.Path, platform: str, days: int) -> pathlib.Path:
    path = folder / "drills/background.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(DRILL.format(days=days, platform=platform))
    return path


def size(text: str) -> int:
    """A number of components that can be written."""
    count = int(text)
    if not BLOCK <= count <= MOST:
        raise argparse.ArgumentTypeError(f"{BLOCK} to {MOST} components are possible")
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--components", type=size, default=100_000, metavar="N")
    arguments = parser.parse_args()
    print(write(arguments.folder, arguments.components))


if __name__ == "__main__":
    main()
