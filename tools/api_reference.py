"""Write docs/reference/api.md: public names with their signatures and what their docstrings say.

Signatures come from the source, not from ``inspect``, so that the page is the same on every version
of Python.

    python tools/api_reference.py            writes the page
    python tools/api_reference.py --check    exits 1 if the page is out of date
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mlinterview as mli

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "api.md"
WIDTH = 88

HEAD = """\
# Python API

<!-- Written by tools/api_reference.py from the docstrings; do not edit. -->

Everything below is imported from `mlinterview`; what is not listed here is private and may change.
The [developer's tutorial](../tutorials/developer.md) shows it at work.
"""

GROUPS: dict[str, tuple[str, ...]] = {
    "Banks and items": (
        "load_bank", "Bank", "Item", "make_item", "dump_items", "item_json_schema",
        "Taxonomy", "Form", "load_form", "Scheme", "load_scheme",
    ),
    "Showing items and reading answers": ("present", "prompt", "parse"),
    "Grading": (
        "grade", "grade_all", "ItemScore", "CriterionScore", "guess", "guesses", "Guess",
        "Grader", "GradingTools", "Verdict",
    ),
    "Records": (
        "read_responses", "iter_responses", "ResponseRecord", "mark_duplicates",
        "read_marks", "Mark", "read_scores", "iter_scores", "write_scores",
        "read_roster", "Roster", "RosterEntry", "attendance", "Attendance",
    ),
    "Marking by people": ("review_queue", "ReviewGroup", "double_marking", "DoubleMarking"),
    "Rubrics": (
        "check_rubrics", "rubric_report", "RubricReport", "propose_changes", "accept_changes",
        "Proposal",
    ),
    "Reports": ("report", "Report"),
    "Item analysis": (
        "analyze", "Analysis", "ScoreMatrix", "read_score_table", "read_choice_table",
    ),
    "Lint and coverage": ("lint", "Problem", "coverage"),
    "Errors": (
        "MLInterviewError", "BankError", "InvalidResponseError", "UnknownNameError",
        "SchemeError", "FormError", "RecordsError", "ExpressionError", "MissingExtraError",
        "ResourceError", "RubricError",
    ),
}  # fmt: skip


def page() -> str:
    """The whole page."""
    public_names = [name for name in mli.__all__ if name != "__version__"]
    placed = {name for names in GROUPS.values() for name in names}
    groups = {title: [n for n in names if n in public_names] for title, names in GROUPS.items()}
    groups["Other"] = [name for name in public_names if name not in placed]
    parts = [HEAD]
    for title, names in groups.items():
        if not names:
            continue
        parts.append(f"## {title}\n")
        parts += [entry(name) for name in names]
    return "\n".join(parts)


def entry(name: str) -> str:
    """Heading, signature and summary of one public name."""
    value = getattr(mli, name)
    value = getattr(value, name) if inspect.ismodule(value) else value  # a package named alike
    node = ast.parse(textwrap.dedent(inspect.getsource(value))).body[0]
    lines = [f"### {name}\n", "```python"]
    if isinstance(node, ast.ClassDef):
        lines += list(class_lines(node))
        text = "\n\n".join(filter(None, [described(value), members(node)]))
    elif isinstance(node, ast.FunctionDef):
        lines += signature(node)
        text = described(value)
    else:
        raise SystemExit(f"neither class nor function: {name}")
    return "\n".join([*lines, "```", "", text, ""])


def members(node: ast.ClassDef) -> str:
    """What methods and properties are for: the first line of their docstrings."""
    found = []
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and shown(part):
            summary = ast.get_docstring(part) or ""
            first = summary.split("\n\n")[0].replace("\n", " ")
            call = part.name if is_property(part) else f"{part.name}()"
            found.append(f"- `{call}`: {marked(first)}")
    return "\n".join(["**Members**", "", *found]) if found else ""


def marked(text: str) -> str:
    """RST literals as Markdown ones."""
    return re.sub(r"``(.+?)``", r"`\1`", text)


def signature(node: ast.FunctionDef, indent: str = "") -> list[str]:
    """``def name(...) -> ...``, one argument a line where it is long; without the body."""
    head = f"{indent}def {node.name}"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    arguments = split_arguments(node.args)
    line = f"{head}({', '.join(arguments)}){returns}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{head}(", *(f"{indent}    {one}," for one in arguments), f"{indent}){returns}"]


def split_arguments(arguments: ast.arguments) -> list[str]:
    """Each argument as it is written, with the ``*`` between positional and keyword ones."""
    found: list[str] = []
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    for one, default in zip(positional, [*defaults, *arguments.defaults], strict=True):
        found.append(written(one, default))
    if arguments.vararg:
        found.append("*" + ast.unparse(arguments.vararg))
    elif arguments.kwonlyargs:
        found.append("*")
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(written(one, default))
    return found + (["**" + ast.unparse(arguments.kwarg)] if arguments.kwarg else [])


def written(one: ast.arg, default: ast.expr | None) -> str:
    sign = " = " if one.annotation else "="
    return ast.unparse(one) + (f"{sign}{ast.unparse(default)}" if default is not None else "")


def is_property(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(one) in ("property", "cached_property") for one in node.decorator_list)


def class_lines(node: ast.ClassDef) -> Iterator[str]:
    """The class line, its fields, and the signatures of its public methods."""
    bases = [base for base in map(ast.unparse, node.bases) if public(base)]
    yield f"class {node.name}" + (f"({', '.join(bases)})" if bases else "")
    for part in node.body:
        if isinstance(part, ast.AnnAssign) and not ast.unparse(part.target).startswith("_"):
            yield f"    {ast.unparse(part.target)}: {ast.unparse(part.annotation)}{default(part)}"
        elif isinstance(part, ast.FunctionDef) and shown(part):
            if is_property(part) and part.returns:
                yield f"    {part.name}: {ast.unparse(part.returns)}  # read-only"
            else:
                yield from signature(part, "    ")


def public(base: str) -> bool:
    """Whether a base class says something to users."""
    name = base.partition("[")[0]
    return name in mli.__all__ or name in ("Mapping", "Protocol") or name.endswith("Error")


def default(part: ast.AnnAssign) -> str:
    """The default of a field, where it is a plain value."""
    if part.value is None:
        return ""
    try:
        return f" = {ast.literal_eval(part.value)!r}"
    except ValueError:
        keywords = part.value.keywords if isinstance(part.value, ast.Call) else []
        given = {one.arg: one.value for one in keywords}
        return f" = {ast.unparse(given['default'])}" if "default" in given else ""


def shown(node: ast.FunctionDef) -> bool:
    """Whether a method is for users: not private, no validator, not what every mapping has."""
    decorators = " ".join(ast.unparse(one) for one in node.decorator_list)
    hidden = any(word in decorators for word in ("validator", "serializer", "abstractmethod"))
    return not node.name.startswith("_") and not hidden


def described(value: Any) -> str:
    """The docstring without its examples, in Markdown."""
    text = inspect.getdoc(value) or ""
    text = re.sub(r"(?ms)^>>> .*?(?:\n\n|\Z)", "", text).rstrip()
    text = marked(text)
    lines: list[str] = []
    section = ""
    for line in text.splitlines():
        if line in ("Args:", "Attributes:", "Returns:", "Raises:"):
            section = line.rstrip(":")
            lines += [f"**{section}**", ""]
        elif section == "Returns" and line.startswith("    "):
            lines.append(line.strip())
        elif section and re.match(r"    \S", line):
            lines.append(item_line(line.strip()))
        elif section and line.startswith("        "):
            lines.append("  " + line.strip())
        else:
            section = section if not line.strip() else ""
            lines.append(line)
    return "\n".join(lines).replace("\n\n\n", "\n\n")


def item_line(line: str) -> str:
    """``name: meaning`` as an entry of a list."""
    name, colon, meaning = line.partition(": ")
    if colon and re.fullmatch(r"[\w., |]+", name):
        return f"- `{name}`: {meaning}"
    return f"- {line}"


def main() -> int:
    """Write the page, or with ``--check`` compare it."""
    if "--check" in sys.argv[1:]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        print(f"{PAGE}: {'up to date' if current else 'out of date'}")
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
