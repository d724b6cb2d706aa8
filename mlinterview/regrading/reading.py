"""Files of decisions: read with every fault on one line, and written back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from mlinterview.bank.bank import Bank
from mlinterview.bank.writer import dump_yaml
from mlinterview.errors import RecordsError
from mlinterview.model.decision import Decision
from mlinterview.regrading._rulings import decision_fault
from mlinterview.store._documents import ListOf, Raw, Tree, expand_list, read_document
from mlinterview.store._files import Source, open_source
from mlinterview.store._json import DoubledKey
from mlinterview.store._lines import json_lines
from mlinterview.store._problems import ProblemList
from mlinterview.store._sequences import RecordFile
from mlinterview.store._settle import Items, settle
from mlinterview.store._shapes import shape_of
from mlinterview.store._validate import validated

__all__ = ["DecisionFile", "dump_decisions", "read_decisions"]

MAX_DOCUMENT = 5_000_000
_LIST = ListOf("decisions", "a decision with 'item' and 'action'")


class DecisionFile(RecordFile[Decision]):
    """What a file of decisions holds: a sequence of them, with ``problems`` for the rest."""


def read_decisions(
    path: str | Path, *, bank: Bank | None = None, others: Iterable[str] = ()
) -> DecisionFile:
    """The decisions of a YAML, JSON or JSON Lines file.

    A document is a list of decisions, one decision, or ``{by: NAME, date: DAY, decisions: [...]}``,
    whose other fields hold for all of them.

    Args:
        path: the file; ``-`` is standard input.
        bank: what the decisions are checked against: there is such an item, and an accepted
            response is one to it. None checks neither.
        others: items that the bank does not have any more, which can only be dropped.

    Raises:
        RecordsError: the file cannot be read at all.

    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "decisions.yaml"
    >>> _ = file.write_text("- {item: loss-for-task, action: drop, by: Kim}", encoding="utf-8")
    >>> [(one.item, one.action, one.by) for one in read_decisions(file)]
    [('loss-for-task', 'drop', 'Kim')]
    """
    items = Items(bank)
    gone = set(others)
    found: list[Decision] = []
    with ExitStack() as stack:
        source = stack.enter_context(open_source(path))
        problems = ProblemList(source.name)
        for raw in _raws(source, problems):
            decision = _decision(raw, items, problems)
            if decision is None:
                continue
            fault = decision_fault(decision, bank, others=gone) if bank is not None else None
            if fault is None:
                found.append(decision)
            else:
                problems.add(raw.line, fault, where=raw.where)
    return DecisionFile(source.name, found, problems.all())


def dump_decisions(decisions: Iterable[Decision]) -> str:
    """The decisions as the text of a YAML file that ``read_decisions`` reads.

    >>> from mlinterview import Decision
    >>> print(dump_decisions([Decision(item="loss-for-task", action="drop", by="Kim")]), end="")
    - item: "loss-for-task"
      action: "drop"
      by: "Kim"
    """
    entries = [one.model_dump(mode="json", exclude_defaults=True) for one in decisions]
    return dump_yaml(entries) if entries else "[]\n"


def _raws(source: Source, problems: ProblemList) -> Iterator[Raw]:
    shape = shape_of(source)
    if shape == "jsonl":
        for number, value in json_lines(source, problems):
            yield from expand_list(Tree(value), _LIST, problems, line=number)
        return
    if shape in ("csv", "xlsx"):
        found = shape.upper()
        raise RecordsError(f"{source.name}: decisions as YAML or JSON expected, found {found}")
    tree = read_document(
        source.read(MAX_DOCUMENT, "nobody decides so much"),
        json=shape == "json",
        file=source.name,
        problems=problems,
        declared=source.suffix == ".json",
    )
    yield from expand_list(tree, _LIST, problems)


def _decision(raw: Raw, items: Items, problems: ProblemList) -> Decision | None:
    fields: dict[str, Any] = dict(raw.fields)
    try:
        if fields.get("response") is not None:
            fields["response"] = settle(fields["response"], str(fields["item"]).strip(), items)
    except ValueError as error:
        problems.add(raw.line, str(error), where=raw.where)
        return None
    doubled = next((name for name, value in fields.items() if isinstance(value, DoubledKey)), None)
    if doubled is not None:
        problems.add(raw.line, f"the key {doubled!r} stands twice", where=raw.where)
        return None
    return validated(Decision, fields, raw, problems)
