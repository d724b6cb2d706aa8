"""Tables for LaTeX: signs of Unicode, and the macros of formulas that may stand in a document.

All of them are LaTeX's own, amsmath's or amssymb's. None reads or writes a file, or defines a name.
"""

from __future__ import annotations

__all__ = [
    "ACCENTS",
    "DELIMITERS",
    "ENVIRONMENTS",
    "MATH",
    "ONE",
    "OPERATORS",
    "PLAIN",
    "REPLACED",
    "TEXT",
    "TWO",
]

_GREEK = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon
phi chi psi omega varepsilon vartheta varpi varrho varsigma varphi varkappa digamma Gamma Delta
Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
_SIGNS = """
aleph hbar imath jmath ell wp Re Im partial infty prime emptyset varnothing nabla surd top bot
angle triangle forall exists nexists neg lnot flat natural sharp clubsuit diamondsuit heartsuit
spadesuit backslash ldots cdots vdots ddots dots dotsc dotsb dotsm dotsi dotso lbrace rbrace
lbrack rbrack langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert checkmark
therefore because complement square blacksquare lozenge bigstar hslash eth mho Bbbk circledS pm mp
times div ast star circ bullet cdot cap cup uplus sqcap sqcup vee wedge lor land setminus wr
diamond bigtriangleup bigtriangledown triangleleft triangleright oplus ominus otimes oslash odot
bigcirc dagger ddagger amalg ltimes rtimes boxplus boxminus boxtimes boxdot smallsetminus dotplus
intercal sum prod coprod int oint iint iiint bigcap bigcup bigsqcup bigvee bigwedge bigodot
bigotimes bigoplus biguplus le leq prec preceq ll subset subseteq sqsubseteq in vdash ge geq succ
succeq gg supset supseteq sqsupseteq ni owns dashv equiv sim simeq asymp approx cong ne neq doteq
notin models perp mid parallel bowtie smile frown propto leqslant geqslant lesssim gtrsim lessgtr
gtrless approxeq triangleq subsetneq supsetneq nmid nparallel nsubseteq nsupseteq nleq ngeq nless
ngtr precsim succsim vDash Vdash Subset Supset backsim between eqcirc circeq leftarrow Leftarrow
rightarrow Rightarrow leftrightarrow Leftrightarrow mapsto longmapsto to gets uparrow Uparrow
downarrow Downarrow updownarrow Updownarrow nearrow searrow swarrow nwarrow longleftarrow
Longleftarrow longrightarrow Longrightarrow longleftrightarrow Longleftrightarrow iff implies
impliedby hookleftarrow hookrightarrow leftharpoonup leftharpoondown rightharpoonup
rightharpoondown rightleftharpoons leftleftarrows rightrightarrows rightsquigarrow
twoheadrightarrow nrightarrow nleftarrow nRightarrow nLeftarrow curvearrowright curvearrowleft
circlearrowright upharpoonright arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd
hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh sup tan tanh bmod colon quad qquad
enspace thinspace displaystyle textstyle scriptstyle
"""
_ONE = """
hat widehat tilde widetilde bar overline underline dot ddot check breve vec acute grave mathring
overrightarrow overleftarrow overbrace underbrace boxed phantom mathbb mathcal mathfrak mathrm
mathbf mathit mathsf mathtt boldsymbol pmod mathrel mathbin mathord mathop mathopen mathclose
"""
_FENCES = """
lbrace rbrace lbrack rbrack langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert
rVert backslash uparrow downarrow updownarrow Uparrow Downarrow
"""
_LETTERS = """
alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau
upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
"""
#: macros without an argument, written as they are
PLAIN = frozenset((_GREEK + _SIGNS).split())
#: operators that are no macros of LaTeX's own
OPERATORS = {"argmax": r"arg\,max", "argmin": r"arg\,min", "sgn": "sgn", "tr": "tr"}
#: macros with one argument, by the macro that they become
ONE = {name: name for name in _ONE.split()} | {
    "bm": "boldsymbol",
    "mathbbm": "mathbb",
    "mathds": "mathbb",
    "mathscr": "mathcal",
}
TWO = frozenset(
    {"frac", "tfrac", "dfrac", "cfrac", "binom", "tbinom", "dbinom"}
    | {"underset", "overset", "stackrel"}
)
#: macros whose argument is text
TEXT = {
    "text": "text", "textrm": "textrm", "textbf": "textbf", "textit": "textit", "texttt": "texttt",
    "textsf": "textsf", "mbox": "text", "hbox": "text",
}  # fmt: skip
REPLACED = {"space": "\\ ", "coloneqq": "\\mathrel{:=}"}
ENVIRONMENTS = frozenset(
    {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases"}
    | {"aligned", "gathered", "split", "align", "gather", "equation", "array"}
)
#: what may stand behind \\left and its like, by the token
DELIMITERS = {
    **{sign: sign for sign in "()[]|/.<>"},
    **{f"\\{sign}": f"\\{sign}" for sign in "{}|"},
    **{f"\\{name}": f"\\{name} " for name in _FENCES.split()},
}
#: in formulas; in text each stands within \ensuremath
MATH = {
    **dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", _LETTERS.split(), strict=True)),
    "ϵ": "epsilon", "ϕ": "phi", "ϑ": "vartheta", "ϱ": "varrho", "ς": "varsigma", "ϖ": "varpi",
    "−": "mathord{-}", "×": "times", "÷": "div", "±": "pm", "∓": "mp", "·": "cdot", "⋅": "cdot",
    "∗": "ast", "∘": "circ", "•": "bullet", "⊙": "odot", "⊗": "otimes", "⊕": "oplus", "⊖": "ominus",
    "∧": "wedge", "∨": "vee", "∩": "cap", "∪": "cup", "∖": "setminus", "†": "dagger",
    "‡": "ddagger", "∑": "sum", "∏": "prod", "∐": "coprod", "∫": "int", "∬": "iint", "∮": "oint",
    "√": "surd", "∂": "partial", "∇": "nabla", "∞": "infty", "∀": "forall", "∃": "exists",
    "∄": "nexists", "∅": "varnothing", "¬": "neg", "⊤": "top", "⊥": "bot", "∠": "angle",
    "≤": "leq", "≥": "geq", "≠": "neq", "≈": "approx", "≡": "equiv", "≅": "cong", "≃": "simeq",
    "∼": "sim", "∝": "propto", "≪": "ll", "≫": "gg", "∈": "in", "∉": "notin", "∋": "ni",
    "⊂": "subset", "⊆": "subseteq", "⊃": "supset", "⊇": "supseteq", "≺": "prec", "≻": "succ",
    "∣": "mid", "∥": "parallel", "‖": "Vert", "⊢": "vdash", "⊨": "models", "≔": "mathrel{:=}",
    "→": "to", "←": "leftarrow", "↔": "leftrightarrow", "↑": "uparrow", "↓": "downarrow",
    "↕": "updownarrow", "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow", "↦": "mapsto",
    "⟶": "longrightarrow", "⟵": "longleftarrow", "⟹": "Longrightarrow", "↗": "nearrow",
    "↘": "searrow", "⬇": "downarrow", "⬆": "uparrow", "➡": "rightarrow", "⬅": "leftarrow",
    "⟨": "langle", "⟩": "rangle", "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil",
    "…": "ldots", "⋯": "cdots", "⋮": "vdots", "⋱": "ddots", "′": "prime", "″": "prime\\prime",
    "ℓ": "ell", "ℏ": "hbar", "ℵ": "aleph", "ℜ": "Re", "ℑ": "Im", "℘": "wp", "✓": "checkmark",
    "ℝ": "mathbb{R}", "ℕ": "mathbb{N}", "ℤ": "mathbb{Z}", "ℚ": "mathbb{Q}", "ℂ": "mathbb{C}",
    "𝔼": "mathbb{E}", "ℙ": "mathbb{P}", "□": "square", "■": "blacksquare", "△": "triangle",
    "★": "bigstar", "☆": "star", "◦": "circ", "∴": "therefore", "∵": "because",
    **{raised: f"mathord{{}}^{{{sign}}}" for raised, sign in zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀᵏⁱ", (*"0123456789+-=()n", "\\top ", "k", "i"), strict=True)},
    **{lowered: f"mathord{{}}_{{{sign}}}" for lowered, sign in zip(
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢⱼₖₜ", "0123456789+-=()nijkt", strict=True)},
    "½": "tfrac{1}{2}", "⅓": "tfrac{1}{3}", "⅔": "tfrac{2}{3}", "¼": "tfrac{1}{4}",
    "¾": "tfrac{3}{4}",
}  # fmt: skip
#: combining marks, on the letter before them, where Unicode has no letter of its own
ACCENTS = {
    "\u0300": "grave", "\u0301": "acute", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar",
    "\u0305": "overline", "\u0306": "breve", "\u0307": "dot", "\u0308": "ddot", "\u030c": "check",
    "\u20d7": "vec",
}  # fmt: skip
