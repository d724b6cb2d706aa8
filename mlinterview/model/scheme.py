"""A marking scheme: policies by format, free-text settings, totals, mastery thresholds."""

from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from mlinterview._plain import resolve, resolve_tree
from mlinterview.errors import UnknownNameError
from mlinterview.model._base import Floor, Model, Name, Number, Share, Text

__all__ = [
    "ChoiceSettings",
    "FormatSettings",
    "FreeTextSettings",
    "MatchingPolicy",
    "MatchingSettings",
    "MultiSelectPolicy",
    "MultiSelectSettings",
    "OrderingPolicy",
    "OrderingSettings",
    "Scheme",
    "Total",
]

MultiSelectPolicy = Literal[
    "balanced",
    "all_or_nothing",
    "net_correct",
    "each_option",
    "coverage",
    "halves",
    "exams_true",
    "exams_false",
    "exams_false2",
    "exams_all",
    "exams_none",
    "weighted",
]
MatchingPolicy = Literal["per_row", "all_or_nothing"]
OrderingPolicy = Literal[
    "all_or_nothing",
    "absolute",
    "next_excluding_last",
    "next_including_last",
    "one_previous_and_next",
    "kendall",
    "kendall_net",
    "longest_subset",
    "longest_run",
    "displacement",
]


class ChoiceSettings(Model):
    """``single_choice``, ``true_false``: a wrong answer earns ``-penalty``, at least ``floor``."""

    penalty: Number | Literal["chance"] = 0
    floor: Floor = -1

    @field_validator("penalty", mode="after")
    @classmethod
    def _share(cls, penalty: Any) -> Any:
        if penalty != "chance" and not 0 <= penalty <= 1:
            raise ValueError(f"a penalty from 0 to 1, or 'chance', expected, found {penalty}")
        return penalty


class MultiSelectSettings(Model):
    """``multi_select``: ``floor`` bounds the ``exams_*`` policies below."""

    policy: MultiSelectPolicy = "balanced"
    floor: Floor = 0


class MatchingSettings(Model):
    """``matching``."""

    policy: MatchingPolicy = "per_row"


class OrderingSettings(Model):
    """``ordering``."""

    policy: OrderingPolicy = "kendall_net"


class FreeTextSettings(Model):
    """``free_text``: scores below ``review_below`` confidence are ``needs_review``.

    From ``check_from`` on a glance is enough, below it a person decides.
    """

    review_below: Share = 1.0
    check_from: Share = 0.6


class PlainSettings(Model):
    """Formats without a choice of policy."""


class FormatSettings(Model):
    """The settings of every built-in format; a plug-in's settings are kept as they stand."""

    model_config = ConfigDict(extra="allow")

    single_choice: ChoiceSettings = ChoiceSettings()
    multi_select: MultiSelectSettings = MultiSelectSettings()
    true_false: ChoiceSettings = ChoiceSettings()
    matching: MatchingSettings = MatchingSettings()
    ordering: OrderingSettings = OrderingSettings()
    numeric: PlainSettings = PlainSettings()
    short_answer: PlainSettings = PlainSettings()
    cloze: PlainSettings = PlainSettings()
    free_text: FreeTextSettings = FreeTextSettings()

    @model_validator(mode="before")
    @classmethod
    def _plain_values(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            name: part if name in cls.model_fields else resolve_tree(part)
            for name, part in value.items()
        }

    @model_validator(mode="after")
    def _known(self) -> Self:
        from mlinterview.model.registry import formats  # plug-ins are looked for only when needed

        for name in self.model_extra or {}:
            if name not in formats():
                raise ValueError(UnknownNameError("format", name, list(formats())).message)
        return self


class Total(Model):
    """How a form's total is made: its floor, rounding step, pass mark and bands (as shares)."""

    floor: Number | None = 0
    round: Number | None = Field(default=None, gt=0)
    pass_: Number | None = Field(default=None, alias="pass", ge=0, le=1)
    bands: dict[str, Number] = Field(default_factory=dict)

    @field_validator("round", mode="before")
    @classmethod
    def _off(cls, value: Any) -> Any:
        return None if resolve(value) in (False, "off", 0) else value


class Scheme(Model):
    """A marking scheme, complete: what the file left out was taken from ``standard``."""

    name: Name
    title: Text | None = None
    decimal_mark: Literal[".", ","] = "."
    formats: FormatSettings = FormatSettings()
    total: Total = Total()
    mastery: dict[str, Number] = Field(
        default_factory=lambda: {"developing": 0.5, "proficient": 0.7, "expert": 0.85}
    )
    description: Text | None = None

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for name, threshold in {**self.mastery, **self.total.bands}.items():
            if not 0 <= threshold <= 1:
                raise ValueError(f"a share from 0 to 1 expected for {name!r}, found {threshold}")
        return self

    def settings(self, format_name: str) -> Any:
        """The settings of one format; None where the scheme has none."""
        return getattr(self.formats, format_name, None)
