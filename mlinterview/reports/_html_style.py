"""The style sheet: light and dark, phone and print, no fonts or pictures from elsewhere."""

from __future__ import annotations

from mlinterview.reports.figures._svg import RULES

__all__ = ["STYLE"]

_STYLE = """
:root{color-scheme:light dark;--bg:#fbfbfa;--card:#fff;--ink:#1d2125;--soft:#5b6570;--line:#d9dee3;
--bar:#3f7fc1;--pale:#bcd0e5;--link:#1f5f9e;--good:#1b7f4b;--bad:#b3261e;--warn:#855600;
--mark:#fff0b3;--code:#f0f2f4}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1b1f23;--ink:#e6e9ec;--soft:#a3adb8;
--line:#343b42;--bar:#3f7fc1;--pale:#33506d;--link:#7db8f5;--good:#5fd39a;--bad:#ff8f85;--warn:#f2c14e;
--mark:#5c4a12;--code:#262c32}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,
"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:64rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.3rem;margin:2rem 0 .5rem}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
p{margin:.4rem 0}
a{color:var(--link)}
ul,ol{padding-left:1.3rem;margin:.4rem 0}
.total{font-size:1.3rem;font-weight:600;margin:.25rem 0}
.soft,.legend,caption{color:var(--soft)}
.legend{font-size:.85rem}
.notes{border-left:4px solid var(--warn);padding:.2rem 0 .2rem 1.6rem;margin:.75rem 0}
.chip{display:inline-block;border:1px solid currentColor;border-radius:.6rem;padding:0 .5rem;
font-size:.8rem;font-weight:600;line-height:1.4;white-space:nowrap;color:var(--soft)}
.chip.good{color:var(--good)}.chip.bad{color:var(--bad)}.chip.warn{color:var(--warn)}
.top{display:grid;gap:0 2rem;grid-template-columns:minmax(0,1fr)}
figure{margin:1rem 0;max-width:26rem}
figure svg{width:100%;height:auto;display:block}
svg .name{font-size:12px;fill:var(--ink)}svg .value{font-size:12px;fill:var(--ink);text-anchor:end}
svg .rail{fill:var(--line)}svg .bar{fill:var(--bar)}svg .few{fill:var(--pale)}
svg .reach{stroke:var(--ink);stroke-width:1.5;fill:none}
figure.wide{max-width:none}.plots{display:grid;gap:.5rem 1.5rem;
grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))}.plots figure{margin:.5rem 0}
.scroll{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.92rem}
caption{text-align:left;font-weight:600;color:var(--ink);padding:.2rem 0}
th,td{padding:.3rem .6rem .3rem 0;text-align:right;border-bottom:1px solid var(--line);
vertical-align:top;white-space:nowrap}
thead th{color:var(--soft);font-weight:500;font-size:.85rem}
th:first-child{text-align:left;white-space:normal;min-width:9rem;font-weight:400}
.sub{display:block;padding-left:1rem;color:var(--soft)}
td:last-child{text-align:left;padding:.3rem 0 .3rem .4rem;white-space:normal;min-width:3.4rem}
thead th:last-child{text-align:left;padding-left:.4rem}
details{background:var(--card);border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;
padding:0 .75rem}
summary{cursor:pointer;padding:.5rem 0;display:flex;gap:.6rem;align-items:baseline}
summary::-webkit-details-marker{display:none}
summary::before{content:"\\25B8";color:var(--soft);flex:none}
details[open]>summary::before{content:"\\25BE"}
summary .grow{flex:1;min-width:0;overflow-wrap:anywhere}
summary .points{flex:none;color:var(--soft);font-variant-numeric:tabular-nums}
details>div{padding:0 0 .75rem}
.answer,.key,.why{margin:.2rem 0 .6rem;padding:.4rem .7rem;border-left:3px solid var(--line)}
.typed{white-space:pre-wrap}.typed,.prose{overflow-wrap:anywhere}
.prose>:first-child{margin-top:0}.prose>:last-child{margin-bottom:0}
.prose .heading{font-weight:600}.prose blockquote{margin:.4rem 0;padding-left:.8rem;
border-left:2px solid var(--line);color:var(--soft)}
.prose pre{overflow-x:auto;background:var(--code);border-radius:.3rem;padding:.5rem .7rem;
margin:.5rem 0;line-height:1.4}.prose pre code{background:none;padding:0;overflow-wrap:normal}
.prose table{width:auto}.prose .scroll th,.prose .scroll td{text-align:left;white-space:normal;
min-width:0;padding:.2rem .8rem .2rem 0;font-size:inherit;font-weight:400;color:inherit}
.prose .scroll th{font-weight:600}
.math{white-space:nowrap}.long{white-space:normal}
.display{display:block;margin:.3rem 0 .3rem 1.5rem}
.key{border-color:var(--good)}.why{border-color:var(--link)}
.label{font-size:.85rem;font-weight:600;color:var(--soft);margin:.5rem 0 0}
mark{background:var(--mark);color:inherit;border-radius:.2rem}
li{overflow-wrap:anywhere}
code{font-size:.85em;overflow-wrap:anywhere;background:var(--code);border-radius:.2rem;
padding:.05em .25em}.id{color:var(--soft);background:none;padding:0}
.person>summary{font-size:1.1rem;font-weight:600}
@media (min-width:60rem){.top{grid-template-columns:minmax(0,1fr) 24rem}}
@media (max-width:30rem){summary{flex-wrap:wrap}summary .grow{flex:1 1 70%}
th,td{padding-right:.25rem}table{font-size:.76rem}thead th{font-size:.7rem}
th:first-child{min-width:5.3rem;hyphens:auto;overflow-wrap:anywhere}
td:last-child,thead th:last-child{padding-left:.2rem}main{padding:.75rem}}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--link:#000;
--good:#1b7f4b;--bad:#b3261e;--warn:#855600;--mark:#fff0b3;--code:#f3f3f3}
html{font-size:10pt}body{font-size:1rem}main{max-width:none;padding:0}
details::details-content{content-visibility:visible;
block-size:auto}summary,tr,figure{break-inside:avoid}h2,h3,summary,.label{break-after:avoid}
.scroll,.prose pre{overflow:visible}.prose pre{white-space:pre-wrap}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
STYLE = _STYLE.replace("@media (min-width", f"{RULES.strip()}\n@media (min-width", 1)
