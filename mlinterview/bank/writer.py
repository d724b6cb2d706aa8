"""Items back into YAML, so that reading what was written gives the same items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

from mlinterview.model.item import Item

__all__ = ["dump_items", "dump_yaml"]


#: keys that stand without quotes, unless they would be read as a boolean or null
_SIMPLE = re.compile("[A-Za-z_][A-Za-z0-9_-]*")


class _Dumper(yaml.SafeDumper):
    """Block scalars for text of several lines, quotes around what YAML would read as no text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # a block scalar cannot hold every text: no control characters, no spaces before a line's end
    lines = text.split("\n")
    plain = all(char.isprintable() or char == "\n" for char in text)
    block = len(lines) > 1 and plain and all(line == line.rstrip() for line in lines)
    if block and lines[0] == lines[0].lstrip() and lines[0]:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


def _key(dumper: yaml.SafeDumper, mapping: dict[Any, Any]) -> yaml.Node:
    pairs = []
    for name, value in mapping.items():
        style = None if _SIMPLE.fullmatch(str(name)) else '"'
        key = dumper.represent_scalar("tag:yaml.org,2002:str", str(name), style=style)
        pairs.append((key, dumper.represent_data(value)))
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _key)


def dump_yaml(value: Any) -> str:
    """``value`` (mappings, lists, text, numbers, booleans) as YAML that reads back the same."""
    return yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )


def dump_items(items: Iterable[Item]) -> str:
    """The items as the text of a bank file; loading it gives equal items.

    >>> import mlinterview as mli
    >>> print(mli.dump_items([mli.load_bank()["loss-for-task"]]).splitlines()[0])
    - id: "loss-for-task"
    """
    return dump_yaml([item.as_written() for item in items])
