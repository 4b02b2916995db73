"""Reads JUnit files that `sandtable bench` writes as others do: by the schema that Jenkins' plugin
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


def schema() -> etree.XMLSchema:
    archive = FOLDER / "pytest-8.3.5.tar.gz"
    if not archive.exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
             "--no-deps", "--no-binary", "pytest", "--dest", str(FOLDER), "pytest==8.3.5"],
            check=True)
    with tarfile.open(archive) as files:
        return etree.XMLSchema(etree.parse(files.extractfile(SCHEMA)))


def bench(sandtable: str, *words: str) -> None:
    command = [sandtable, "bench", DRILL, "--replications", "100", *words]
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
    told = sum(not case.is_passed for suite in suites for case in suite)
    if failures != told:
        faults.append(f"{path}: {told} failures, and {failures} are counted")
    print(f"{path}: {len(cases)} cases, {told} failures")
    return faults


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandtable = sys.argv[1]
    wanted = schema()
    baseline, files = FOLDER / "baseline.json", []
    bench(sandtable, "--write-baseline", str(baseline))
    for language in ("zh", "en"):
        for seed in ("1", "2"):
            path = FOLDER / f"{language}-{seed}.xml"
            bench(sandtable, "--lang", language, "--seed", seed, "--baseline", str(baseline),
                  "--junit", str(path))
            files.append(path)
    faults = [fault for path in files for fault in refused(path, wanted)]
    print("\n".join(faults) if faults else "junit-10.xsd and junitparser: accepted")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
