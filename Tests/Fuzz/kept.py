"""Files that the command wrote itself and reads again, edited: logs, baselines, results, archives."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from random import Random

import corpus
import hostile
import judge

# Quantities that a stored number may have been meant to be.
INTEGERS = [0, 1, -1, 2, 5, 6, 127, 128, 255, 2**31 - 1, 2**31, 2**32, 2**53, 2**62, 2**63 - 1, -(2**63)]
# The small drill as it is; beside it, a shorter one.
LONG = "long.yaml"
VALUES = [None, "", "x", "\u202e", b"", b"\x00", b"\xff" * 40, 0.5, float("inf"), "9" * 400, *INTEGERS]


@cache
def made(sandtable: str) -> dict[str, bytes]:
    """What the small drill's runs leave: everything that is edited below."""
    scratch = Path(tempfile.mkdtemp(prefix="sandtable-kept-"))
    folder = scratch / "at"
    folder.mkdir()
    scratch.chmod(0o755)
    folder.chmod(0o777)
    base = corpus.mini()
    for path, data in base.files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    drill = base.drill
    # A short one, since a result is one line of all that was counted.
    text = base.files[drill].decode().replace("horizon: 60 h", "horizon: 12 h")
    (folder / LONG).write_bytes(base.files[drill])
    (folder / drill).write_text(text)
    for arguments in [
        ["run", drill, "--seed", "1", "--no-report", "--archive", "a.sqlite"],
        ["run", LONG, "--seed", "1", "--no-report", "--no-archive", "--write-decisions", "log"],
        ["run", drill, "--seed", "2", "--no-report", "--archive", "a.sqlite"],
        ["bench", drill, "--seed", "1", "--replications", "4", "--save", "result.json"],
        ["bench", drill, "--seed", "1", "--replications", "4", "--write-baseline", "baseline.json"],
        ["bench", drill, "--seed", "1", "--replications", "4", "--shard", "1/2"],
        ["bench", drill, "--seed", "1", "--replications", "4", "--shard", "2/2"],
    ]:
        ending = judge.run([sandtable, *arguments], folder)
        if ending.status not in (judge.DONE, judge.MISSED):
            raise SystemExit(f"{arguments} ended with {ending.status}: {judge.tail(ending.err).decode()}")
        if "--shard" in arguments:
            (folder / f"shard-{arguments[-1][0]}.json").write_bytes(ending.out.read_bytes())
    kept = ["a.sqlite", "log", "result.json", "baseline.json", "shard-1.json", "shard-2.json", drill, LONG]
    files = base.files | {name: (folder / name).read_bytes() for name in kept}
    shutil.rmtree(scratch)
    return files


def decisions(rng: Random, log: bytes) -> bytes:
    if rng.random() < 0.4:
        return hostile.edit_bytes(rng, log)
    lines = log.decode().split("\n")
    for _ in range(rng.choice([1, 1, 2, 5])):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        words = lines[at].split(" ")
        match rng.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines = lines[:at]
            case 4:
                words.insert(rng.randrange(len(words) + 1), hostile.value(rng))
            case 5:
                words[rng.randrange(len(words))] = str(rng.choice(INTEGERS))
            case 6:
                words[rng.randrange(len(words))] = f"{rng.getrandbits(64):x}"
            case _:
                words[rng.randrange(len(words))] = rng.choice(lines[other].split(" "))
        if at < len(lines) and words != lines[at].split(" ") and words:
            lines[at] = " ".join(words)
        lines = lines or [""]
    return "\n".join(lines).encode(errors="surrogatepass")


def document(rng: Random, data: bytes) -> bytes:
    """A baseline, a result or a shard."""
    if rng.random() < 0.3:
        return hostile.edit_bytes(rng, data)
    return hostile.edit_json(rng, data.decode())


