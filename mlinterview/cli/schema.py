"""``mlinterview schema``."""

from __future__ import annotations

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import print_json


@click.command("schema", epilog="Example: mlinterview schema --of file > items.schema.json")
@click.option(
    "--of",
    "kind",
    type=click.Choice(["item", "file", "form", "blueprint", "scheme", "role"]),
    default="item",
    show_default=True,
    help="An item, a file of items, a form, a blueprint, a marking scheme or a role profile.",
)
@shared.json_option
def command(kind: str, as_json: bool) -> None:
    """Print the JSON Schema for editors (always JSON)."""
    from mlinterview.bank import schema

    print_json(
        {
            "item": schema.item_json_schema,
            "file": lambda: schema.item_json_schema(file=True),
            "form": schema.form_json_schema,
            "blueprint": schema.blueprint_json_schema,
            "scheme": schema.scheme_json_schema,
            "role": schema.role_json_schema,
        }[kind]()
    )
