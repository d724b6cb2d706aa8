"""What an analysis finds: frozen records whose JSON is what ``analyze --json`` prints.

A statistic that is undefined, or rests on too few answers, is None, and ``reasons`` says why under
its name.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Difference",
    "FormStatistics",
    "Frozen",
    "ItemStatistics",
    "ItemTrace",
    "MisconceptionCount",
    "Miskey",
    "OptionStatistics",
    "OptionTrace",
    "PartStatistics",
    "PersonScore",
    "Range",
    "StratumStatistics",
    "TraceGroup",
]

Range = tuple[float, float]


class Frozen(BaseModel):
    """A frozen record; fields of a later version are kept out without a fault."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class StratumStatistics(Frozen):
    """One section or category of stratified alpha."""

    id: str
    items: int
    alpha: float | None


class FormStatistics(Frozen):
    """The form as a whole. Intervals are of 95%; points are those of the whole form.

    Attributes:
        n: persons with at least one score that counts.
        items: items with at least one.
        max_points: full marks of all items.
        mean: mean total in points; where not everybody was given the same items, the mean share
            times ``max_points``, and so for ``sd``, ``median``, ``min`` and ``max``.
        mean_share: mean of the persons' shares, 0 to 1; higher is better.
        sd: standard deviation of the totals, with n - 1.
        alpha: Cronbach's alpha (KR-20), at most 1; higher is more consistent.
        alpha_interval: Feldt's.
        stratified_alpha: alpha with sections or categories as strata.
        sem: standard error of measurement in points, sd sqrt(1 - alpha).
        sem_interval: the same at both ends of ``alpha_interval``.
        reliable_difference: two persons' totals that differ by less do not differ reliably.
        skewness: k3/k2^1.5; below 0 where most scores are high.
        kurtosis: k4/k2^2; 0 for a normal distribution.
        reasons: why a value is None, by its name.
        too_few: whether there are fewer than 15 persons: intervals are then very wide.
    """

    n: int
    items: int
    max_points: float
    mean: float | None
    mean_interval: Range | None
    mean_share: float | None
    sd: float | None
    sd_interval: Range | None
    median: float | None
    min: float | None
    max: float | None
    alpha: float | None
    alpha_interval: Range | None
    stratified_alpha: float | None
    stratified_by: str | None = None
    strata: tuple[StratumStatistics, ...] = ()
    sem: float | None
    sem_interval: Range | None
    reliable_difference: float | None
    skewness: float | None
    skewness_se: float | None
    kurtosis: float | None
    kurtosis_se: float | None
    reasons: dict[str, str] = Field(default_factory=dict)
    too_few: bool


class OptionStatistics(Frozen):
    """One option of an item.

    Attributes:
        key: whether it is right; None where nobody says.
        count: how many chose it.
        share: of the persons given the item, with its Jeffreys interval.
        discrimination: correlation of choosing it with the score on the other items, -1 to 1; it
            should be above 0 for the key and below 0 for distractors.
        rest_share: mean share of the other items' points among those who chose it.
        non_functional: a distractor chosen by under 5%; None for right options, and where there
            are too few persons to say.
        misconception: what choosing it shows.
    """

    id: str
    text: str | None = None
    key: bool | None
    count: int
    share: float | None
    interval: Range | None
    discrimination: float | None
    discrimination_interval: Range | None
    rest_share: float | None
    non_functional: bool | None
    misconception: str | None = None
    reasons: dict[str, str] = Field(default_factory=dict)


class Miskey(Frozen):
    """Why an item is flagged ``miskey``.

    Attributes:
        option: the distractor that behaves like the key.
        key: the right option it is compared with.
        option_discrimination: its option-rest correlation, which beats the key's.
        key_discrimination: the key's, below .15; None where nobody chose the key.
        difference: mean rest share of those who chose the distractor less that of those who chose
            the key.
        difference_interval: Welch's 95% interval.
        strong: whether that interval lies above 0. If not it may be chance.
    """

    option: str
    key: str
    option_discrimination: float
    key_discrimination: float | None
    difference: float | None
    difference_interval: Range | None
    strong: bool


class PartStatistics(Frozen):
    """The options of one part of an item: a row of a matching, or a blank of a cloze.

    Attributes:
        miskey: there where a wrong option behaves like the key beyond chance.
    """

    id: str
    options: tuple[OptionStatistics, ...]
    miskey: Miskey | None = None


