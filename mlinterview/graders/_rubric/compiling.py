"""A rubric made ready: phrases as symbols, and one trie that finds all their words in an answer.

A symbol is what one place of a phrase can be: a word, a term with all its names, a class or pole of
the lexicon, the beginning of a word, or a concept, which is phrases again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mlinterview.graders._prose.known import known_words
from mlinterview.graders._prose.prose import word_stems
from mlinterview.graders._prose.words import kinds
from mlinterview.graders._rubric.formulas import canonical_forms
from mlinterview.model._phrases import Alternative, Element, Phrase, parse_phrase
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Evidence, Rubric

__all__ = ["Compiled", "Leaf", "Node", "Place", "compiled"]

_MOST_KEPT = 512
_MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase: any of the symbols, denied or not."""

    symbols: tuple[int, ...]
    negated: bool
    shown: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase: parts in either order, each of runs with gaps between them."""

    parts: tuple[tuple[tuple[Place, ...], ...], ...]
    text: str
    #: all places, in the order in which they are written, and the symbols of each as bits
    places: tuple[Place, ...] = ()
    masks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """An evidence tree with its phrases compiled; its fields are those of `Evidence`."""

    phrase: Leaf | None = None
    #: the phrase word by word, where it also names a term: other words may stand between
    variants: tuple[Leaf, ...] = ()
    #: the same claim with one pole turned round: it speaks against the criterion
    opposites: tuple[Leaf, ...] = ()
    any: tuple[Node, ...] = ()
    all: tuple[Node, ...] = ()
    at_least: int = 0
    of: tuple[Node, ...] = ()
    clause: tuple[Node, ...] = ()
    sentence: tuple[Node, ...] = ()
    cause: Node | None = None
    effect: Node | None = None
    sequence: tuple[Node, ...] = ()
    formula: tuple[str, ...] = ()
    #: whether it is more than a phrase
    compound: bool = True
    #: every phrase of a criterion's tree; empty on nodes within one
    phrases: tuple[Leaf, ...] = ()

    def leaves(self) -> tuple[Leaf, ...]:
        """Every phrase of the tree."""
        own = () if self.phrase is None else (self.phrase, *self.variants)
        lists = (self.any, self.all, self.of, self.clause, self.sentence, self.sequence)
        nodes = [node for nodes in lists for node in nodes]
        nodes += [side for side in (self.cause, self.effect) if side is not None]
        return (*own, *(leaf for node in nodes for leaf in node.leaves()))


class Trie:
    """A node of the trie of stems: what may follow, and the symbols that end here."""

    __slots__ = ("ends", "follow")

    def __init__(self) -> None:
        self.follow: dict[str, Trie] = {}
        #: symbol, and the name as it must be written (None: in any case)
        self.ends: list[tuple[int, str | None]] = []


@dataclass(slots=True)
class Compiled:
    """What matching needs of one item."""

    trees: list[Node]  # of the criteria, in their order
    forbidden: list[Node]  # of the criteria
    whole: Node  # what the rubric forbids
    misconceptions: list[Node]
    trie: dict[str, Trie]
    #: a stem to the symbols that it is by itself, in any case; and the other way round
    singles: dict[str, tuple[int, ...]]
    stems_of: dict[int, frozenset[str]]
    prefixes: tuple[str, ...]
    prefix_symbols: dict[str, list[int]]
    concepts: dict[int, tuple[Leaf, ...]]
    #: stems that are no slips
    spelt: frozenset[str]
    #: words that slips are mended to, with their stems
    forms: dict[str, str]
    prompt: frozenset[tuple[str, ...]]
    confused: frozenset[frozenset[str]]
    claims: frozenset[str]
    symbols: int
    begins: dict[str, tuple[int, ...]] = field(default_factory=dict)
    slips: dict[str, str | None] = field(default_factory=dict)

    def begun(self, word: str) -> tuple[int, ...]:
        """The symbols of the prefixes that a word begins with; kept for the next answer."""
        found = self.begins.get(word)
        if found is None:
            if len(self.begins) > _MOST_WORDS:
                self.begins.clear()
            found = self.begins[word] = tuple(
                symbol
                for prefix in self.prefixes
                if word.startswith(prefix)
                for symbol in self.prefix_symbols[prefix]
            )
        return found


class _Builder:
    def __init__(self, rubric: Rubric, lexicon: Lexicon) -> None:
        self.rubric = rubric
        self.words = _indexed(lexicon)
        self.lexicon = lexicon
        self.symbols: dict[tuple[str, ...], int] = {}
        self.trie: dict[str, Trie] = {}
        self.prefixes: dict[str, list[int]] = {}
        self.concepts: dict[int, tuple[Leaf, ...]] = {}

    def symbol(self, *key: str) -> tuple[int, bool]:
        """The number of a symbol, and whether it is new."""
        found = self.symbols.get(key)
        if found is not None:
            return found, False
        number = self.symbols[key] = len(self.symbols)
        return number, True

    def named(self, name: str) -> int:
        """The symbol of a concept, class or pole."""
        number, new = self.symbol("name", name)
        if not new:
            return number
        concept = self.rubric.concepts.get(name)
        if concept is not None:
            self.concepts[number] = self.fill(number, concept.phrases)
            return number  # after those it refers to, which have no circles
        for word in self.lexicon.words(name) or ():
            self.add(word_stems(word), number, None)
        return number

    def fill(self, number: int, phrases: tuple[str, ...]) -> tuple[Leaf, ...]:
        """Let lone words of a concept end at its symbol; the phrases that are left."""
        leaves: list[Leaf] = []
        for text in phrases:
            phrase = parse_phrase(text)
            (element, *more) = phrase.elements
            if more or element.negated:
                leaves += self.leaves(text)
                continue
            rest = []
            for each in element.alternatives:
                stems = word_stems(each.text) if each.kind == "word" else ()
                if (
                    len(stems) == 1
                    and stems not in self.words.terms
                    and (each.text not in self.words.cased and not _empty(each))
                ):
                    self.add(stems, number, None)
                else:
                    rest.append(each)
            if rest:
                lone = Phrase((((Element(tuple(rest)),),),), text)
                leaves.append(self.leaf_of(lone))
        return tuple(leaf for leaf in leaves if leaf.places)

    def add(self, stems: tuple[str, ...], symbol: int, cased: str | None) -> None:
        """Let the words end at the symbol."""
        if not stems:
            return
        node = self.trie.setdefault(stems[0], Trie())
        for each in stems[1:]:
            node = node.follow.setdefault(each, Trie())
        if (symbol, cased) not in node.ends:
            node.ends.append((symbol, cased))

    def word(self, stems: tuple[str, ...], text: str) -> int:
        """The symbol of words: the term's that they name, else their own."""
        term = self.words.cased.get(text) or self.words.terms.get(stems)
        if term is None:
            number, new = self.symbol("word", *stems)
            if new:
                self.add(stems, number, None)
            return number
        number, new = self.symbol("term", term)
        if new:
            for name_stems, cased in self.words.names[term]:
                self.add(name_stems, number, cased)
        return number

    def alternative(self, alternative: Alternative) -> int | None:
        if alternative.kind == "name":
            return self.named(alternative.text)
        if alternative.kind == "prefix":
            prefix = alternative.text.lower()
            number, new = self.symbol("prefix", prefix)
            if new:
                self.prefixes.setdefault(prefix, []).append(number)
            return number
        stems = word_stems(alternative.text)
        return self.word(stems, alternative.text) if stems else None

    def run(self, elements: tuple[Element, ...], *, terms: bool) -> tuple[Place, ...]:
        places: list[Place] = []
        index = 0
        while index < len(elements):
            taken = self._term(elements, index) if terms else None
            if taken is not None:
                place, index = taken
                places.append(place)
                continue
            element = elements[index]
            index += 1
            if len(element.alternatives) == 1 and _empty(element.alternatives[0]):
                continue
            numbers = [self.alternative(each) for each in element.alternatives]
            symbols = tuple(dict.fromkeys(n for n in numbers if n is not None))
            if symbols:
                shown = "|".join(
                    f"<{a.text}>" if a.kind == "name" else a.text for a in element.alternatives
                )
                places.append(Place(symbols, element.negated, shown))
        return tuple(places)

    def _term(self, elements: tuple[Element, ...], start: int) -> tuple[Place, int] | None:
        """The longest term of two words or more that begins here, and where it ends."""
        stems: list[str] = []
        shown: list[str] = []
        best: tuple[Place, int] | None = None
        for index in range(start, min(len(elements), start + 7)):
            element = elements[index]
            if len(element.alternatives) != 1 or element.alternatives[0].kind != "word":
                break
            if element.negated != elements[start].negated:
                break
            stems.extend(word_stems(element.alternatives[0].text))
            shown.append(element.alternatives[0].text)
            if len(stems) > 1 and tuple(stems) in self.words.terms:
                symbol = self.word(tuple(stems), " ".join(shown))
                place = Place((symbol,), element.negated, " ".join(shown))
                best = place, index + 1
        return best

    def leaves(self, text: str) -> tuple[Leaf, ...]:
        """The phrase with the terms that it names, and word by word where that differs."""
        phrase = parse_phrase(text)
        named, single = self.leaf_of(phrase), self.leaf_of(phrase, terms=False)
        return (named,) if len(named.places) == len(single.places) else (named, single)

    def leaf_of(self, phrase: Phrase, *, terms: bool = True) -> Leaf:
        parts = []
        for part in phrase.parts:
            runs = tuple(run for raw in part if (run := self.run(raw, terms=terms)))
            if runs:
                parts.append(runs)
        places = tuple(place for part in parts for run in part for place in run)
        masks = tuple(sum(1 << symbol for symbol in set(place.symbols)) for place in places)
        return Leaf(tuple(parts), phrase.text, places, masks)

    def opposites(self, phrase: Phrase) -> tuple[Leaf, ...]:
        """The phrase with one of its poles turned round, for each pole."""
        found = []
        for element in phrase.elements:
            turned = self._turned(element)
            if turned is not None:
                parts = tuple(
                    tuple(tuple(turned if e is element else e for e in run) for run in part)
                    for part in phrase.parts
                )
                found.append(self.leaf_of(Phrase(parts, phrase.text)))
        return tuple(found)

    def _turned(self, element: Element) -> Element | None:
        names = [each.text for each in element.alternatives if each.kind == "name"]
        if len(names) != len(element.alternatives):
            return None
        turned = []
        for name in names:
            concept = self.rubric.concepts.get(name)
            if concept is not None and concept.opposite:
                number, new = self.symbol("opposite", name)
                if new:
                    self.concepts[number] = self.fill(number, concept.opposite)
                turned.append(Alternative("name", f"{name}^"))
                self.symbols.setdefault(("name", f"{name}^"), number)
            elif name in self.lexicon.opposites and concept is None:
                turned.append(Alternative("name", self.lexicon.opposites[name]))
            else:
                return None
        return Element(tuple(turned), element.negated)

    def node(self, evidence: Evidence) -> Node:
        def all_of(entries: Iterable[Evidence]) -> tuple[Node, ...]:
            return tuple(self.node(entry) for entry in entries)

        leaf = None
        variants: tuple[Leaf, ...] = ()
        opposites: tuple[Leaf, ...] = ()
        if evidence.phrase is not None:
            phrase = parse_phrase(evidence.phrase)
            leaf, *others = self.leaves(evidence.phrase)
            variants, opposites = tuple(others), self.opposites(phrase)
        relation = evidence.relation
        return Node(
            phrase=leaf,
            variants=variants,
            opposites=opposites,
            any=all_of(evidence.any),
            all=all_of(evidence.all),
            at_least=evidence.at_least or 0,
            of=all_of(evidence.of),
            clause=all_of(evidence.clause),
            sentence=all_of(evidence.sentence),
            cause=None if relation is None else self.node(relation.cause),
            effect=None if relation is None else self.node(relation.effect),
            sequence=all_of(evidence.sequence),
            formula=canonical_forms(evidence.formula) if evidence.formula else (),
            compound=bool(evidence.children) or evidence.formula is not None,
        )

    def _forms(self, vocabulary: frozenset[str]) -> dict[str, str]:
        """The words that slips are mended to: all forms of the rubric's own words."""
        found: dict[str, str] = {}
        prefixes = tuple(self.prefixes)
        for each, forms in known_words().items():
            if each in vocabulary:
                found.update((form, each) for form in forms if len(form) >= _SHORTEST_FORM)
            elif prefixes:
                begun = [form for form in forms if form.startswith(prefixes)]
                found.update((form, each) for form in begun if len(form) >= _SHORTEST_FORM)
        spelt = set(found.values())
        for each in vocabulary - spelt:  # a stem is no word where its words are known
            if len(each) >= _SHORTEST_FORM:
                found.setdefault(each, each)
        return dict(sorted(found.items()))

    def build(self, stem_text: str) -> Compiled:
        rubric = self.rubric
        trees = [self.node(criterion.evidence) for criterion in rubric.criteria]
        trees = [replace(tree, phrases=tree.leaves()) for tree in trees]
        forbidden = [self.node(criterion.forbidden) for criterion in rubric.criteria]
        whole = self.node(rubric.forbidden)
        misconceptions = [self.node(each.evidence) for each in rubric.misconceptions]
        vocabulary = frozenset(_edges(self.trie))
        singles: dict[str, tuple[int, ...]] = {}
        stems_of: dict[int, set[str]] = {}
        for each, node in self.trie.items():
            plain = [number for number, cased in node.ends if cased is None]
            if plain:
                singles[each] = tuple(plain)
            for number in plain:
                stems_of.setdefault(number, set()).add(each)
            node.ends = [end for end in node.ends if end[1] is not None]
        asked = word_stems(stem_text)
        return Compiled(
            trees=trees,
            forbidden=forbidden,
            whole=whole,
            misconceptions=misconceptions,
            trie={each: node for each, node in self.trie.items() if node.follow or node.ends},
            singles=singles,
            stems_of={number: frozenset(stems) for number, stems in stems_of.items()},
            prefixes=tuple(self.prefixes),
            prefix_symbols=self.prefixes,
            concepts=self.concepts,
            spelt=vocabulary | known_words().keys(),
            forms=self._forms(vocabulary),
            prompt=frozenset(
                asked[start : start + COPIED] for start in range(len(asked) - COPIED + 1)
            ),
            confused=self.words.confused,
            claims=self.words.claims,
            symbols=len(self.symbols),
        )


