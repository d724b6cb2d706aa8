"""The style sheet of a paper: light and dark on a screen, page breaks on paper."""

from __future__ import annotations

from mlinterview.rendering.paper.writers import PageSetup

__all__ = ["style"]

_STYLE = """
:root{color-scheme:light dark;--bg:#fbfbfa;--card:#fff;--ink:#1d2125;--soft:#5b6570;--line:#c9d0d7;
--good:#1b7f4b;--link:#1f5f9e;--code:#f0f2f4}
@media (prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1b1f23;--ink:#e6e9ec;--soft:#a3adb8;
--line:#4a535c;--good:#5fd39a;--link:#7db8f5;--code:#262c32}}
*{box-sizing:border-box}
html{font-size:SIZE}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,
"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
.paper{max-width:50rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.8rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.3rem;margin:2rem 0 .5rem}
h2.section{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;
border-bottom:2px solid var(--ink);padding-bottom:.2rem}
h2 .soft{font-size:1rem;font-weight:400;white-space:nowrap}
h3{font-size:1.05rem;margin:.5rem 0}.key h3{font-size:.9rem;color:var(--soft);margin:.6rem 0 0}
a{color:var(--link)}
.soft,.hint,dt{color:var(--soft)}.hint{font-size:.9rem;margin:.3rem 0}.said{font-style:italic}
dl{margin:.5rem 0}dl div{display:flex;gap:.8rem}dt{min-width:8rem}dd{margin:0}
.person{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.5rem .8rem;
align-items:center;margin:1rem 0;max-width:36rem}
input[type=text],select,textarea{font:inherit;color:inherit;background:var(--card);
border:1px solid var(--soft);border-radius:.3rem;padding:.2rem .4rem;max-width:100%}
textarea{width:100%;resize:vertical}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
fieldset{border:1px solid var(--line);border-radius:.5rem;background:var(--card);
margin:1.2rem 0;padding:.3rem 1rem 1rem;min-width:0}
legend{font-weight:600;padding:0 .4rem}legend .soft{font-weight:400}
.passage{border-left:3px solid var(--line);padding-left:1rem;margin:1.5rem 0}
.choice,.row{display:flex;gap:.6rem;align-items:baseline;margin:.4rem 0}
.choice label{display:flex;gap:.6rem;align-items:baseline}
.choice input{flex:none;transform:translateY(.1em)}
.letter{flex:none;min-width:1.6rem}.mark{flex:none;width:1.2rem;color:var(--good);font-weight:700}
.grow{flex:1;min-width:0;overflow-wrap:anywhere}
.choice.right .prose{font-weight:600}
.note{font-size:.9rem;font-style:italic;color:var(--soft)}.note p{margin:.1rem 0}
.gap{white-space:nowrap}
.key{border-left:3px solid var(--good);padding:.1rem .8rem .4rem;margin-top:1rem}
.prose{overflow-wrap:anywhere}.prose p{margin:.4rem 0}
.prose>:first-child{margin-top:0}.prose>:last-child{margin-bottom:0}
.prose .heading{font-weight:600}
.prose blockquote{margin:.4rem 0;padding-left:.8rem;border-left:2px solid var(--line)}
.prose pre{overflow-x:auto;background:var(--code);border-radius:.3rem;padding:.5rem .7rem;
margin:.5rem 0;line-height:1.4}
code{font-size:.9em;background:var(--code);border-radius:.2rem;padding:.05em .25em}
pre code{background:none;padding:0}
table{border-collapse:collapse;margin:.6rem 0;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.25rem .8rem .25rem 0;text-align:left;
vertical-align:top}.points,.keys{margin:1.2rem 0}.points{width:100%}
.points td,.points th+th{text-align:right}.scroll{overflow-x:auto}
.math{white-space:nowrap}.long{white-space:normal}
.overline{border-top:1px solid;padding-top:.1em}
.cancel{text-decoration:line-through}.boxed{border:1px solid;padding:.2em}
math[display=block]{margin:.6rem 0}
.display{display:block;margin:.3rem 0 .3rem 1.5rem}
figure{margin:1rem 0}
img{max-width:100%;height:auto;background:#fff;border-radius:.3rem}
.no-figure{border:1px solid var(--line);padding:.6rem;font-style:italic}
.sheet{display:none}
@media (max-width:30rem){.row{flex-wrap:wrap}.row .grow{flex:1 1 75%}h2.section{flex-wrap:wrap}}
@page{size:PAGE;margin:18mm}
@media print{:root{--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#999;--code:#f3f3f3;
--good:#000;--link:#000}
html{font-size:PRINT}.paper{max-width:none;padding:0}.paper+.paper{break-before:page}
.cover{break-after:page}h2,h3,legend,.hint{break-after:avoid}
fieldset{border:0;padding:0;break-inside:avoid}fieldset.long{break-inside:auto}
legend{padding:0}figure,table,.choice,.row,.passage{break-inside:avoid}
.prose pre{overflow:visible;white-space:pre-wrap}
input[type=text]{border:0;border-bottom:1px solid #000;border-radius:0}
select{appearance:none;border:1px solid #000;min-width:2.2rem;height:1.6rem}
textarea{border:0;resize:none;line-height:2.2;
background:repeating-linear-gradient(transparent 0 2.1em,
#999 2.1em 2.2em)}
.sheet{display:block;break-before:page}.sheet table{columns:2;display:block}
.sheet dl.lines dd{flex:1;border-bottom:1px solid #000}
.sheet tr{break-inside:avoid}.sheet td{line-height:2}
.bubble,.oval{display:inline-block;border:1px solid #000;border-radius:1em;min-width:1.5em;
text-align:center;line-height:1.4;padding:0 .3em;font-size:.85em}
.box{display:inline-block;border:1px solid #000;width:1.8em;height:1.5em;vertical-align:middle}
.rule{display:inline-block;border-bottom:1px solid #000;width:11em}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def style(setup: PageSetup) -> str:
    """The sheet for this paper size and size of print."""
    return (
        _STYLE.replace("SIZE", "150%" if setup.large_print else "100%")
        .replace("PRINT", "17pt" if setup.large_print else "11pt")
        .replace("PAGE", "A4" if setup.size == "a4" else "letter")
    )