def baseline(rng: Random, data: bytes) -> bytes:
    """A baseline, its lines most often with the digests that they would have."""
    if rng.random() < 0.3:
        return document(rng, data)
    lines = data.decode().rstrip("\n").split("\n")
    rows = [row for row, line in enumerate(lines) if SUM in line and line.startswith("{")]
    for row in rng.sample(rows, rng.choice([1, 1, 2, 5])):
        members, _, rest = lines[row].rpartition(SUM)
        edited = hostile.edit_json(rng, members + "}").decode(errors="replace").strip()
        if edited.startswith("{") and edited.endswith("}") and "\n" not in edited:
            lines[row] = edited[:-1] + SUM + rest
    if rng.random() < 0.3:
        row = rng.choice(rows)
        lines[row : row + 1] = rng.choice([[], [lines[row]] * 2, [lines[rng.choice(rows)]]])
    for row, line in enumerate(lines[:-1]):
        if SUM in line and line.startswith("{"):
            members, _, rest = line[1:].rpartition(SUM)
            lines[row] = "{" + members + SUM + digest(f"{row + 1}:{members}") + rest[16:]
    lines[-1] = '"sum": "' + digest("\n".join(lines[:-1])) + '"}'
    return ("\n".join(lines) + "\n").encode(errors="replace")


SUM = ', "sum": "'


def digest(text: str) -> str:
    """FNV-1a of 64 bits and the finaliser of SplitMix64, as `NameHash` has it."""
    word, mask = 0xCBF29CE484222325, (1 << 64) - 1
    for byte in text.encode(errors="replace"):
        word = (word ^ byte) * 0x100000001B3 & mask
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & mask
    word = (word ^ word >> 27) * 0x94D049BB133111EB & mask
    return f"{word ^ word >> 31:016x}"


# Archives


def archive(rng: Random, data: bytes) -> bytes:
    if rng.random() < 0.35:
        return hostile.edit_bytes(rng, data) if rng.random() < 0.5 else edit_pages(rng, data)
    with tempfile.TemporaryDirectory(prefix="sandtable-archive-") as folder:
        path = Path(folder) / "a.sqlite"
        path.write_bytes(data)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = DELETE")
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            try:
                edit_tables(rng, connection)
            except (sqlite3.Error, OverflowError, UnicodeEncodeError):
                pass
        connection.close()
        return path.read_bytes()


def edit_pages(rng: Random, data: bytes) -> bytes:
    """Bytes of the head and of the heads of pages, which say where everything is."""
    changed = bytearray(data)
    size = int.from_bytes(data[16:18], "big")
    for _ in range(rng.choice([1, 2, 8])):
        page = rng.randrange(len(data) // size) * size
        at = rng.choice([rng.randrange(100), page + rng.randrange(16), page + rng.randrange(size)])
        changed[at] = rng.choice([0, 1, 127, 128, 255, rng.randrange(256)])
    return bytes(changed)


def edit_tables(rng: Random, connection: sqlite3.Connection) -> None:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    table = rng.choice([name for name in tables if not name.startswith("sqlite_")] or ["run"])
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = rng.choice(columns or ["id"])
    match rng.randrange(12):
        case 0:
            connection.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} LIMIT 1)")
        case 1:
            connection.execute(f"DROP TABLE {table}")
        case 2:
            loosen(connection, table)
            connection.execute(f"UPDATE {table} SET {column} = ?", [rng.choice(VALUES)])
        case 3:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        case 4:
            connection.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO other")
        case 5:
            name = rng.choice(["user_version", "application_id", "auto_vacuum", "encoding", "journal_mode"])
            connection.execute(f"PRAGMA {name} = {rng.choice(['0', '1', '2', '99', '-1', 'WAL', 'OFF'])}")
        case 6:
            connection.execute("INSERT INTO grdb_migrations VALUES (?)", [rng.choice(["2 later", "", "1"])])
        case 7:
            edit_sources(rng, connection)
        case 8:
            trap = rng.choice(["SELECT RAISE(ABORT, 'no')", "DELETE FROM run", "UPDATE run SET id = id + 1"])
            when = rng.choice(["BEFORE INSERT", "AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE"])
            connection.execute(f"CREATE TRIGGER t {when} ON run BEGIN {trap}; END")
        case 9:
            connection.execute("ALTER TABLE run RENAME TO old")
            connection.execute(f"CREATE VIEW run AS SELECT * FROM old{rng.choice(['', ', old o2', ' LIMIT 0'])}")
        case _:
            edit_result(rng, connection)


