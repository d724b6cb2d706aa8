"""How like an answer is to answers that people judged: a second opinion beside the evidence.

For each criterion a kernel ridge regression of "met" (1) or not (0) over the judged answers of the
item, on words and pairs of neighbouring words, weighed by how rare they are (Rasmussen and
Williams, Gaussian Processes for Machine Learning, section 2.2, with a linear kernel on unit
vectors). A denied word is another word than the same word claimed. All sums are exact or in the
order of the judged answers, so that the result is the same everywhere.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise, repeat
from operator import mul

from mlinterview.graders._prose.denial import mark_denials
from mlinterview.graders._prose.prose import Prose, read_prose
from mlinterview.graders._prose.words import FUNCTION, NEGATION
from mlinterview.model.rubric import Judged, Rubric

__all__ = ["FEWEST_JUDGED", "Likeness", "likeness"]

#: with fewer judged answers, or fewer of either kind for a criterion, there is no opinion
FEWEST_JUDGED, FEWEST_EACH = 20, 3
#: the judged answers looked at; solving takes the cube of their number
_MOST_JUDGED = 150
_RIDGE = 0.2
_DENIED = "\u00ac"

Gram = str | tuple[str, str]


class Likeness:
    """The judged answers of one item, learnt.

    Args:
        texts: the judged answers.
        met: the criteria that each of them meets.
        criteria: the criteria, in the rubric's order.
    """

    def __init__(
        self, texts: Sequence[str], met: Sequence[frozenset[str]], criteria: Sequence[str]
    ) -> None:
        texts, met = texts[:_MOST_JUDGED], met[:_MOST_JUDGED]
        #: each word and pair of the judged answers has a number, by which the lists are read
        self._numbers: dict[Gram, int] = {}
        self._rarity: list[float] = []
        self._base: list[float | None] = []
        #: of each word and pair what it says of the criteria
        self._weights: list[tuple[float, ...]] = []
        columns = []
        for name in criteria:
            count = sum(name in names for names in met)
            enough = len(texts) >= FEWEST_JUDGED
            enough = enough and min(count, len(texts) - count) >= FEWEST_EACH
            self._base.append(count / len(texts) if enough else None)
            base = count / len(texts) if texts else 0.0
            columns.append([(name in names) - base for names in met])
        if all(base is None for base in self._base):
            return
        read = [set().union(*_grams(_prose(text))) for text in texts]
        counts = Counter(gram for grams in read for gram in grams)
        self._numbers = {gram: number for number, gram in enumerate(counts)}
        self._rarity = [math.log((len(texts) + 1) / count) for count in counts.values()]
        vectors = [self._unit(self._known(grams)) for grams in read]
        lower = _cholesky(_kernel(vectors, _RIDGE))
        weights = []
        for opinion, column in zip(self._base, columns, strict=True):
            own = [0.0] * len(counts)
            weights.append(own)
            if opinion is None:
                continue
            for vector, share in zip(vectors, _solved(lower, column), strict=True):
                for gram, weight in vector.items():
                    own[gram] += share * weight
        self._weights = [
            tuple(weight * rarity for weight in each)
            for rarity, *each in zip(self._rarity, *weights, strict=True)
        ]

    def of(self, prose: Prose) -> list[float | None]:
        """One number a criterion, near 1 where the answer reads as those that met it.

        None where there are too few judged answers to tell.
        """
        if not self._numbers:
            return [None] * len(self._base)
        grams = self._known(chain.from_iterable(_grams(prose)))
        length = self._length(grams) or 1.0
        # exact sums: the order of a set is not the same everywhere
        sums = map(math.fsum, zip(*map(self._weights.__getitem__, grams), strict=True))
        return [
            None if base is None else base + said / length
            for base, said in zip(self._base, sums if grams else repeat(0.0), strict=False)
        ]

    def speaker(self, prose: Prose, criterion: int) -> int:
        """The number of the sentence whose words speak most for a criterion."""
        sums = [
            math.fsum(self._weights[gram][criterion] for gram in self._known(grams))
            for grams in _grams(prose)
        ]
        return sums.index(max(sums))

    def _known(self, grams: Iterable[Gram]) -> set[int]:
        """The numbers of those that judged answers used."""
        found = set(map(self._numbers.get, grams, repeat(_UNKNOWN)))
        found.discard(_UNKNOWN)
        return found

    def _unit(self, grams: set[int]) -> dict[int, float]:
        """The grams by their rarity, as a vector of length 1."""
        length = self._length(grams)
        return {gram: self._rarity[gram] / length for gram in grams} if length else {}

    def _length(self, grams: set[int]) -> float:
        """The length of the vector of their rarities."""
        values = list(map(self._rarity.__getitem__, grams))
        return math.sqrt(math.fsum(map(mul, values, values)))


_UNKNOWN = -1


def likeness(judged: Judged, rubric: Rubric) -> Likeness:
    """What the judged answers teach, learnt once for many answers."""
    return _learnt(judged, tuple(criterion.id for criterion in rubric.criteria))


@lru_cache(maxsize=256)
def _learnt(judged: Judged, criteria: tuple[str, ...]) -> Likeness:
    return Likeness(judged.texts, judged.met, criteria)


def _prose(text: str) -> Prose:
    prose = read_prose(text)
    mark_denials(prose)
    return prose


def _grams(prose: Prose) -> list[set[Gram]]:
    """Words that carry meaning and pairs of neighbours among them, sentence by sentence."""
    return [{*words, *pairwise(words)} for words in _meaningful(prose)]


_SMALL = FUNCTION | NEGATION


def _meaningful(prose: Prose) -> list[list[str]]:
    """The words that carry meaning, denied ones marked, sentence by sentence."""
    stems = [
        "" if bits & _SMALL else _DENIED + each if by >= 0 or void else each
        for each, bits, by, void in zip(
            prose.stems, prose.bits, prose.negated, prose.void, strict=True
        )
    ]
    return [list(filter(None, stems[first:end])) for first, end in pairwise(prose.sentence_starts)]


def _kernel(vectors: Sequence[dict[int, float]], ridge: float) -> list[list[float]]:
    """The lower half of the matrix of inner products, with the ridge on its diagonal."""
    rows = []
    for index, one in enumerate(vectors):
        row = []
        for other in vectors[: index + 1]:
            small, large = (one, other) if len(one) < len(other) else (other, one)
            shared = small.keys() & large.keys()
            row.append(
                math.fsum(map(mul, map(small.__getitem__, shared), map(large.__getitem__, shared)))
            )
        row[index] += ridge
        rows.append(row)
    return rows


def _cholesky(lower: list[list[float]]) -> list[list[float]]:
    """L with L L' = the symmetric matrix whose lower half is given; in place."""
    for i, row in enumerate(lower):
        for j in range(i):
            other = lower[j]
            # the products end with those of the row so far, which is as long as j
            row[j] = (row[j] - sum(map(mul, row[:j], other))) / other[j]
        row[i] = math.sqrt(row[i] - sum(map(mul, row[:i], row)))
    return lower


def _solved(lower: list[list[float]], right: Sequence[float]) -> list[float]:
    """x with L L' x = right."""
    size = len(lower)
    half: list[float] = []
    for i, row in enumerate(lower):
        half.append((right[i] - sum(map(mul, row, half))) / row[i])
    found = [0.0] * size
    for i in range(size - 1, -1, -1):
        rest = sum(lower[k][i] * found[k] for k in range(i + 1, size))
        found[i] = (half[i] - rest) / lower[i][i]
    return found
