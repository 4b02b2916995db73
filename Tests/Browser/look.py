#!/usr/bin/env python3
"""Looks at report pages in a real browser: screenshots to be looked at, and what a program can check.

    python3 Tests/Browser/look.py PAGE_OR_FOLDER... [--out out/look] [--quick]

For every HTML file: screenshots 360, 1280 and 1920 wide, in light and dark, into the output folder.
It fails (exit code 1) on a violation that axe finds, a message in the console under the page's own
content security policy, sideways scroll, SVG texts that cover each other or leave their picture, and
text whose computed contrast is below 4.5. It prints each as it is found, how far it is, and what axe
could not decide. `--quick` leaves the screenshots out.

It makes its own virtual environment, `.venv-browser`, with the two packages below, and drives the
system's Chromium. Exit code 69 when that cannot be had.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv-browser"
PACKAGES = ["playwright==1.65.2", "axe-playwright-python==0.1.8"]
SYSTEM = ["chromium", "fonts-noto-cjk"]
WIDTHS = [360, 1280, 1920]
SCHEMES = ["light", "dark"]
AUDITS = [(1280, "light"), (1280, "dark"), (360, "light")]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]

OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()])
      .filter(([, r]) => r.width > 0);
    for (const [t, r] of texts)
      if (r.left < frame.left - 1 || r.right > frame.right + 1 || r.top < frame.top - 1
          || r.bottom > frame.bottom + 1)
        found.push(`"${t.lastChild.textContent}" leaves its picture`);
    for (let i = 0; i < texts.length; i++)
      for (let j = i + 1; j < texts.length; j++) {
        const [a, b] = [texts[i][1], texts[j][1]];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && tall > 2)
          found.push(`"${texts[i][0].lastChild.textContent}" covers "${texts[j][0].lastChild.textContent}"`);
      }
  }
  return found;
}"""

CONTRAST = """() => {
  const parse = c => { const m = c.match(/[\\d.]+/g); return m ? m.map(Number) : null; };
  const light = c => { const f = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]); };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + .05) / (y + .05); };
  const ground = e => { for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c && (c.length < 4 || c[3] > 0)) return c; }
    return [255, 255, 255]; };
  const found = new Map();
  const note = (e, r) => { const name = e.textContent.trim().slice(0, 40);
    found.set(`${e.tagName}.${e.getAttribute('class') || ''}`, `${r.toFixed(2)} for "${name}"`); };
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg')) continue;
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length) continue;
    const r = ratio(parse(getComputedStyle(e).color), ground(e));
    if (r < 4.5) note(e, r);
  }
  // What a text of a picture stands on: the last shape before it whose box holds its middle. By the
  // picture's own coordinates, so that nothing has to be scrolled into view.
  for (const svg of document.querySelectorAll('svg')) {
    const shapes = [];
    const paper = ground(svg.parentElement);
    for (const e of svg.querySelectorAll('rect, polygon, circle, path, text')) {
      if (e.closest('defs')) continue;
      const box = e.getBBox();
      if (e.tagName !== 'text') {
        const fill = getComputedStyle(e).fill;
        if (fill !== 'none' && fill !== 'rgba(0, 0, 0, 0)') shapes.push([box, fill]);
        continue;
      }
      if (e.getAttribute('transform')) continue;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const under = shapes.findLast(([b]) => b.x <= x && x <= b.x + b.width && b.y <= y && y <= b.y + b.height);
      const isPattern = under && under[1].startsWith('url');
      const r = isPattern ? 0 : ratio(parse(getComputedStyle(e).fill), under ? parse(under[1]) : paper);
      if (r < 4.5) note(e, r);
    }
  }
  return [...found].map(([k, v]) => `${k}: contrast ${v}`);
}"""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)"