#: shorter words are never taken for slips
_SHORTEST_FORM = 4
#: so many words in a row that stand in the question are copied from it
COPIED = 4


def _edges(trie: dict[str, Trie]) -> Iterable[str]:
    for each, node in trie.items():
        yield each
        yield from _edges(node.follow)


def _empty(alternative: Alternative) -> bool:
    """Articles and forms of ``to be`` match whether they stand there or not."""
    return alternative.kind == "word" and alternative.text.lower() in _NOTHING_SAID


_NOTHING_SAID = frozenset(
    ["the", "a", "an", "its", "their", "our", "my", "your", "is", "are", "was", "were", "be"]
)


@dataclass(frozen=True, slots=True)
class _Index:
    """The lexicon by stems."""

    terms: dict[tuple[str, ...], str]
    cased: dict[str, str]  # names that must be written so, to their terms
    names: dict[str, tuple[tuple[tuple[str, ...], str | None], ...]]
    confused: frozenset[frozenset[str]]
    claims: frozenset[str]


_indexes: OrderedDict[int, tuple[Lexicon, _Index]] = OrderedDict()


def _indexed(lexicon: Lexicon) -> _Index:
    found = _indexes.get(id(lexicon))
    if found is None:
        found = _indexes[id(lexicon)] = (lexicon, _index(lexicon))
        while len(_indexes) > 8:
            _indexes.popitem(last=False)
    return found[1]


