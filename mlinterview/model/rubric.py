"""The rubric of a free-text item: what an answer must say, and how that is recognised."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator

from mlinterview.model._base import TEXT_SCHEMA, Model, Name, PositiveNumber, PositiveWhole, Text
from mlinterview.model._phrases import check_phrase, names_in
from mlinterview.model.content import unique_ids

__all__ = [
    "ENGINES",
    "AnswerStyle",
    "CalibrationAnswer",
    "Cap",
    "Concept",
    "Criterion",
    "Effect",
    "Evidence",
    "Grading",
    "Judged",
    "Misconception",
    "RedFlag",
    "Relation",
    "Rubric",
]

AnswerStyle = Literal["prose", "list", "formula"]
Grading = Literal["engine", "person"]
#: versions of the engine that this library can grade by; a rubric names one and keeps it
ENGINES = ("1",)
Engine = Literal["1"]

#: phrases of one rubric, and levels of its evidence trees
MOST_PHRASES = 4_000
_MOST_LEVELS = 12
_MOST_CHAINED = 50
#: a concept hides the class or pole that has its name
_ANOTHER_NAME = "; to use the lexicon's class of that name in it, give the concept another name"


class Evidence(Model):
    """What speaks for a criterion: all the parts that are given must hold.

    A text is a ``phrase``, a list is ``any`` of its entries. ``clause`` and ``sentence`` want all
    their entries in one clause or sentence, ``sequence`` one after another, ``at_least`` so many
    ``of`` a list.
    """

    phrase: Text | None = None
    any: "tuple[Evidence, ...]" = ()
    all: "tuple[Evidence, ...]" = ()
    at_least: PositiveWhole | None = None
    of: "tuple[Evidence, ...]" = ()
    clause: "tuple[Evidence, ...]" = ()
    sentence: "tuple[Evidence, ...]" = ()
    relation: "Relation | None" = None
    sequence: "tuple[Evidence, ...]" = ()
    formula: Text | None = None

    short_schema: ClassVar = {"anyOf": [TEXT_SCHEMA, {"type": "array"}]}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return {"any": value}
        if isinstance(value, (str, bool, int, float)):
            return {"phrase": value}
        return value

    @field_validator("phrase", mode="after")
    @classmethod
    def _readable(cls, phrase: str | None) -> str | None:
        if phrase is not None:
            check_phrase(phrase)
        return phrase

    @field_validator("formula", mode="after")
    @classmethod
    def _some_formula(cls, formula: str | None) -> str | None:
        short = formula is not None and len(formula.replace(" ", "")) < 2
        if formula is not None and short and formula.isascii():
            raise ValueError(f"a formula of two signs or more expected, found {formula!r}")
        return formula

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.at_least is None) != (not self.of):
            raise ValueError("'at_least' and 'of' belong together")
        if self.at_least is not None and self.at_least > len(self.of):
            raise ValueError(f"at_least {self.at_least} of {len(self.of)} can never hold")
        if len(self.sequence) == 1:
            raise ValueError("a sequence of two steps or more expected")
        return self

    @property
    def children(self) -> "tuple[Evidence, ...]":
        """The entries of all its lists, and both sides of its relation."""
        sides = (self.relation.cause, self.relation.effect) if self.relation is not None else ()
        lists = (self.any, self.all, self.of, self.clause, self.sentence, self.sequence)
        return (*(entry for entries in lists for entry in entries), *sides)

    @property
    def empty(self) -> bool:
        """Whether nothing is given, so that nothing is recognised."""
        return self.phrase is None and self.formula is None and not self.children

    def phrases(self) -> tuple[str, ...]:
        """Every phrase of the tree, in the order in which they are written."""
        own = () if self.phrase is None else (self.phrase,)
        return (*own, *(phrase for child in self.children for phrase in child.phrases()))

    def levels(self) -> int:
        """How deep the tree is."""
        return 1 + max((child.levels() for child in self.children), default=0)


class Relation(Model):
    """A cause and its effect, bound in one sentence; the reverse is a misconception."""

    cause: Evidence
    effect: Evidence


Evidence.model_rebuild()


class Concept(Model):
    """A named idea of the rubric: phrases that all mean it, and those that mean its opposite."""

    phrases: tuple[Text, ...]
    opposite: tuple[Text, ...] = ()

    short_schema: ClassVar = {"type": "array", "items": TEXT_SCHEMA}

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"phrases": value} if isinstance(value, (list, tuple)) else value

    @field_validator("phrases", "opposite", mode="after")
    @classmethod
    def _readable(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            check_phrase(phrase)
        return phrases

    @property
    def names(self) -> tuple[str, ...]:
        """The names that its phrases refer to."""
        return tuple(
            name for phrase in (*self.phrases, *self.opposite) for name in names_in(phrase)
        )


class Criterion(Model):
    """What an answer must say to earn ``points``: a ``statement`` that a person can judge by.

    ``forbidden`` claims take the criterion away. Without evidence, or with ``grading: person``, the
    engine leaves the criterion to a person.
    """

    id: Name
    points: PositiveNumber = 1
    statement: Text
    evidence: Evidence = Evidence()
    forbidden: Evidence = Evidence()
    grading: Grading = "engine"
    feedback: Text | None = None

    @property
    def by_person(self) -> bool:
        """Whether the engine has nothing to go by."""
        return self.grading == "person" or self.evidence.empty


class Cap(Model):
    """At most so many points for some criteria together: two of four, say."""

    criteria: tuple[Name, ...]
    points: PositiveNumber


class Effect(Model):
    """What a misconception does: it takes criteria away, or points, or nothing."""

    void: tuple[Name, ...] = ()
    minus: PositiveNumber | None = None


class Misconception(Model):
    """A wrong belief that an answer may state."""

    id: Name
    statement: Text
    evidence: Evidence = Evidence()
    feedback: Text | None = None
    effect: Effect = Effect()


class RedFlag(Model):
    """What an interviewer should note down when they hear it."""

    id: Name | None = None
    statement: Text

    short_schema: ClassVar = TEXT_SCHEMA

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return value if isinstance(value, (dict, RedFlag)) else {"statement": value}


class CalibrationAnswer(Model):
    """An answer with the criteria that it meets, by a person's judgement.

    ``dev`` answers may guide the author of the evidence; ``held_out`` ones are written without
    sight of it and measure it.
    """

    text: Text
    met: tuple[Name, ...] = ()
    points: float | None = None
    tags: tuple[Name, ...] = ()
    split: Literal["dev", "held_out"] = "dev"
    note: Text | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Judged:
    """The judged answers that an item may be graded by: the ``dev`` ones.

    Attributes:
        texts: the answers.
        met: the criteria that each of them meets.
    """

    texts: tuple[str, ...]
    met: tuple[frozenset[str], ...]


class Rubric(Model):
    """The criteria of a free-text item; the shares of their points make up the score.

    Attributes:
        engine: the version of the engine that grades it, for ever.
        answer_style: ``prose`` wants statements; in a ``list`` bare terms count; in a ``formula``
            signs do too.
        concepts: ideas by name, for ``<name>`` in phrases.
        cap: the most points of all criteria together, or of groups of them.
        forbidden: claims that make the whole answer worth nothing.
        grading: ``person`` leaves every criterion to a person.
        probes: what an interviewer may ask on; ``red_flags``: what to note down.
        calibration: answers judged by people, unless they stand in ``graders/calibration``.
    """

    engine: Engine = "1"
    grading: Grading = "engine"
    answer_style: AnswerStyle = "prose"
    concepts: dict[Name, Concept] = Field(default_factory=dict)
    criteria: tuple[Criterion, ...]
    cap: PositiveNumber | tuple[Cap, ...] | None = None
    forbidden: Evidence = Evidence()
    misconceptions: tuple[Misconception, ...] = ()
    probes: tuple[Text, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    calibration: tuple[CalibrationAnswer, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"criteria": value} if isinstance(value, (list, tuple)) else value

    @field_validator("engine", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return str(value) if isinstance(value, (str, int)) else value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        unique_ids(self.criteria, "criteria", 1)
        unique_ids(self.misconceptions, "misconceptions", 0)
        known = {criterion.id for criterion in self.criteria}
        for what, names in self._references():
            for name in names:
                if name not in known:
                    raise ValueError(f"{what} names no criterion: {name!r}")
        if sum(len(tree.phrases()) for tree in self.trees()) > MOST_PHRASES:
            raise ValueError(f"at most {MOST_PHRASES:,} phrases expected in a rubric")
        if any(tree.levels() > _MOST_LEVELS for tree in self.trees()):
            raise ValueError(f"evidence of at most {_MOST_LEVELS} levels expected")
        self._no_circles()
        for name, count in Counter(m for cap in self.caps for m in cap.criteria).items():
            if count > 1:
                raise ValueError(f"the criterion {name!r} stands under two caps")
        return self

    def _references(self) -> list[tuple[str, tuple[str, ...]]]:
        found = [("a cap", cap.criteria) for cap in self.caps]
        found += [(f"the effect of {m.id!r}", m.effect.void) for m in self.misconceptions]
        found += [("'met' of a calibration answer", answer.met) for answer in self.calibration]
        return found

    def _no_circles(self) -> None:
        done: set[str] = set()

        def walk(name: str, above: tuple[str, ...]) -> None:
            if name in above:
                advice = _ANOTHER_NAME if above[-1] == name else ""
                raise ValueError(f"the concept {name!r} refers to itself{advice}")
            if name in done or name not in self.concepts:
                return
            if len(above) == _MOST_CHAINED:
                raise ValueError(f"at most {_MOST_CHAINED} concepts within each other, at {name!r}")
            for other in self.concepts[name].names:
                walk(other, (*above, name))
            done.add(name)

        for name in self.concepts:
            walk(name, ())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        full: dict[str, Any] = handler(schema)
        criteria = handler.resolve_ref_schema(full)["properties"]["criteria"]
        return {"anyOf": [criteria, full]}

    @property
    def caps(self) -> tuple[Cap, ...]:
        """The caps as groups of criteria."""
        if self.cap is None:
            return ()
        if isinstance(self.cap, tuple):
            return self.cap
        return (Cap(criteria=tuple(c.id for c in self.criteria), points=self.cap),)

    @property
    def points(self) -> float:
        """What can be earned: the sum over the criteria, as far as the caps let it."""
        return self.capped({criterion.id: criterion.points for criterion in self.criteria})

    def capped(self, earned: dict[str, float]) -> float:
        """The sum of what the criteria earned, as far as the caps let it."""
        total = sum(earned.values())
        for cap in self.caps:
            group = sum(earned.get(name, 0.0) for name in cap.criteria)
            total -= max(0.0, group - cap.points)
        return total

    @property
    def by_person(self) -> bool:
        """Whether a person marks all of it."""
        return self.grading == "person" or all(part.by_person for part in self.criteria)

    def trees(self) -> tuple[Evidence, ...]:
        """All evidence: of criteria, of what they forbid, of misconceptions."""
        return (
            *(part.evidence for part in self.criteria),
            *(part.forbidden for part in self.criteria),
            self.forbidden,
            *(part.evidence for part in self.misconceptions),
        )

    def names(self) -> tuple[str, ...]:
        """The names in angle brackets that are no concepts of its own: the lexicon's."""
        phrases = [phrase for tree in self.trees() for phrase in tree.phrases()]
        used = [name for phrase in phrases for name in names_in(phrase)]
        used += [name for concept in self.concepts.values() for name in concept.names]
        return tuple(name for name in dict.fromkeys(used) if name not in self.concepts)
