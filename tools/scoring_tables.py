"""Fill in the tables of docs/guides/scoring.md with what the library gives.

The page marks each table with ``<!-- table: NAME -->`` and ``<!-- end -->``.

    python tools/scoring_tables.py            writes the tables into the page
    python tools/scoring_tables.py --check    exits 1 if a table is out of date
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import mlinterview as mli
from mlinterview._intervals import effective_count, share_interval
from mlinterview.graders._numbers import NumberError, read_number
from mlinterview.model.scheme import MatchingPolicy, MultiSelectPolicy, OrderingPolicy

PAGE = Path(__file__).parent.parent / "docs" / "guides" / "scoring.md"
_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def scheme(format_name: str, **settings: Any) -> mli.Scheme:
    """A scheme with these settings for one format, and everything else as usual."""
    return mli.Scheme.model_validate({"name": "x", "formats": {format_name: settings}})


def multi_select(n: int, correct: int) -> mli.Item:
    """An item with options a, b, c ..., the first ``correct`` of them right."""
    options = [{"id": name, "text": name, "correct": i < correct} for i, name in letters(n)]
    return mli.make_item({"id": "x", "format": "multi_select", "stem": "x", "options": options})


def ordering(n: int, before: Sequence[str] | None = None) -> mli.Item:
    """An item with the key a, b, c ...; ``before`` as ``ab`` for a before b."""
    source: dict[str, Any] = {"id": "x", "format": "ordering", "stem": "x"}
    source["steps"] = [{"id": name, "text": name} for _, name in letters(n)]
    if before:
        source["before"] = [list(pair) for pair in before]
    return mli.make_item(source)


def letters(n: int) -> list[tuple[int, str]]:
    return list(enumerate("abcdefghij"[:n]))


def share(item: mli.Item, response: Any, with_scheme: mli.Scheme) -> float | None:
    return mli.grade(item, response, scheme=with_scheme).share


def number(value: float | None) -> str:
    """Four decimals without idle zeros, five where they are exact; a dash for what is undefined."""
    if value is None:
        return "–"
    digits = 5 if round(value, 5) == value else 4
    return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace("-", "−")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def golden() -> str:
    """Blank, everything ticked and the mean over all subsets, for five options."""
    rows = []
    for policy in get_args(MultiSelectPolicy):
        cells = []
        for correct in (1, 2, 3, 4):
            found = mli.guess(
                multi_select(5, correct), scheme=scheme("multi_select", policy=policy)
            )
            cells.append(" / ".join(map(number, (found.blank, found.all, found.mean))))
        rows.append([f"`{policy}`", *cells])
    return table(["policy", *(f"C = {c}" for c in (1, 2, 3, 4))], rows)


def edges() -> str:
    """No option right, and no option wrong."""
    rows = []
    for policy in get_args(MultiSelectPolicy):
        with_policy = scheme("multi_select", policy=policy)
        none, every = multi_select(5, 0), multi_select(5, 5)
        cells = [
            share(none, [], with_policy), share(none, ["a"], with_policy),
            mli.guess(none, scheme=with_policy).mean,
            share(every, [], with_policy), share(every, ["a", "b", "c"], with_policy),
            share(every, list("abcde"), with_policy), mli.guess(every, scheme=with_policy).mean,
        ]  # fmt: skip
        rows.append([f"`{policy}`", *map(number, cells)])
    head = ["policy", "C=0: `[]`", "C=0: one ticked", "C=0: guess"]
    return table([*head, "W=0: `[]`", "W=0: 3 ticked", "W=0: all", "W=0: guess"], rows)


def responses() -> str:
    """Some responses to five options of which a and b are right."""
    given = ["a", "ab", "ac", "abc", "abcd", "cd"]
    rows = []
    for policy in get_args(MultiSelectPolicy):
        with_policy = scheme("multi_select", policy=policy)
        item = multi_select(5, 2)
        rows.append(
            [f"`{policy}`", *(number(share(item, list(ticked), with_policy)) for ticked in given)]
        )
    return table(["policy", *(f"`{', '.join(ticked)}`" for ticked in given)], rows)


def floors() -> str:
    """The rules that can go below 0, with both floors."""
    item, rows = multi_select(5, 2), []
    for policy in get_args(MultiSelectPolicy):
        if policy.startswith("exams_"):
            cells = [
                number(
                    share(item, list(ticked), scheme("multi_select", policy=policy, floor=floor))
                )
                for floor in (0, -1)
                for ticked in ("cd", "cde", "ac")
            ]
            rows.append([f"`{policy}`", *cells])
    head = [f"floor {f}: `{t}`" for f in ("0", "−1") for t in ("c, d", "c, d, e", "a, c")]
    return table(["policy", *head], rows)


def choice() -> str:
    """Single choice and true/false: what a wrong answer and a guess earn."""
    rows = []
    for n in (2, 3, 4, 5):
        options = [{"id": name, "text": name, "correct": i == 0} for i, name in letters(n)]
        item = mli.make_item(
            {"id": "x", "format": "single_choice", "stem": "x", "options": options}
        )
        cells = []
        for penalty in (0, 0.25, "chance"):
            with_penalty = scheme("single_choice", penalty=penalty)
            mean = mli.guess(item, scheme=with_penalty).mean
            cells += [number(share(item, "b", with_penalty)), number(mean)]
        rows.append([f"{n}", *cells])
    head = [
        f"penalty {p}: {what}" for p in ("0", "0.25", "`chance`") for what in ("wrong", "guess")
    ]
    return table(["options", *head], rows)


def matching() -> str:
    """Matching: what a random complete assignment earns on average."""
    rows = []
    for options in (3, 4, 5, 6):
        for count in (3, 4):
            item = mli.make_item({
                "id": "x", "format": "matching", "stem": "x",
                "rows": [{"id": f"r{i}", "text": f"r{i}", "match": "a"} for i in range(count)],
                "options": [{"id": name, "text": name} for _, name in letters(options)],
            })  # fmt: skip
            means = [
                mli.guess(item, scheme=scheme("matching", policy=policy)).mean
                for policy in get_args(MatchingPolicy)
            ]
            rows.append([f"{count}", f"{options}", *map(number, means)])
    return table(["rows", "options", *(f"`{p}`: guess" for p in get_args(MatchingPolicy))], rows)


def orders() -> str:
    """Responses to the key a, b, c, d, and what a random order earns."""
    given = ["bacd", "dabc", "adbc", "acdb", "dcba"]
    rows = []
    for policy in get_args(OrderingPolicy):
        with_policy = scheme("ordering", policy=policy)
        cells = [number(share(ordering(4), list(order), with_policy)) for order in given]
        means = [number(mli.guess(ordering(n), scheme=with_policy).mean) for n in (3, 4, 5, 6)]
        rows.append([f"`{policy}`", *cells, *means])
    guesses = [f"guess, n = {n}" for n in (3, 4, 5, 6)]
    return table(["policy", *(f"`{order}`" for order in given), *guesses], rows)


def partial_orders() -> str:
    """a before b and c, both before d."""
    item, given = ordering(4, ["ab", "ac", "bd", "cd"]), ["abcd", "acbd", "badc", "dcba"]
    rows = []
    for policy in get_args(OrderingPolicy):
        with_policy = scheme("ordering", policy=policy)
        cells = [number(share(item, list(order), with_policy)) for order in given]
        rows.append([f"`{policy}`", *cells, number(mli.guess(item, scheme=with_policy).mean)])
    return table(["policy", *(f"`{order}`" for order in given), "guess"], rows)


def numbers() -> str:
    """How typed numbers are read under either decimal mark."""
    typed = [
        "0.25", "0,25", "3,5", "1,234", "1.234", "1,234.5", "1.234,5", "1 234", "2.5e-1",
        "2.5×10^-1", "−3", "1/4", "25%", "12 ms", "about 3", "3 to 4", "nan", "1/0", "1e999",
    ]  # fmt: skip
    rows = []
    for text in typed:
        cells = []
        for mark in (".", ","):
            try:
                found = read_number(text, decimal_mark=mark)  # type: ignore[arg-type]
            except NumberError as error:
                cells.append(f"invalid: {str(error).replace('|', ' ')}")
                continue
            said = number(float(found.value)) + (" per cent" if found.percent else "")
            said += f" {found.unit}" if found.unit else ""
            if found.other is not None:
                said += f", or else {number(float(found.other))}"
            cells.append(said)
        rows.append([f"`{text}`", *cells])
    return table(["typed", '`decimal_mark: "."`', '`decimal_mark: ","`'], rows)


def folds() -> str:
    """Short answers beside what is accepted: what is the same, and what a person should look at."""
    pairs = [
        ("Batch  Normalization", "batch normalization"), ("k-means", "K means"),
        ("“early stopping”", "'early stopping'"), ("dropout.", "dropout"), ("C++", "C"),
        ("-1", "1"), ("x^2", "x2"), ("L1", "L2"), ("preciison", "precision"),
        ("naïve Bayes", "naive Bayes"), ("F1-score", "F1 score"), ("recal", "recall"),
        ("lasso", "lassos"), ("variance", "covariance"),
    ]  # fmt: skip
    rows = []
    for typed, accepted in pairs:
        item = mli.make_item(
            {"id": "x", "format": "short_answer", "stem": "x", "accept": [accepted]}
        )
        score = mli.grade(item, typed)
        said = "right" if score.points else "wrong"
        rows.append([f"`{typed}`", f"`{accepted}`", score.status if score.provisional else said])
    return table(["typed", "accepted", "score"], rows)


def schemes() -> str:
    """What the bundled schemes set."""
    found = [mli.load_scheme(name) for name in ("standard", "strict", "r-exams")]

    def settings(one: mli.Scheme, format_name: str) -> str:
        given = one.settings(format_name).model_dump()
        return ", ".join(f"{key} {value:g}" if isinstance(value, (int, float)) else f"`{value}`"
                         for key, value in given.items()) or "–"  # fmt: skip

    names = list(type(found[0].formats).model_fields)
    rows = [[f"`{name}`", *(settings(one, name) for one in found)] for name in names]
    rows = [row for row in rows if set(row[1:]) != {"–"}]
    rows.append(["decimal mark", *(f"`{one.decimal_mark}`" for one in found)])
    for key in ("floor", "round", "pass_", "bands"):
        cells = []
        for one in found:
            value = getattr(one.total, key)
            shown = ", ".join(f"{k} {v}" for k, v in value.items()) if key == "bands" else value
            cells.append("off" if shown in (None, "") else str(shown))
        rows.append([f"total: {key.rstrip('_')}", *cells])
    rows.append(
        ["mastery", *(", ".join(f"{k} {v}" for k, v in one.mastery.items()) for one in found)]
    )
    return table(["", *(f"`{one.name}`" for one in found)], rows)


def intervals() -> str:
    """Intervals for some shares and numbers of equal items, and for unequal ones."""
    rows = []
    for right, n in ((0, 5), (3, 5), (5, 5), (8, 10), (16, 20), (40, 50), (80, 100)):
        low, high = share_interval(right / n, n)
        rows.append([f"{right} of {n}", number(right / n), f"{n}", f"{low:.6f} to {high:.6f}"])
    for points, weights in ((5, [4, 1, 1]), (8, [5, 1, 1, 1, 1, 1])):
        n_eff = effective_count([float(weight) for weight in weights])
        total = sum(weights)
        low, high = share_interval(points / total, n_eff)
        items = f"{points} of {total}, items of {', '.join(map(str, weights))}"
        rows.append([items, number(points / total), number(n_eff), f"{low:.6f} to {high:.6f}"])
    return table(["points", "share", "n_eff", "95% interval"], rows)


TABLES: dict[str, Callable[[], str]] = {
    "golden": golden, "edges": edges, "responses": responses, "floors": floors,
    "choice": choice, "matching": matching, "orders": orders, "partial_orders": partial_orders,
    "numbers": numbers, "folds": folds, "schemes": schemes, "intervals": intervals,
}  # fmt: skip


def filled(text: str) -> str:
    """The page with every table as the library gives it."""
    used = {match[2] for match in _TABLE.finditer(text)}
    if used != set(TABLES):
        raise SystemExit(f"tables missing from or unknown to the page: {used ^ set(TABLES)}")
    return _TABLE.sub(lambda match: f"{match[1]}\n{TABLES[match[2]]()}\n\n{match[3]}", text)


def main() -> int:
    """Write the tables, or with ``--check`` compare them."""
    text = PAGE.read_text(encoding="utf-8")
    if "--check" in sys.argv[1:]:
        print(f"{PAGE}: {'up to date' if filled(text) == text else 'out of date'}")
        return 0 if filled(text) == text else 1
    PAGE.write_text(filled(text), encoding="utf-8", newline="\n")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
