package dev.twinport.report;

/** How the page looks. A verdict is a sign and a word before it is a color. */
final class HtmlStyle {

    static final String SHEET = """

            :root {
              color-scheme: light dark;
              --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --panel: #f6f8fa;
              --link: #0550ae; --mark: #fff3b0; --mark-ink: #1b1f24; --bar: #0969da;
              --good: #116329; --good-paper: #dcf5e3; --bad: #a40e26; --bad-paper: #ffe3e0;
              --odd: #8a4600; --odd-paper: #fff0d5; --open: #4b3a8f; --open-paper: #ece7fb;
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --paper: #0f1419; --ink: #e6edf3; --faint: #9aa5b1; --line: #343c45; --panel: #182028;
                --link: #79b8ff; --mark: #5c4a00; --mark-ink: #fff5c2; --bar: #58a6ff;
                --good: #7ee2a0; --good-paper: #12331f; --bad: #ffa198; --bad-paper: #45161a;
                --odd: #ffc680; --odd-paper: #3f2a0a; --open: #c9bdff; --open-paper: #2a2350;
              }
            }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 24px; max-width: 1160px; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
            h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
            h2 { margin: 32px 0 8px; font-size: 20px; }
            h3 { margin: 20px 0 6px; font-size: 15px; }
            h4 { margin: 8px 0 4px; font-size: 13px; color: var(--faint); }
            a { color: var(--link); }
            code, pre, .code, .lines .text, .time { font-family: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 13px; }
            .practice { display: inline-block; margin: 0 0 8px; padding: 2px 10px; border: 2px solid var(--odd); border-radius: 6px; color: var(--odd); font-weight: 700; }
            .interrupted { padding: 6px 12px; border-left: 4px solid var(--odd); background: var(--odd-paper); }
            .facts { display: flex; flex-wrap: wrap; gap: 4px 32px; margin: 8px 0 0; }
            .facts div { display: flex; gap: 8px; }
            dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
            table { border-collapse: collapse; }
            th, td { padding: 4px 12px 4px 0; text-align: left; vertical-align: top; }
            thead th { color: var(--faint); font-weight: 600; border-bottom: 1px solid var(--line); }
            tbody th { font-weight: 600; white-space: nowrap; }
            .overview { width: 100%; } .overview thead th { text-transform: capitalize; }
            .overview thead th:nth-child(n+4) { text-align: right; } .overview td, .overview tbody th { border-bottom: 1px solid var(--line); }
            .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .shares td, .shares thead th:nth-child(n+2) { text-align: right; padding-left: 12px; } .judgement { margin: 8px 0 0; font-weight: 600; }
            .doubts li { overflow-wrap: anywhere; }
            .wide { overflow-x: auto; }
            .route { border-top: 2px solid var(--line); margin-top: 32px; }
            summary { cursor: pointer; } summary h2 { display: inline-block; margin: 16px 0; }
            .verdict { display: inline-block; padding: 0 10px; border-radius: 6px; font-weight: 700; font-size: 14px; white-space: nowrap; border: 1px solid; }
            .proven { color: var(--good); background: var(--good-paper); }
            .misrouted { color: var(--odd); background: var(--odd-paper); border-width: 2px; }
            .broken { color: var(--bad); background: var(--bad-paper); border-width: 2px; border-style: dashed; }
            .inconclusive, .not-probed { color: var(--open); background: var(--open-paper); border-style: dotted; }
            .reasons { font-size: 16px; } .reasons li, .problems li { white-space: pre-line; overflow-wrap: anywhere; }
            .entry { color: var(--faint); } .entry code { color: var(--ink); }
            figure { margin: 12px 0; } figcaption { margin-top: 4px; color: var(--faint); font-size: 13px; overflow-wrap: anywhere; }
            .chain { display: block; font-family: inherit; max-width: 100%; min-width: 46rem; height: auto; }
            .chain rect { fill: var(--panel); stroke: var(--faint); stroke-width: 1.2; }
            .chain .stage { fill: var(--faint); font-size: 12px; } .chain .name { fill: var(--ink); font-size: 13px; font-weight: 600; }
            .chain .note { fill: var(--faint); font-size: 12px; }
            .chain path { fill: none; stroke: var(--faint); stroke-width: 1.6; } .chain .tip { fill: var(--faint); stroke: none; }
            .chain .cut { stroke-dasharray: 3 5; opacity: .6; }
            .chain .breaks rect { fill: var(--bad-paper); stroke: var(--bad); stroke-width: 2.5; stroke-dasharray: 7 4; }
            .chain .breaks .note { fill: var(--bad); font-weight: 700; }
            .chain .reached rect { fill: var(--good-paper); stroke: var(--good); stroke-width: 2.5; }
            .chain .reached .note { fill: var(--good); font-weight: 700; }
            .chain g.astray rect, .chain .doubtful rect { fill: var(--odd-paper); stroke: var(--odd); stroke-width: 2.5; }
            .chain g.astray .note, .chain .doubtful .note { fill: var(--odd); font-weight: 700; }
            .chain path.astray { stroke: var(--odd); stroke-width: 2.2; stroke-dasharray: 8 5; } .chain path.astray.tip { fill: var(--odd); stroke: none; }
            .chain .sign circle { stroke: none; } .chain .sign path { stroke: var(--paper); stroke-width: 2.4; stroke-linecap: round; }
            .chain .breaks circle { fill: var(--bad); } .chain .reached circle { fill: var(--good); }
            .chain .astray circle, .chain .doubtful circle { fill: var(--odd); }
            .bar { display: block; margin-top: 5px; } .bar rect { fill: var(--bar); }
            .lines td { padding-right: 16px; } .lines .text { white-space: pre-wrap; overflow-wrap: anywhere; width: 100%; }
            .lines td:nth-child(2) { white-space: nowrap; } .lines .time { color: var(--faint); white-space: nowrap; }
            .lines .event .text { color: var(--faint); font-family: inherit; }
            mark { background: var(--mark); color: var(--mark-ink); padding: 1px 2px; border-radius: 3px; font-weight: 700; text-decoration: underline; }
            pre { margin: 4px 0; padding: 10px 12px; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
            .commands { margin: 0; } .commands dt { font-size: 13px; } .commands dd { margin: 0 0 6px; }
            .commands pre { margin: 2px 0; padding: 5px 10px; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; -webkit-user-select: all; }
            footer { margin-top: 32px; border-top: 2px solid var(--line); } footer td { overflow-wrap: anywhere; }
            @media print {
              body { max-width: none; padding: 0; font-size: 10.5pt; }
              .route { break-before: auto; } h2, h3, h4 { break-after: avoid; } figure, tr, .reasons { break-inside: avoid; }
              .chain { width: 100%; height: auto; } .wide { overflow: visible; }
              pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 8.5pt; } a { color: inherit; text-decoration: none; }
              .verdict, mark, .chain, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            }
            """;

    private HtmlStyle() {
    }
}
