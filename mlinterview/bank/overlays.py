"""What a bank has beside its items, laid over what comes with the library.

Marking schemes, the taxonomy and the lexicon: the same name replaces, new ones are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from mlinterview._resources import bundled_root
from mlinterview._text import fold
from mlinterview.bank._faults import fault
from mlinterview.bank._files import model_file, read_model, shown_path
from mlinterview.bank._yaml import Document, read_yaml
from mlinterview.bank.bank import Bank
from mlinterview.errors import FormError, ResourceError, SchemeError, UnknownNameError
from mlinterview.model._base import ItemId, Model, Name, PositiveWhole, Share, Text
from mlinterview.model.confidence import ConfidenceMap
from mlinterview.model.form import Form
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.problem import Problem
from mlinterview.model.scheme import Scheme
from mlinterview.model.taxonomy import Taxonomy

__all__ = [
    "bundled_confidence",
    "bundled_lexicon",
    "bundled_schemes",
    "bundled_taxonomy",
    "form_of",
    "load_form",
    "load_scheme",
    "read_confidence",
    "read_lexicon",
    "read_schemes",
    "yaml_files",
]


def load_form(path: str | Path) -> Form:
    """A form from a file; its id is the file's name where it has none.

    Raises:
        FormError: it cannot be read; every fault is listed.
    """
    problems: list[Problem] = []
    form = form_of(read_yaml(Path(path)), Path(path), problems)
    if form is None:
        raise FormError(problems)
    return form


def load_scheme(name: str | Path, bank: Bank | None = None) -> Scheme:
    """A scheme by name (the bank's own, then the bundled ones) or from a file.

    Raises:
        UnknownNameError: no scheme has that name, and no such file is there.
        SchemeError: the file has faults; every one is listed.
    """
    name = str(name)
    known = {**bundled_schemes(), **(bank.schemes if bank is not None else {})}
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or "/" in name or "\\" in name:
        if not path.is_file():
            raise UnknownNameError("scheme file", name)
        problems: list[Problem] = []
        scheme = _read_scheme(path, known.get("standard"), problems)
        if scheme is None:
            raise SchemeError(problems)
        return scheme
    raise UnknownNameError("scheme", name, list(known))


@cache
def bundled_schemes() -> Mapping[str, Scheme]:
    """The schemes that come with the library, by name."""
    problems: list[Problem] = []
    schemes = read_schemes(bundled_root(), problems)
    if problems:
        raise SchemeError(problems)
    return schemes


@cache
def bundled_taxonomy() -> Taxonomy:
    """The map that comes with the library."""
    problems: list[Problem] = []
    root = bundled_root()
    taxonomy = model_file(Taxonomy, root / "questions" / "taxonomy.yaml", problems, root=root)
    if taxonomy is None:
        raise ResourceError("\n".join(map(str, problems)))
    return taxonomy


@cache
def bundled_lexicon() -> Lexicon:
    """The lexicon that comes with the library."""
    from mlinterview.bank._kept import kept_lexicon

    root = bundled_root()

    def read() -> Lexicon:
        problems: list[Problem] = []
        lexicon = read_lexicon(root, problems)
        if problems:
            raise ResourceError("\n".join(map(str, problems)))
        return lexicon

    return kept_lexicon(root, read)


@cache
def bundled_confidence() -> ConfidenceMap:
    """How often the engine is right on the answers that come with the library."""
    problems: list[Problem] = []
    confidence = read_confidence(bundled_root(), problems)
    if problems:
        raise ResourceError("\n".join(map(str, problems)))
    return confidence or ConfidenceMap()


def form_of(
    document: Document, path: Path, problems: list[Problem], root: Path | None = None
) -> Form | None:
    """The form that a file holds; None, and its faults among ``problems``, where it is none."""
    name = path.name.split(".")[0]
    return read_model(
        Form,
        document,
        shown_path(path, root),
        problems,
        complete=lambda raw: {"id": name, **raw},
    )


def read_schemes(
    root: Path, problems: list[Problem], known: Mapping[str, Scheme] | None = None
) -> dict[str, Scheme]:
    """The schemes of a bank laid over those already known."""
    schemes = dict(known or {})
    places: dict[str, Path] = {}
    paths = yaml_files(root / "graders" / "schemes")
    # the others take what they leave out from standard, so it is read first
    for path in sorted(paths, key=lambda path: path.stem != "standard"):
        scheme = _read_scheme(path, schemes.get("standard"), problems, root)
        if scheme is None:
            continue
        if scheme.name in places:
            first = shown_path(places[scheme.name], root)
            message = f"the scheme {scheme.name!r} stands already in {first}; that one stays"
            problems.append(fault(message, file=shown_path(path, root), where="name"))
            continue
        places[scheme.name] = path
        schemes[scheme.name] = scheme
    return schemes


def _read_scheme(
    path: Path, standard: Scheme | None, problems: list[Problem], root: Path | None = None
) -> Scheme | None:
    def complete(raw: dict[str, Any]) -> dict[str, Any]:
        base: dict[str, Any] = {}
        if standard is not None:
            base = standard.model_dump(by_alias=True, exclude={"title", "description"})
        base["name"] = path.stem
        # names of levels and bands make a list of their own, which is not mixed with another
        if "mastery" in raw:
            base.pop("mastery", None)
        if isinstance(raw.get("total"), dict) and "bands" in raw["total"]:
            base.get("total", {}).pop("bands", None)
        merged: dict[str, Any] = _merged(base, raw)
        return merged

    return model_file(Scheme, path, problems, root=root, complete=complete)


def _merged(base: Any, over: Any) -> Any:
    """``over`` laid over ``base``, mapping by mapping."""
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}


class _LexiconFile(Model):
    """A file of the lexicon."""

    terms: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    confusable: tuple[tuple[Text, ...], ...] = ()
    classes: dict[Name, tuple[Text, ...]] = Field(default_factory=dict)
    poles: tuple[dict[Name, tuple[Text, ...]], ...] = ()
    cased: tuple[Text, ...] = ()

    @field_validator("poles", mode="after")
    @classmethod
    def _pairs(cls, poles: Any) -> Any:
        for pair in poles:
            if len(pair) != 2:
                raise ValueError(f"two opposite poles expected, found {len(pair)}")
        return poles


def read_lexicon(root: Path, problems: list[Problem], known: Lexicon | None = None) -> Lexicon:
    """The lexicon of a bank laid over the one already known."""
    known = known or Lexicon()
    terms, classes = dict(known.terms), dict(known.classes)
    poles, opposites = dict(known.poles), dict(known.opposites)
    pairs, cased = set(known.confusable), set(known.cased)
    for path in yaml_files(root / "graders" / "lexicon"):
        read = model_file(_LexiconFile, path, problems, root=root)
        if read is None:
            continue
        terms.update(read.terms)
        classes.update(read.classes)
        cased.update(read.cased)
        for (one, words), (other, against) in (tuple(pair.items()) for pair in read.poles):
            poles.update({one: words, other: against})
            opposites.update({one: other, other: one})
        for group in read.confusable:
            folded = [fold(word) for word in group]
            pairs.update(
                frozenset((one, other)) for one in folded for other in folded if one != other
            )
    return Lexicon(terms, frozenset(pairs), classes, poles, opposites, frozenset(cased))


class _ConfidenceFile(Model):
    """``graders/confidence.yaml``, which ``rubric report --write`` makes."""

    engine: Text
    knots: tuple[tuple[Share, Share], ...] = ()
    answers: dict[ItemId, PositiveWhole] = Field(default_factory=dict)

    @field_validator("knots", mode="after")
    @classmethod
    def _rising(cls, knots: Any) -> Any:
        for (left, low), (right, high) in pairwise(knots):
            if not (left < right and low <= high):
                raise ValueError(f"knots that rise expected, found {(left, low)}, {(right, high)}")
        return knots


def read_confidence(
    root: Path, problems: list[Problem], known: ConfidenceMap | None = None
) -> ConfidenceMap | None:
    """The bank's own map from sureness to probability; None where it has none.

    Numbers of answers are added to those already known.
    """
    path = root / "graders" / "confidence.yaml"
    if not path.is_file():
        return None
    read = model_file(_ConfidenceFile, path, problems, root=root)
    if read is None:
        return None
    answers = {**(known.answers if known is not None else {}), **read.answers}
    knots = read.knots or (known.knots if known is not None else ())
    return ConfidenceMap(tuple((float(x), float(y)) for x, y in knots), answers)


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files in a folder, by name; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
    ]