def enter_environment():
    """Runs this file again inside its own virtual environment, which is made when it is missing."""
    python = ENVIRONMENT / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        return
    stamp = ENVIRONMENT / "packages.txt"
    wanted = "\n".join(PACKAGES)
    if not stamp.exists() or stamp.read_text() != wanted:
        print("making", ENVIRONMENT.name, file=sys.stderr)
        venv.create(ENVIRONMENT, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        stamp.write_text(wanted)
    os.execv(python, [str(python), *sys.argv])


def find_chromium():
    """The system's Chromium; installs it where that is allowed, else says what to type."""
    if path := shutil.which("chromium"):
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", *SYSTEM], check=False)
        if path := shutil.which("chromium"):
            return path
    print("no Chromium here. Type:\n  sudo apt-get install -y --no-install-recommends",
          *SYSTEM, file=sys.stderr)
    sys.exit(69)


def pages(paths):
    """The HTML files named, or in the folders named."""
    found = []
    for path in map(pathlib.Path, paths):
        found += sorted(path.glob("**/*.html")) if path.is_dir() else [path]
    if not found or not all(page.is_file() for page in found):
        print("no HTML file in:", *paths, file=sys.stderr)
        sys.exit(66)
    return found


class Findings:
    """What is wrong, printed as it is found."""

    def __init__(self):
        self.count = 0
        self.began = time.monotonic()

    def add(self, line):
        self.count += 1
        print(f"wrong: {line}", flush=True)

    def tell(self, line):
        print(f"[{time.monotonic() - self.began:5.0f} s] {line}", flush=True)


def look(browser, page_file, out, quick, findings):
    """Pictures of one page at every width and scheme, and what its geometry and colours say."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: findings.add(f"{page_file.name}: console: {message.text}"))
    page.on("pageerror", lambda error: findings.add(f"{page_file.name}: console: {error}"))
    page.goto(page_file.resolve().as_uri())
    if not quick:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(
                    path=out / f"{page_file.stem}.{width}.{scheme}.png", full_page=True)
        findings.tell(f"{page_file.name}: pictures")
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        where = f"{page_file.name} {width}"
        if (sideways := page.evaluate(SIDEWAYS)) > 0:
            findings.add(f"{where}: scrolls sideways by {sideways} px")
        for line in page.evaluate(OVERLAPS):
            findings.add(f"{where}: {line}")
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for line in page.evaluate(CONTRAST):
            findings.add(f"{page_file.name} {scheme}: {line}")
    findings.tell(f"{page_file.name}: geometry and contrast")
    context.close()


def audit(browser, page_file, findings):
    """What axe finds, everything unfolded; what it could not decide is printed.

    Its colour contrast is left out: it takes longer than all its other rules together, and leaves
    most of a picture undecided, which `CONTRAST` decides.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {
        "runOnly": RULES, "rules": {"color-contrast": {"enabled": False}},
        # Of what is well, one node a rule: naming each of ten thousand takes most of the time.
        "resultTypes": ["violations", "incomplete"],
    }
    for width, scheme in AUDITS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(page_file.resolve().as_uri())
        page.evaluate(UNFOLD)
        results = Axe().run(page, options=options).response
        for kind, lines in (("violation", results["violations"]), ("undecided", results["incomplete"])):
            for rule in lines:
                text = f"{page_file.name} {width} {scheme}: axe {kind}: {rule['id']}: {rule['help']}"
                places = "; ".join(str(node["target"][0]) for node in rule["nodes"][:3])
                line = f"{text} ({len(rule['nodes'])}: {places})"
                if kind == "violation":
                    findings.add(line)
                else:
                    print(line, flush=True)
        context.close()
    findings.tell(f"{page_file.name}: axe")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--out", default="out/look", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    enter_environment()
    from playwright.sync_api import sync_playwright

    arguments.out.mkdir(parents=True, exist_ok=True)
    found = pages(arguments.paths)
    findings = Findings()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        for page_file in found:
            look(browser, page_file, arguments.out, arguments.quick, findings)
            audit(browser, page_file, findings)
        browser.close()
    print(f"{len(found)} pages, {findings.count} things wrong; pictures in {arguments.out}")
    sys.exit(1 if findings.count else 0)


if __name__ == "__main__":
    main()
