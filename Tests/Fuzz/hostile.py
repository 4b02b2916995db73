"""Values that nobody means well with, and edits of bytes, lines and JSON that need no parser."""

from __future__ import annotations

import json
import re
from random import Random

NUMBERS = (
    "0 -0 -1 1 2 3 7 64 65 255 1000 1001 65535 65536 100000 200001 2147483648 9007199254740993 "
    "9223372036854775807 9223372036854775808 18446744073709551616 1e308 1e309 -1e308 1e-320 0.1 "
    "0.000001 .5 5. +5 0x10 1_000 1,000 01 ١٢ ４２ NaN nan .nan .inf -.inf Infinity 1e 1e999999999 "
    "99999999999999999999999999999999999999999999999999"
).split()
UNITS = "ms s min h d us ns w /h /d /min % C ℃ h2 working day".split() + ["working day", "", "% %", "h h"]
DURATIONS = (
    "0 s,0 min,1 ms,0.001 ms,0.000001 s,0.0000001 s,59 s,1 min,24 h,36525 d,36526 d,100000000 d,"
    "1e300 d,9223372036854775807 ms,-1 s,-0 s,1e-300 s,1 working day,0 working day,1.5 h,1 h 30 min"
).split(",")
RATES = (
    "0 /h,1e-300 /h,0.000001 /d,1 /h,3600000 /h,3600001 /h,1e300 /h,-1 /h,60 /h,61 /h,1 /ms,1 /w"
).split(",")
SHARES = "0 %,100 %,100.1 %,-1 %,1e-300 %,99.99999999999999 %,50 %,0.5,1e300 %,NaN %".split(",")
TIMES = (
    "2026-01-05 00:00,2026-02-30 00:00,0000-00-00 00:00,9999-12-31 23:59,1970-01-01 00:00,-1-01-01,"
    "2026-01-05,24:00,23:59,00:00,12:60,99:99,2026-01-01..2026-01-03,2026-01-03..2026-01-01,"
    "0001-01-01..9999-12-31,day 0 08:00-20:00,day 1 08:00-08:00,day 9999999 00:00-24:00,"
    "work days 08:30-17:30,every day 00:00-00:00,every day 20:00-08:00,immediately,real time"
).split(",")
NAMES = (
    "a-1..3,a-3..1,a-0..0,a-1..1000,a-1..1001,a-01..9,a-1..99999999999999999999,a-..,a..b,a-1..,app#,"
    "all,none,any,self,-,.,..,a.b.c,a/b,/,//,../../etc/passwd,/dev/zero,a b,a%sb,A,é,中文,𝕏,*,&,!,|,>"
).split(",")
STRUCTURES = (
    "{}|[]|[[]]|{a: b}|[a, a]|{a: {a: {a: a}}}|null|~|''|\"\"|!!int 1|!!binary AAAA|!!set {a}|&x a|*x|"
    "<<: *x|{<<: {a: b}}|? a|- - - a|{any of: []}|{0 of: app-1}|{2 of: [a, a]}|{-1 of: a}|"
    "{1e9 of: app-1..4}|{any of: [{any of: [app-1]}]}|true|on|no|---|...|# a|\"\\x00\"|\"\\uD800\"|"
    "\"\\e[2J\"|\"a\\nb\"|'a''b'|\"|'|{|[|}|]|{a: }|{: }|{? }|`|@|%|{one of: []}|{one of: app-1..4}"
).split("|")
LAWS = (
    "{uniform: [%a, %b]}|{triangular: [%a, %b, %c]}|{exponential: {mean: %a}}|"
    "{erlang: {stages: %n, mean: %a}}|{gamma: {shape: %n, mean: %a}}|{weibull: {shape: %n, scale: %a}}|"
    "{weibull: {shape: %n, mean: %a}}|{lognormal: {median: %a, p95: %b}}|{lognormal: {mean: %a, cv: %n}}|"
    "{pert: [%a, %b, %c]}|{mixture: [{share: 50 %, law: %a}, {share: 50 %, law: {exponential: {mean: %b}}}]}|"
    "{hyperexponential: [{share: 1 %, mean: %a}, {share: 99 %, mean: %b}]}|{empirical: [%a, %b, %c]}|"
    "{shifted: {by: %a, law: {exponential: {mean: %b}}}}"
).split("|")
TEXTS = (
    ["a" * 300, "x" * 20_000, "\u202eabc", "a\u0085b", "\ufeff", "\u200b", "\x7f", "‮⁦", "<b>&amp;\"'",
     "::error::x", "~~~", "```", "|", "]]>", "-->", "%s%n", "${HOME}", "$(id)", "；", "：", "\u00a0"]
)
CONDITIONS = (
    "services-down >= 1|not solved|infected >= 0|count(a) < 3|count(locate) < 10001|(|((((a))))|"
    "a and|or|not not not solved|services-down >= 99999999999999999999|lowest-battery < -1|"
    "components-down >= 1 and (services-down = 1 or not core-services-down < 1)|fault-level = major"
).split("|")
ALL = (NUMBERS, DURATIONS, RATES, SHARES, TIMES, NAMES, STRUCTURES, LAWS, TEXTS, CONDITIONS)


