"""Reads JUnit files that `sandtable bench`, `compare` and `gate` write as others do: by the schema that Jenkins' plugin
goes by (junit-10.xsd, from pytest's source distribution), and by junitparser.

Usage: check.py SANDTABLE. Writes the files into out/junit; exit code 1 when one is refused.
"""

import pathlib
import subprocess
import sys
import tarfile

import junitparser
from lxml import etree

FOLDER = pathlib.Path("out/junit")
SCHEMA = "pytest-8.3.5/testing/example_scripts/junit-10.xsd"
DRILL = "scenarios/drills/ups-failure-winter-night.yaml"
OTHER = "scenarios/drills/worm-in-the-service-hall.yaml"


def schema() -> etree.XMLSchema:
    archive = FOLDER / "pytest-8.3.5.tar.gz"
    if not archive.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
             "--no-deps", "--no-binary", "pytest", "--dest", str(FOLDER), "pytest==8.3.5"],
            check=True)
    with tarfile.open(archive) as files:
        return etree.XMLSchema(etree.parse(files.extractfile(SCHEMA)))


def run(sandtable: str, *words: str) -> None:
    command = [sandtable, *words, "--replications", "100"]
    status = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    # Its objectives may be missed.
    if status not in (0, 1):
        sys.exit(f"error: {' '.join(command)} ended with {status}")


def refused(path: pathlib.Path, wanted: etree.XMLSchema) -> list[str]:
    """What is wrong with a file."""
    document = etree.parse(path)
    if not wanted.validate(document):
        return [f"{path}: {error}" for error in wanted.error_log]
    suites = list(junitparser.JUnitXml.fromfile(str(path)))
    cases = [(case.classname, case.name) for suite in suites for case in suite]
    failures = sum(suite.failures for suite in suites)
    faults = []
    if len(set(cases)) != len(cases):
        faults.append(f"{path}: two cases have one name")
    if not cases:
        faults.append(f"{path}: no case")
    results = [result for suite in suites for case in suite for result in case.result]
    told = sum(isinstance(result, junitparser.Failure) for result in results)
    left = sum(isinstance(result, junitparser.Skipped) for result in results)
    if failures != told or sum(suite.skipped for suite in suites) != left:
        faults.append(f"{path}: {told} failures and {left} skipped, and others are counted")
    # One suite has the time of the runs, each the file that it is about.
    root = document.getroot()
    if root.get("time") is None or any(suite.get("file") is None for suite in root):
        faults.append(f"{path}: no time, or a suite without a file")
    print(f"{path}: {len(cases)} cases, {told} failures, {left} skipped")
    return faults


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandtable = sys.argv[1]
    wanted = schema()
    baseline, files = FOLDER / "baseline.json", []
    run(sandtable, "bench", DRILL, "--write-baseline", str(baseline))
    for language in ("zh", "en"):
        for seed in ("1", "2"):
            path = FOLDER / f"{language}-{seed}.xml"
            run(sandtable, "bench", DRILL, "--lang", language, "--seed", seed, "--baseline",
                str(baseline), "--junit", str(path))
            files.append(path)
        for words in (["compare", DRILL, OTHER], ["gate", "scenarios", "scenarios"]):
            path = FOLDER / f"{language}-{words[0]}.xml"
            run(sandtable, *words, "--lang", language, "--junit", str(path))
            files.append(path)
    faults = [fault for path in files for fault in refused(path, wanted)]
    print("\n".join(faults) if faults else "junit-10.xsd and junitparser: accepted")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