def _index(lexicon: Lexicon) -> _Index:
    terms: dict[tuple[str, ...], str] = {}
    written: dict[str, str] = {}
    names: dict[str, tuple[tuple[tuple[str, ...], str | None], ...]] = {}
    for term, others in lexicon.terms.items():
        listed = []
        for name in (term, *others):
            stems = word_stems(name)
            if not stems:
                continue
            # abbreviations such as OR and IT read as words when small
            word = len(name) <= 2 and bool(kinds().get(name.lower(), 0))
            cased = name if name in lexicon.cased or (word and name.isupper()) else None
            listed.append((stems, cased))
            if cased is None:
                terms.setdefault(stems, term)
            else:
                written.setdefault(name, term)
        names[term] = tuple(dict.fromkeys(listed))
    confused: set[frozenset[str]] = set()
    for pair in lexicon.confusable:
        folded = [word_stems(word) for word in pair]
        if len(folded) == 2 and all(len(each) == 1 for each in folded) and folded[0] != folded[1]:
            confused.add(frozenset(each[0] for each in folded))
    claims = {
        each
        for words in lexicon.poles.values()
        for word in words
        if len(stems := word_stems(word)) == 1
        for each in stems
    }
    return _Index(terms, written, names, frozenset(confused), frozenset(claims))


_kept: OrderedDict[tuple[int, int, str], tuple[Rubric, Lexicon, Compiled]] = OrderedDict()


def compiled(rubric: Rubric, stem_text: str, lexicon: Lexicon) -> Compiled:
    """The rubric made ready for matching; kept for the next answer to the same item."""
    key = id(rubric), id(lexicon), stem_text
    found = _kept.get(key)
    if found is None:
        ready = _Builder(rubric, lexicon).build(stem_text)
        found = _kept[key] = rubric, lexicon, ready
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found[2]
