"""``mlinterview report``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from mlinterview.cli import _options as shared
from mlinterview.cli._run import UNGRADED, Stop, print_json, say

_SUFFIXES = {"text": "txt", "json": "json", "html": "html", "md": "md", "csv": "csv"}


@click.command("report", epilog="Example: mlinterview report scores.jsonl --by topic --to md")
@click.argument(
    "scores", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--by", help="Comma-separated: category, area, topic, task, skill, role ...")
@click.option("--form", "forms", multiple=True, metavar="FORM", help="The form; may be repeated.")
@shared.scheme_option
@click.option("--to", type=click.Choice(list(_SUFFIXES)), default="text", show_default=True)
@click.option("--examinee", metavar="NAME", help="Only this person.")
@click.option(
    "--audience",
    type=click.Choice(["examinee", "instructor"]),
    default="instructor",
    show_default=True,
    help="The examinee's report hides keys.",
)
@click.option(
    "--each",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write one file a person into DIR.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write to a file instead of stdout.")
@shared.force_option
@shared.bank_option
@shared.json_option
def command(
    scores: Path,
    by: str | None,
    forms: tuple[str, ...],
    scheme: str | None,
    to: str,
    examinee: str | None,
    audience: str,
    each: Path | None,
    out: Path | None,
    force: bool,
    bank_dir: Path | None,
    as_json: bool,
) -> None:
    """Report on the scores that `grade --out` wrote: by topic, with intervals."""
    from mlinterview.errors import RecordsError, UnknownNameError
    from mlinterview.reports import report
    from mlinterview.store import read_scores

    bank = shared.open_bank(bank_dir)
    opened = [shared.open_form(name, bank) for name in forms]
    found = read_scores(scores)
    for problem in found.problems:
        say(str(problem))
    if not found:
        raise RecordsError(f"{scores}: no score that could be read")
    people = list(dict.fromkeys(score.examinee_id for score in found))
    if examinee is not None and examinee not in people:
        raise UnknownNameError("examinee", examinee, [name for name in people if name])
    named = scheme or next((form.scheme for form in opened if form.scheme), None)
    if named is None:
        used = {score.scheme for score in found}
        named = used.pop() if len(used) == 1 else bank.scheme

    def make(person: str | None, one: bool) -> str:
        mine = [score for score in found if score.examinee_id == person] if one else found
        made = report(
            mine,
            bank=bank,
            scheme=named,
            form=opened or None,
            **({"by": [kind.strip() for kind in by.split(",")]} if by else {}),
        )
        if to == "json":
            return made.model_dump_json(indent=2) + "\n"
        if to == "html":
            return made.to_html(audience=audience)
        if to == "md":
            return made.to_markdown(audience=audience)
        if to == "csv":
            return made.to_csv()
        return made.to_text(
            width=shared.width(), color=shared.color() and out is None, audience=audience
        )

    if as_json:
        import json

        to = "json"
        if each is not None or out is not None:
            raise click.UsageError("--json prints on stdout; use --to json with --each or --out")
        print_json(json.loads(make(examinee, examinee is not None)))
    elif each is not None:
        _write_each(each, people if examinee is None else [examinee], make, _SUFFIXES[to], force)
    elif out is not None and str(out) != "-":
        shared.output_path(out, force)
        out.write_text(make(examinee, examinee is not None), encoding="utf-8", newline="")
        click.echo(str(out))
    else:
        click.echo(make(examinee, examinee is not None).rstrip("\n"))
    if found.problems:
        raise Stop(UNGRADED)


def _write_each(
    folder: Path,
    people: Sequence[str | None],
    make: Callable[[str | None, bool], str],
    suffix: str,
    force: bool,
) -> None:
    """One file a person, named after them as far as file systems allow."""
    import re

    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    paths = []
    for number, person in enumerate(people, 1):
        stem = re.sub(r"[^\w@.+-]+", "_", person or "report").strip("._")[:80] or f"person-{number}"
        if stem.lower() in taken:
            stem = f"{stem}-{number}"
        taken.add(stem.lower())
        paths.append((person, folder / f"{stem}.{suffix}"))
    for _, path in paths:
        shared.output_path(path, force)
    for person, path in paths:
        path.write_text(make(person, True), encoding="utf-8", newline="")
    click.echo(f"{len(paths)} files in {folder}")