def loosen(connection: sqlite3.Connection, table: str) -> None:
    """The table without its types, as another program may have made it."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"CREATE TABLE loose AS SELECT * FROM {table}")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(f"ALTER TABLE loose RENAME TO {table}")


def edit_result(rng: Random, connection: sqlite3.Connection) -> None:
    """Numbers of a stored result, under a sum that is right again."""
    column = rng.choice(["result", "result", "result", "decisions"])
    rows = connection.execute("SELECT id, decisions, result FROM run ORDER BY id LIMIT 1").fetchall()
    # An edit before this one may have taken the row, or put something else into its columns.
    if not rows or not all(isinstance(blob, bytes) for blob in rows[0][1:]):
        return
    [(number, *blobs)] = rows
    which = 1 if column == "result" else 0
    words = numbers(blobs[which]) or [0]
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        at = rng.choice([rng.randrange(len(words)), min(rng.randrange(40), len(words) - 1)])
        match rng.randrange(6):
            case 0:
                words[at] = rng.choice(INTEGERS)
            case 1:
                words[at] += rng.choice([-1, 1, 2, 100])
            case 2:
                words[at] = -words[at]
            case 3:
                words[at] = rng.choice(words)
            case 4 if rng.random() < 0.3:
                del words[at:]
                words = words or [0]
            case _:
                words[at] = rng.randrange(-2, 300)
    blobs[which] = b"".join(map(coded, words))
    connection.execute(f"UPDATE run SET {column} = ? WHERE id = ?", [blobs[which], number])
    if rng.random() < 0.95:
        right = hashlib.sha256(blobs[0] + blobs[1]).digest()
        connection.execute("UPDATE run SET resultHash = ? WHERE id = ?", [right, number])


def numbers(blob: bytes) -> list[int]:
    """The stored numbers: LEB128 of the zigzag form (`BlobCoder`)."""
    words, word, shift = [], 0, 0
    for byte in blob:
        word |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            words.append((word >> 1) ^ -(word & 1))
            word, shift = 0, 0
    return words


def coded(number: int) -> bytes:
    word = ((number << 1) ^ (number >> 63)) & (2**64 - 1)
    out = bytearray()
    while word >= 0x80:
        out.append(word & 0x7F | 0x80)
        word >>= 7
    out.append(word)
    return bytes(out)


def edit_sources(rng: Random, connection: sqlite3.Connection) -> None:
    """The kept files of a run changed, under a sum that is right again."""
    connection.execute("PRAGMA foreign_keys = OFF")
    rows = connection.execute("SELECT hash, content FROM text").fetchall()
    if not rows:
        return
    old, content = rng.choice(rows)
    match rng.randrange(4):
        case 0:
            content = hostile.edit_lines(rng, content, corpus.donors())
        case 1:
            content = hostile.edit_bytes(rng, content.encode()).decode(errors="replace")
        case 2:
            other = rng.choice(rows)[0]
            connection.execute("UPDATE runFile SET hash = ? WHERE hash = ?", [other, old])
            return
        case _:
            path = rng.choice(["../../etc/passwd", "/dev/zero", "", "a\nb", "flows/answer.yaml", "x.yaml"])
            connection.execute("UPDATE runFile SET path = ? WHERE hash = ?", [path, old])
            return
    new = hashlib.sha256(content.encode()).digest()
    connection.execute("UPDATE OR REPLACE text SET hash = ?, content = ? WHERE hash = ?", [new, content, old])
    connection.execute("UPDATE runFile SET hash = ? WHERE hash = ?", [new, old])
