"""Writes the JSON Schemas that the headers of bank files name, so that editors check the files."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mlinterview.bank.schema import (
    blueprint_json_schema,
    form_json_schema,
    item_json_schema,
    role_json_schema,
    scheme_json_schema,
)

ROOT = Path(__file__).resolve().parent.parent
FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "questions/items.schema.json": lambda: item_json_schema(file=True),
    "questions/form.schema.json": form_json_schema,
    "questions/blueprint.schema.json": blueprint_json_schema,
    "graders/role.schema.json": role_json_schema,
    "graders/scheme.schema.json": scheme_json_schema,
}


def text(name: str) -> str:
    """What the file is to hold."""
    return json.dumps(FILES[name](), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write all of them."""
    for name in FILES:
        (ROOT / name).write_text(text(name), encoding="utf-8", newline="\n")
        print(name)


if __name__ == "__main__":
    sys.exit(main())
