#!/usr/bin/env python3
"""Looks at report pages in a real browser: screenshots to be looked at, and what a program can check.

    python3 Tests/Browser/look.py PAGE_OR_FOLDER... [--out out/look] [--quick]

For every HTML file: screenshots 360, 1280 and 1920 wide, in light and dark, into the output folder.
It fails (exit code 1) on a violation that axe finds, a message in the console under the page's own
content security policy, sideways scroll, SVG texts that cover each other or leave their picture, and
text whose computed contrast is below 4.5. It lists what axe could not decide. `--quick` leaves the
screenshots out.

It makes its own virtual environment, `.venv-browser`, with the two packages below, and drives the
system's Chromium. Exit code 69 when that cannot be had.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv-browser"
PACKAGES = ["playwright==1.65.2", "axe-playwright-python==0.1.8"]
SYSTEM = ["chromium", "fonts-noto-cjk"]
WIDTHS = [360, 1280, 1920]
SCHEMES = ["light", "dark"]
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
  for (const text of document.querySelectorAll('svg text')) {
    text.scrollIntoView({block: 'center', inline: 'center'});
    const box = text.getBoundingClientRect();
    const under = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      .filter(e => e instanceof SVGGraphicsElement && !e.closest('text') && !['svg', 'line'].includes(e.tagName)
        && !['none', 'rgba(0, 0, 0, 0)'].includes(getComputedStyle(e).fill))[0];
    const fill = under ? getComputedStyle(under).fill : null;
    const isPattern = fill && fill.startsWith('url');
    const r = isPattern ? 0 : ratio(parse(getComputedStyle(text).fill), fill ? parse(fill) : ground(text.closest('svg').parentElement));
    if (r < 4.5) note(text, r);
  }
  scrollTo(0, 0);
  for (const e of document.querySelectorAll('.scroll')) e.scrollLeft = 0;
  return [...found].map(([k, v]) => `${k}: contrast ${v}`);
}"""


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


def look(browser, page_file, out, quick):
    """What is wrong with one page, as lines of text."""
    wrong = []
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            said = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.goto(page_file.resolve().as_uri())
            where = f"{page_file.name} {width} {scheme}"
            if not quick:
                page.screenshot(path=out / f"{page_file.stem}.{width}.{scheme}.png", full_page=True)
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            sideways = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if sideways > 0:
                wrong.append(f"{where}: scrolls sideways by {sideways} px")
            wrong += [f"{where}: {line}" for line in page.evaluate(OVERLAPS)]
            if width == 1280:
                wrong += [f"{where}: {line}" for line in page.evaluate(CONTRAST)]
            wrong += [f"{where}: console: {line}" for line in said]
            context.close()
        wrong += audit(browser, page_file, scheme)
    return wrong


def audit(browser, page_file, scheme):
    """What axe finds, wide and narrow, everything unfolded; what it could not decide is printed."""
    from axe_playwright_python.sync_playwright import Axe

    wrong = []
    for width in (360, 1280):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(page_file.resolve().as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        results = Axe().run(page, options={"runOnly": RULES}).response
        for kind, lines in (("violation", results["violations"]), ("undecided", results["incomplete"])):
            for rule in lines:
                text = f"{page_file.name} {width} {scheme}: axe {kind}: {rule['id']}: {rule['help']}"
                places = "; ".join(str(node["target"][0]) for node in rule["nodes"][:3])
                line = f"{text} ({len(rule['nodes'])}: {places})"
                if kind == "violation":
                    wrong.append(line)
                else:
                    print(line)
        context.close()
    return wrong


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
    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"])
        for page_file in found:
            wrong += look(browser, page_file, arguments.out, arguments.quick)
        browser.close()
    for line in wrong:
        print(line)
    print(f"{len(found)} pages, {len(wrong)} things wrong; pictures in {arguments.out}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