def law(rng: Random, durations: list[str] | None = None, shapes: list[str] | None = None) -> str:
    pattern = rng.choice(LAWS)
    drawn = sorted(rng.choices(durations or DURATIONS, k=3), key=size_of)
    for mark, value in zip(("%a", "%b", "%c"), drawn):
        pattern = pattern.replace(mark, value)
    return pattern.replace("%n", rng.choice(shapes or NUMBERS))


def size_of(duration: str) -> float:
    number, _, unit = duration.partition(" ")
    factor = {"ms": 1e-3, "s": 1, "min": 60, "h": 3600, "d": 86400}.get(unit, 1)
    try:
        return float(number) * factor
    except ValueError:
        return 0


def value(rng: Random) -> str:
    kind = rng.choice(ALL)
    if kind is LAWS:
        return law(rng)
    if kind is NUMBERS and rng.random() < 0.4:
        return f"{rng.choice(NUMBERS)} {rng.choice(UNITS)}"
    return rng.choice(kind)


# Bytes

INSERTED = [
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8", b"\r", b"\r\n", b"\n", b"\t", b"\x1b[2J", b"\x07",
    b"\x0c", b" " * 64, b"[" * 50, b"{" * 50, b"- " * 50, b"#", b"---\n", b"...\n", b"%YAML 1.2\n",
    b"%TAG ! a:\n", b"&a ", b"*a", b"!", b"!!binary ", b": ", b"? ", b"| ", b">-\n", b"'", b'"', b"\\",
    b"<", b">", b"&", b"&#0;", b"&#xFFFFFFFF;", b"&lt;", b"]]>", b"<!--", b"<![CDATA[", b"<?x", b"<!DOCTYPE a>",
]  # fmt: skip


def edit_bytes(rng: Random, data: bytes) -> bytes:
    for _ in range(rng.choice([1, 1, 1, 2, 3, 8])):
        data = one_edit(rng, data)
    return data


def one_edit(rng: Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    end = min(len(data), at + rng.choice([1, 1, 2, 4, 16, 64, 400]))
    match rng.randrange(13):
        case 0:
            flipped = bytes(byte ^ 1 << rng.randrange(8) for byte in data[at : at + 1])
            return data[:at] + flipped + data[at + 1 :]
        case 1:
            return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
        case 2:
            return data[:at]
        case 3:
            return data[at:]
        case 4:
            return data[:at] + data[end:]
        case 5:
            return data[:at] + data[at:end] * rng.choice([2, 3, 20]) + data[end:]
        case 6 | 7 | 8:
            return data[:at] + rng.choice(INSERTED) + data[at:]
        case 9:
            other = rng.randrange(len(data) + 1)
            return data[:other] + data[at:end] + data[other:]
        case 10:
            return data[:at] + rng.randbytes(end - at) + data[end:]
        case 11:
            return data[:at] + value(rng).encode(errors="surrogatepass") + data[end:]
        case _:
            return whole(rng, data)


def whole(rng: Random, data: bytes) -> bytes:
    """Edits of the whole file."""
    text = data.decode(errors="replace")
    match rng.randrange(9):
        case 0:
            return b"\xef\xbb\xbf" + data
        case 1:
            return text.encode(rng.choice(["utf-16", "utf-16-le", "utf-32", "utf-7", "cp037"]), "replace")
        case 2:
            return text.encode(rng.choice(["latin-1", "gb18030", "shift_jis", "cp1252"]), "replace")
        case 3:
            return data.replace(b"\n", rng.choice([b"\r\n", b"\r", b"\x85", b"\xe2\x80\xa8", b" "]))
        case 4:
            return b""
        case 5:
            return data * rng.choice([2, 3, 40])
        case 6:
            line = rng.choice(data.split(b"\n")) + b"\n"
            return data + line * (rng.choice([1, 2, 4, 17]) * MEGABYTE // len(line))
        case 7:
            return data + rng.choice([b"[", b"{a: ", b"- ", b"a:\n ", b"#", b"\x00", b"a"]) * rng.choice([100, 100_000])
        case _:
            return data[: len(data) // 2] + b"x" * rng.choice([100_000, 5 * MEGABYTE]) + data[len(data) // 2 :]


MEGABYTE = 1_000_000

# Lines, as they lie in YAML

KEY = re.compile(r"^(\s*(?:- )?)([^\s:#][^:#]*?):(?=\s|$)")
FLOW_VALUE = re.compile(r"(?<=: )[^,{}\[\]#\n]+|(?<=\[)[^,{}\[\]#\n:]+|(?<=, )[^,{}\[\]#\n:]+(?=[,\]])")
FLOW_KEY = re.compile(r"(?<=[{,] )[^,{}\[\]:\n]+(?=: )|(?<={)[^,{}\[\]:\n]+(?=: )")


def block_at(lines: list[str], at: int) -> int:
    """Where what hangs on a line ends."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or indent(lines[end]) > depth):
        end += 1
    return end


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def edit_lines(rng: Random, text: str, donors: list[str]) -> str:
    """One edit of the structure of a YAML file; `donors` are lines of other files."""
    if rng.random() < 0.4:
        return in_line(rng, text, 5)
    lines = text.split("\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    end = block_at(lines, at)
    block = lines[at:end]
    match rng.randrange(20):
        case 0:
            del lines[at]
        case 1:
            del lines[at:end]
        case 2:
            lines[end:end] = block * rng.choice([1, 1, 2, 50])
        case 3:
            lines[at], lines[other] = lines[other], lines[at]
        case 4:
            # The keys of one section, moved to another.
            del lines[at:end]
            to = rng.randrange(len(lines) + 1)
            deeper = indent(lines[min(to, len(lines) - 1)] if lines else "")
            shift = deeper - indent(block[0])
            lines[to:to] = [" " * max(0, indent(line) + shift) + line.lstrip() for line in block]
        case 5:
            change = rng.choice([-4, -2, -1, 1, 2, 4])
            lines[at:end] = [" " * max(0, indent(line) + change) + line.lstrip() for line in block]
        case 6:
            lines[at] = rng.choice(["\t", " ", "\u00a0", "- ", "# "]) + lines[at]
        case 7:
            lines.insert(at, " " * indent(lines[at]) + rng.choice(donors).strip())
        case 8:
            lines[at] = " " * indent(lines[at]) + rng.choice(donors).strip()
        case 9:
            lines[at] = KEY.sub(lambda found: found.group(1) + value(rng) + ":", lines[at])
        case 10:
            donor = KEY.match(rng.choice(donors))
            if donor:
                lines[at] = KEY.sub(lambda found: found.group(1) + donor.group(2) + ":", lines[at])
        case 11:
            found = KEY.match(lines[at])
            if found:
                lines[at:end] = [found.group(0) + " " + value(rng)]
        case _:
            return in_line(rng, text, rng.randrange(9))
    return "\n".join(lines)


def in_line(rng: Random, text: str, kind: int) -> str:
    """A value or a key somewhere becomes another one: a hostile one, or one of this file."""
    found = list((FLOW_KEY if kind == 0 else FLOW_VALUE).finditer(text))
    if not found:
        return text + "\n" + value(rng)
    hit = rng.choice(found)
    alike = [other for other in found if shape(other.group()) == shape(hit.group())]
    # Often one that may stand there, so that the file is read to its end.
    new = rng.choice(alike if kind >= 5 else found).group() if kind <= 2 or kind >= 5 else value(rng)
    return text[: hit.start()] + new + text[hit.end() :]


def shape(text: str) -> str:
    """Numbers of one unit are alike, and so are words."""
    return re.sub(r"[a-z]+(?:-[a-z0-9]+)*", "w", re.sub(r"^[\d.]+ ", "0 ", text.strip())) if " " in text else ""


# JSON

JSON_SCALARS = [
    None, True, False, 0, -1, 1, 2, 0.5, -0.0, 1e308, -1e308, 5e-324, 2**31, 2**53 + 1, 2**63 - 1, 2**63,
    -(2**63), 2**64, 10**40, "", "a", "0", "-1", "18446744073709551615", "18446744073709551616", "NaN",
    "\x00", "\u202e", "é", "a" * 5000, [], {}, [[]], [None], {"": ""}, [0] * 1000, {"a": {"a": 1}},
]  # fmt: skip
JSON_TEXTS = ["1e999", "-1e999", "NaN", "01", "+1", "0x1", "1e-999", "1" * 400, "0." + "0" * 400 + "1", '"\\ud800"',
    '"\\u0000"', "'a'", "[" * 600 + "]" * 600, "[" * 100_000, "{", "nul", "//", "1.", ".5", "/**/0"]  # fmt: skip


def edit_json(rng: Random, text: str) -> bytes:
    """Some values or keys of a JSON document changed, moved, doubled or left out."""
    tree = json.loads(text)
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        holder, key = place(rng, tree)
        if holder is None:
            break
        edit_entry(rng, tree, holder, key)
    out = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    if rng.random() < 0.15:
        spots = list(re.finditer(r"(?<=[:,\[])(-?\d[\d.e+-]*|null|\"[^\"]*\")(?=[,\]}])", out))
        if spots:
            spot = rng.choice(spots)
            out = out[: spot.start()] + rng.choice(JSON_TEXTS) + out[spot.end() :]
    return out.encode(errors="surrogatepass")


def place(rng: Random, tree):
    """A holder and a key in it: each level is as likely, so that heads are hit as often as sums."""
    holder, key = None, None
    here = tree
    while isinstance(here, (dict, list)) and here:
        if holder is not None and rng.random() < 0.25:
            break
        holder = here
        key = rng.choice(list(here)) if isinstance(here, dict) else rng.randrange(len(here))
        here = here[key]
    return holder, key


def edit_entry(rng: Random, tree, holder, key) -> None:
    here = holder[key]
    match rng.randrange(8):
        case 0:
            del holder[key]
        case 1 | 2:
            holder[key] = rng.choice(JSON_SCALARS)
        case 3 if isinstance(here, (int, float)) and not isinstance(here, bool):
            holder[key] = rng.choice([-here, here + 1, here - 1, here * 2, here * 1e300, float(here) / 3, 0])
        case 4 if isinstance(holder, list):
            holder[key:key] = [here] * rng.choice([1, 2, 1000])
        case 5 if isinstance(holder, list):
            rng.shuffle(holder)
        case 6:
            other, where = place(rng, tree)
            if other is not None:
                holder[key] = json.loads(json.dumps(other[where]))
        case _ if isinstance(here, str):
            holder[key] = rng.choice([here.upper(), here[:-1], here + "x", value(rng), here * 2])
        case _:
            holder[key] = rng.choice(JSON_SCALARS)
