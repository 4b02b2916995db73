import Crypto

/// The one style sheet of a report, and what a content security policy says of it.
///
/// Text colours keep a contrast of 4.5 and drawn ones of 3 against the paper, in both themes (WCAG
/// 2.2, 1.4.3 and 1.4.11).
enum PageStyle {
  /// What stands between `<style>` and `</style>`, to the byte.
  static let css = [
    palette, layout, tables, outcome, pictures, states, topology, flow, panels, print,
  ].joined(separator: "\n")

  /// The policy: nothing may be fetched, run or sent; this one style sheet applies.
  static var policy: String {
    let digest = SHA256.hash(data: Array(css.utf8))
    return "default-src 'none'; style-src 'sha256-\(base64(Array(digest)))'; img-src 'none'; "
      + "base-uri 'none'; form-action 'none'"
  }

  /// RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for position in 0...3 {
        let isFilled = position <= group.count
        text.append(isFilled ? alphabet[word >> (18 - 6 * position) & 63] : "=")
      }
    }
    return text
  }

  private static let palette = """
    :root {
      color-scheme: light dark;
      --paper: #fdfdfb; --raised: #f4f3ee; --ink: #1c2126; --soft: #565d65; --line: #dedbd2;
      --rule: #868c93; --accent: #1d5b9c; --accent-soft: #dde8f4;
      --bad: #b3261e; --bad-soft: #fbe6e3; --warn: #875400; --warn-soft: #f8ecd2;
      --good: #1c7443; --good-soft: #def0e4; --virus: #7a3aa0; --shut: #5b6470;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14171a; --raised: #1e2226; --ink: #e9e7e2; --soft: #aab0b7; --line: #353b41;
        --rule: #7d858d; --accent: #86b8ee; --accent-soft: #1f3347;
        --bad: #ff9185; --bad-soft: #46211f; --warn: #e7b75c; --warn-soft: #3d3018;
        --good: #74cf9a; --good-soft: #1b3a28; --virus: #cfa0ee; --shut: #9aa3ad;
      }
    }
    """

  private static let layout = """
    * { box-sizing: border-box; }
    html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body {
      margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC",
        "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
      font-variant-numeric: tabular-nums;
    }
    a { color: var(--accent); text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; top: 0; background: var(--paper);
      padding: .5rem 1rem; z-index: 2; }
    .skip:focus { left: 0; }
    .frame { max-width: 82rem; margin: 0 auto; padding: 0 1.25rem; }
    .top { border-bottom: 1px solid var(--line); padding: 1rem 0; }
    .top p { margin: 0; color: var(--soft); font-size: .875rem; }
    .top .row { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; }
    h1 { font-size: clamp(1.6rem, 1.2rem + 1.6vw, 2.4rem); line-height: 1.2;
      margin: .25rem 0 .35rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
    h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .35rem; }
    h3 { font-size: 1rem; margin: 1.5rem 0 .35rem; overflow-wrap: anywhere; }
    section { padding: 2.25rem 0 0; }
    section > p, figcaption { max-width: 46rem; margin: 0 0 1rem; color: var(--soft); }
    .story { max-width: 46rem; margin: 0; padding: 0; list-style: none; font-size: 1.0625rem; }
    .story li { margin: 0 0 .6rem; }
    .contents ol { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .75rem 0 0;
      padding: 0; list-style: none; font-size: .875rem; }
    .contents a { display: inline-block; padding: .25rem 0; min-height: 24px;
      text-decoration: none; }
    .contents a:hover { text-decoration: underline; }
    footer { margin-top: 3rem; border-top: 1px solid var(--line); padding: 1.25rem 0 3rem;
      color: var(--soft); font-size: .875rem; }
    footer dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
    footer dd { margin: 0; overflow-wrap: anywhere; }
    @media (max-width: 30rem) { footer dl { grid-template-columns: minmax(0, 1fr); }
      footer dd { margin-bottom: .4rem; color: var(--ink); } }
    figure { margin: 0 0 1.25rem; }
    /* A shade at the side on which there is more to scroll to. */
    .scroll { overflow-x: auto; max-width: 100%; background:
      linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% no-repeat local,
      linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% no-repeat local,
      linear-gradient(to right, var(--rule), transparent) left / .45rem 100% no-repeat scroll,
      linear-gradient(to left, var(--rule), transparent) right / .45rem 100% no-repeat scroll; }
    .tall { overflow-y: auto; max-height: min(80vh, 56rem); border: 1px solid var(--line); }
    .hint { margin: 0 0 .2rem; font-size: .85rem; color: var(--soft); } .narrow { display: none; }
    @media (max-width: 48rem) { .narrow { display: block; } .tall { max-height: 60vh; } }
    details { margin: .5rem 0 0; }
    summary { cursor: pointer; color: var(--accent); padding: .3rem 0; font-size: .9rem; }
    .none { color: var(--soft); }
    @media (min-width: 68rem) {
      .columns { display: grid; grid-template-columns: 11.5rem minmax(0, 1fr); gap: 2.5rem; }
      .contents { position: sticky; top: 1rem; align-self: start; padding-top: 2.25rem; }
      .contents ol { display: block; margin: 0; border-left: 2px solid var(--line);
        padding-left: .9rem; }
    }
    @media (min-width: 110rem) { html { font-size: 118%; } }
    """

  private static let tables = """
    table { border-collapse: collapse; font-size: .9rem; min-width: 100%; }
    caption { text-align: left; color: var(--soft); font-size: .85rem; padding: .25rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0;
      border-bottom: 1px solid var(--line); }
    th { font-weight: 600; } thead th { color: var(--soft); font-size: .8rem; white-space: nowrap; }
    tbody th, td { min-width: 6.5rem; } tbody th.n, td.n { min-width: 0; }
    .n { text-align: right; white-space: nowrap; }
    td.w { min-width: 17rem; }
    .met { color: var(--good); } .missed { color: var(--bad); } .undecided, .open {
      color: var(--warn); }
    .met, .missed, .undecided, .open { font-weight: 600; white-space: nowrap; }
    """

  private static let outcome = """
    .verdict { display: flex; gap: 1.1rem; align-items: center; margin: .25rem 0 1rem; }
    .verdict svg { flex: none; width: clamp(3.2rem, 2.4rem + 3vw, 5rem); height: auto; }
    .verdict strong { display: block; white-space: normal; font-size: clamp(1.55rem, 1rem + 3.4vw,
      3.4rem); line-height: 1.1; letter-spacing: -.02em; }
    .verdict > div { min-width: 0; overflow-wrap: anywhere; }
    .verdict p { margin: .3rem 0 0; font-size: 1.125rem; max-width: 46rem; }
    .sign { fill: none; stroke: currentColor; stroke-width: 5; stroke-linecap: round;
      stroke-linejoin: round; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
      gap: 1px; border: 1px solid var(--line); margin: 0 0 1.5rem; }
    .figures div { background: var(--paper); padding: .8rem; outline: 1px solid var(--line);
      overflow-wrap: anywhere; }
    .figures dt { color: var(--soft); font-size: .85rem; }
    .figures dd { margin: 0; } .figures b { font-size: clamp(1.15rem, 1rem + .5vw, 1.45rem);
      font-weight: 600; line-height: 1.3; display: block; letter-spacing: -.01em; }
    .figures small { color: var(--soft); font-size: .85rem; }
    .meter { display: block; width: 100%; height: 10px; margin: .3rem 0; }
    """

  private static let pictures = """
    .picture { display: block; width: 100%; min-width: 60rem; height: auto; font-family: inherit; }
    .t, .ts, .th, .tb, .tg { paint-order: stroke; stroke: var(--paper); stroke-width: 3px;
      stroke-linejoin: round; }
    .t { fill: var(--ink); } .ts { fill: var(--soft); } .th { fill: var(--ink); font-weight: 600; }
    .tb { fill: var(--bad); font-weight: 600; } .tg { fill: var(--good); font-weight: 600; } .ti {
      fill: var(--paper); }
    .grid { stroke: var(--line); stroke-width: 1; } .axis { stroke: var(--rule); stroke-width: 1; }
    .duty { fill: var(--rule); } .thin { transform: scaleY(.2); transform-origin: 0 6px; } .fold {
      fill: var(--raised); } .foldline { stroke: var(--rule); stroke-width: 1;
      stroke-dasharray: 2 3; }
    .border { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; }
    .work { fill: var(--accent); } .travel { fill: url(#p-travel); stroke: var(--accent);
      stroke-width: 1; }
    .late { fill: url(#p-late); stroke: var(--warn); stroke-width: 1; }
    .cut { fill: url(#p-travel); stroke: var(--warn); stroke-width: 1; }
    .curve { fill: none; stroke: var(--bad); stroke-width: 2; stroke-linejoin: round; }
    .level { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    .way { stroke: var(--rule); stroke-width: 2; }
    .dot { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
    .dot-good { fill: var(--good); stroke: var(--paper); stroke-width: 1.5; }
    .dot-bad { fill: var(--bad); stroke: var(--paper); stroke-width: 1.5; }
    .track { fill: var(--raised); stroke: var(--rule); stroke-width: 1; }
    .fill-good { fill: var(--good); } .fill-bad { fill: var(--bad); } .fill-warn {
      fill: var(--warn); } .fill-plain { fill: var(--accent); }
    .target { stroke: var(--ink); stroke-width: 2; }
    .defs { position: absolute; width: 0; height: 0; }
    .p-ground { fill: var(--paper); } .p-line { stroke-width: 3; }
    """

  private static let states = """
    .s-down { fill: var(--bad); } .s-shut { fill: url(#p-shut); stroke: var(--shut); }
    .s-hit { fill: url(#p-hit); stroke: var(--virus); } .s-isolated {
      fill: url(#p-isolated); stroke: var(--accent); }
    .s-reserve { fill: url(#p-reserve); stroke: var(--warn); } .s-degraded {
      fill: url(#p-degraded); stroke: var(--warn); }
    .s-up { fill: none; stroke: var(--good); }
    .s-bypassed { fill: url(#p-reserve); stroke: var(--warn); }
    .k-warn { stroke: var(--warn); } .k-shut { stroke: var(--shut); } .k-virus {
      stroke: var(--virus); } .k-accent { stroke: var(--accent); }
    .f-warn { fill: var(--warn); }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: 0 0 .6rem; padding: 0;
      list-style: none; font-size: .85rem; color: var(--soft); }
    .legend li { display: flex; align-items: center; gap: .4rem; } .legend svg { width: 22px;
      height: 12px; flex: none; }
    """

  private static let topology = """
    .site { border: 1px solid var(--rule); padding: .75rem; margin: 0 0 1rem; }
    .site > h3, .room > h4 { margin: 0 0 .5rem; } .room > h4 { font-size: .95rem; }
    .rooms { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem),
      1fr)); gap: .75rem; align-items: start; }
    .room { border: 1px solid var(--line); background: var(--raised); padding: .6rem .7rem; }
    .room p { margin: 0 0 .4rem; font-size: .82rem; color: var(--soft); } .room > h4 { margin: 0; }
    .racks { display: flex; flex-wrap: wrap; gap: .5rem .7rem; margin: .5rem 0 0; }
    .rack > span { display: block; font-size: .75rem; color: var(--soft); }
    .cells { display: flex; flex-wrap: wrap; gap: 2px; max-width: 20rem; }
    .cells i { width: 17px; height: 17px; border: 1px solid var(--rule);
      font: normal 10px/15px sans-serif; text-align: center; color: var(--paper); }
    .cells .c-up { background: var(--paper); } .cells .c-down { background: var(--bad);
      border-color: var(--bad); }
    .cells .c-shut { background: var(--shut); border-color: var(--shut); } .cells .c-hit {
      background: var(--virus); border-color: var(--virus); border-radius: 50%; }
    .cells .c-isolated { color: var(--accent); border-color: var(--accent);
      background: var(--accent-soft); }
    .cells .c-reserve, .cells .c-degraded { color: var(--warn); border-color: var(--warn);
      background: var(--warn-soft); }
    .chips { display: flex; flex-wrap: wrap; gap: .3rem; margin: 0; padding: 0; list-style: none;
      font-size: .82rem; }
    .chips li { border: 1px solid var(--rule); background: var(--paper); padding: .1rem .45rem;
      overflow-wrap: anywhere; }
    .chips .c-down { border-color: var(--bad); background: var(--bad-soft);
      border-left-width: 5px; }
    .chips .c-shut { border-color: var(--shut); border-left-width: 5px; }
    .chips .c-hit { border-color: var(--virus); border-left-width: 5px; border-style: double; }
    .chips .c-isolated { border-color: var(--accent); background: var(--accent-soft);
      border-left-width: 5px; }
    .chips .c-reserve, .chips .c-degraded { border-color: var(--warn);
      background: var(--warn-soft); border-left-width: 5px; }
    .room details { margin: .2rem 0 0; } .room summary { font-size: .82rem; }
    """

  private static let flow = """
    .t.on, .th.on { stroke: none; } .lane { fill: none; stroke: var(--rule); } .lanehead {
      fill: var(--raised); stroke: var(--rule); }
    .edge { fill: none; stroke: var(--rule); stroke-width: 1.2; } .edge-on { fill: none;
      stroke: var(--accent); stroke-width: 2.6; }
    .head { fill: var(--rule); } .head-on { fill: var(--accent); }
    .shape { fill: var(--paper); stroke: var(--rule); stroke-width: 1.2; stroke-dasharray: 4 3; }
    .shape-on { fill: var(--accent-soft); stroke: var(--accent); stroke-width: 2; }
    .shape-cut { fill: var(--warn-soft); stroke: var(--warn); stroke-width: 2; }
    .thick { stroke-width: 3.4; } .glyph { fill: none; stroke: var(--ink); stroke-width: 1.4; }
      .glyph-fill { fill: var(--ink); }
    .badge { fill: var(--accent); } .halo { fill: var(--paper); }
    .flowpic { display: block; min-width: 0; width: auto; max-width: none; }
    """

  private static let panels = """
    .panels { display: grid; gap: 1.25rem 2rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
    /* The pictures of a row stand on one line, however long their captions are. */
    .panel { min-width: 0; display: flex; flex-direction: column; break-inside: avoid; }
    .panel h3 { margin: 0; } .panel p { margin: .1rem 0 .4rem;
      font-size: .875rem; text-wrap: pretty; } .scroll + figure { margin-top: 1rem; }
    .panelpic { display: block; width: 100%; max-width: 30rem; height: auto; font-family: inherit;
      margin-top: auto; }
    .range { fill: none; stroke: var(--ink); stroke-width: 1.6; }
    .side { fill: var(--good-soft); } .dot-warn { fill: var(--warn); stroke: var(--paper);
      stroke-width: 1.5; }
    .curve-general, .curve-major { fill: none; stroke: var(--accent); stroke-width: 2;
      stroke-linejoin: round; } .curve-major { stroke: var(--bad); stroke-dasharray: 7 3; }
    .mark-general, .mark-major { stroke: var(--accent); stroke-width: 1.2; }
      .mark-major { stroke: var(--bad); stroke-dasharray: 5 2; }
    .curve-before { fill: none; stroke: var(--soft); stroke-width: 2; stroke-dasharray: 2 3; }
    .mark-before { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 2 3; }
    .zero { stroke: var(--rule); stroke-width: 1.5; } .tolerated { fill: var(--warn-soft);
      stroke: var(--rule); stroke-width: 1; stroke-dasharray: 2 3; }
    .uneven .panelpic { margin-top: 0; }
    .fill-virus { fill: var(--virus); } .blank { fill: var(--raised); stroke: var(--rule);
      stroke-width: 1; }
    .heat { fill: var(--accent); } .swatch { display: inline-flex; gap: .45rem;
      align-items: center; } .swatch svg { flex: none; }
    """

  private static let print = """
    @media print {
      @page { size: A4; margin: 14mm; }
      :root { color-scheme: light; }
      body { font-size: 9.5pt; } .contents, .skip { display: none; } .columns { display: block; }
      .picture { min-width: 0; width: 100%; } .scroll { overflow: visible; max-height: none;
        background: none; } .hint { display: none; } .flowpic { max-width: 100%; height: auto; }
      section { padding-top: 1.2rem; } figure, .site, .figures, tr { break-inside: avoid; } h2,
        h3, thead { break-after: avoid; } .group { break-inside: auto; }
    }
    """
}