class ItemStatistics(Frozen):
    """One item. Intervals are of 95%.

    Attributes:
        n: persons whose score counts; wrong and unanswered ones included.
        unanswered: how many of them gave no answer (and earn 0).
        left_out: records that do not count, by status.
        mean: points.
        facility: mean share of the points; higher is easier.
        guess: exact mean share of a random answer.
        facility_corrected: (facility - guess)/(1 - guess); 0 is what guessing earns.
        sd: of the points, with n - 1.
        discrimination: corrected item-rest correlation, -1 to 1; higher tells good from weak.
        discriminative_efficiency: covariance with the rest score over the largest that these two
            lists of scores could have; at most 1, and it may fall below -1.
        effective_weight: the item's share of what spreads the totals, sqrt(cov(item, total)) over
            the sum of such roots.
        intended_weight: its points over the maximum.
        upper_lower: mean share of the best 27% less that of the worst 27%, -1 to 1.
        alpha_if_deleted: alpha of the other items.
        options: empty where nothing is chosen, or nobody knows what was.
        parts: the options of rows and blanks in which one is chosen.
        miskey: there when flagged ``miskey``, unless a part is what is flagged.
        flags: ``miskey``, ``negative_discrimination``, ``low_discrimination``, ``too_easy``,
            ``too_hard``, ``non_functional_distractors``, ``no_variance``, ``too_few``.
        reasons: why a value is None, by its name.
    """

    item_id: str
    title: str | None = None
    stratum: str | None = None
    n: int
    unanswered: int
    left_out: dict[str, int] = Field(default_factory=dict)
    max_points: float
    mean: float | None
    facility: float | None
    facility_interval: Range | None
    guess: float | None
    facility_corrected: float | None
    sd: float | None
    discrimination: float | None
    discrimination_interval: Range | None
    discriminative_efficiency: float | None
    discriminative_efficiency_interval: Range | None
    effective_weight: float | None
    intended_weight: float
    upper_lower: float | None
    upper_lower_interval: Range | None
    alpha_if_deleted: float | None
    alpha_if_deleted_interval: Range | None
    options: tuple[OptionStatistics, ...] = ()
    parts: tuple[PartStatistics, ...] = ()
    miskey: Miskey | None = None
    flags: tuple[str, ...] = ()
    reasons: dict[str, str] = Field(default_factory=dict)


class TraceGroup(Frozen):
    """People with about the same score on the other items.

    Attributes:
        n: how many.
        rest_share: their mean share of the other items' points.
    """

    n: int
    rest_share: float


class OptionTrace(Frozen):
    """The share that chose an option in each group, with Jeffreys intervals."""

    id: str
    text: str | None
    key: bool | None
    shares: tuple[float, ...]
    intervals: tuple[Range, ...]


class ItemTrace(Frozen):
    """The trace lines of one item: its key should rise from group to group, distractors fall.

    Attributes:
        groups: two to five, the weakest on the other items first; five persons or more in each.
    """

    item_id: str
    groups: tuple[TraceGroup, ...]
    options: tuple[OptionTrace, ...]


class MisconceptionCount(Frozen):
    """A misconception that responses showed.

    Attributes:
        count: responses that showed it.
        persons: how many people those are of.
        repeated: how many of them showed it on two items or more.
        share: persons over all persons, with its Jeffreys interval.
    """

    id: str
    count: int
    persons: int
    repeated: int
    share: float
    interval: Range
    items: tuple[str, ...]


class PersonScore(Frozen):
    """One person's total, with how far it can be trusted.

    Attributes:
        items: items whose score counts.
        sem: Lord's binomial standard error in points; it needs no class.
        interval: where the share would lie on very many such items: Jeffreys.
    """

    examinee_id: str
    items: int
    points: float
    max_points: float
    share: float
    sem: float | None
    interval: Range


class Difference(Frozen):
    """Two persons' scores compared.

    Attributes:
        difference: the first's points less the second's, on the scale of the whole form.
        error: standard error of the difference.
        interval: its 95% interval.
        reliable: whether that lies on one side of 0; None where there is no error to compare with.
        method: where the error comes from: ``sem`` (both took the same items) or ``binomial``.
        verdict: the same in words.
    """

    first: str
    second: str
    difference: float
    error: float | None
    interval: Range | None
    reliable: bool | None
    method: str
    verdict: str


def rounded_away(value: Any) -> float | None:
    """A float for a record, None for NaN and infinities."""
    number = float(value)
    return number if abs(number) < float("inf") else None  # false for NaN
