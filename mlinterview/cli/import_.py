"""``mlinterview import``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import PROBLEMS, UNGRADED, Stop, print_json, say
from mlinterview.interchange.kinds import READERS

if TYPE_CHECKING:
    from mlinterview.interchange import Imported, Reading

_CATEGORY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MOST_PLACES = 6


@click.command(
    "import",
    epilog="Example: mlinterview import quiz.xml --from moodle-xml --out my-bank",
)
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--from",
    "kind",
    type=click.Choice(list(READERS)),
    help="What the file is (default: told from its content and name).",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The bank to write: a new one, or one that gets a file more.",
)
@click.option("--topic", "topics", multiple=True, metavar="ID", help="A topic for every question.")
@click.option("--category", default="imported", metavar="ID", help="Their folder (imported).")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="WHAT=HEADING",
    help="For tables: the column that holds something, such as question=Prompt.",
)
@shared.force_option
@shared.json_option
def command(
    file: str,
    kind: str | None,
    out: Path,
    topics: tuple[str, ...],
    category: str,
    columns: tuple[str, ...],
    force: bool,
    as_json: bool,
) -> None:
    """Read questions of another system into a bank.

    They come as drafts; what became no question is listed with its place and the reason.
    """
    from mlinterview.interchange.banking import ids_in_use, items_file, write_bank
    from mlinterview.interchange.importing import read_questions

    if not _CATEGORY.fullmatch(category):
        raise click.UsageError(f"--category takes small letters, digits and _, found {category!r}")
    if file != "-" and not Path(file).is_file():
        raise click.UsageError(f"no file at {file}")
    name = "standard-input" if file == "-" else file
    target = items_file(out, category, name)
    if target.exists() and not force:
        raise click.UsageError(f"{target} exists; --force overwrites it")
    _check_topics(out, topics)
    reading = read_questions(
        file,
        kind,
        topics=topics,
        taken=ids_in_use(out, target if target.exists() else None),
        columns=_columns(columns),
    )
    written: tuple[Path, ...] = ()
    if reading.items:
        written = write_bank(reading, out, name=name, category=category, force=force)
    if as_json:
        print_json(_document(file, reading, written))
    else:
        _tell(reading, written, out)
    if not reading.items:
        raise Stop(PROBLEMS)
    if reading.skipped:
        raise Stop(UNGRADED)


def _check_topics(out: Path, topics: tuple[str, ...]) -> None:
    from mlinterview.bank.loader import load_bank
    from mlinterview.errors import UnknownNameError

    if not topics:
        return
    bank = load_bank(out if (out / "questions").is_dir() else None, strict=False)
    known = bank.taxonomy.ids("topic")
    for topic in topics:
        if topic not in known:
            raise UnknownNameError("topic", topic, list(known))


def _columns(given: tuple[str, ...]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for pair in given:
        what, sign, heading = pair.partition("=")
        if not sign or not what.strip() or not heading.strip():
            raise click.UsageError(f"--map takes WHAT=HEADING, found {pair!r}")
        found[what.strip()] = heading.strip()
    return found or None


def _document(file: str, reading: Reading, written: tuple[Path, ...]) -> dict[str, object]:
    return {
        "file": file,
        "format": reading.kind,
        "items": len(reading.items),
        "ids": [each.source["id"] for each in reading.items],
        "written": [str(path) for path in written],
        "skipped": [{"place": each.place, "reason": each.reason} for each in reading.skipped],
        "notes": [
            {"item": each.source["id"], "place": each.place, "note": note}
            for each in reading.items
            for note in each.notes
        ],
    }


def _tell(reading: Reading, written: tuple[Path, ...], out: Path) -> None:
    for note, places in _grouped(reading.items).items():
        shown = ", ".join(places[:_MOST_PLACES])
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        say(f"Note: {note} ({shown}{more})")
    for each in reading.skipped:
        say(f"Skipped: {each.place}: {each.reason}")
    count, left = len(reading.items), len(reading.skipped)
    say(f"{count} question{'' if count == 1 else 's'} imported, {left} skipped ({reading.kind})")
    for path in written:
        click.echo(path)
    if not written:
        return
    click.echo("\nThey are drafts: read them, then set status to reviewed. Meanwhile:")
    click.echo(f"  mlinterview lint {out}")
    click.echo(f"  mlinterview practice --bank {out}")


def _grouped(items: tuple[Imported, ...]) -> dict[str, list[str]]:
    """The ids of the items that each note is about."""
    found: dict[str, list[str]] = {}
    for each in items:
        for note in each.notes:
            found.setdefault(note, []).append(str(each.source["id"]))
    return found
