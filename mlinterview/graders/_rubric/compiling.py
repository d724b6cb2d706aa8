"""A rubric made ready: phrases as symbols, and one trie that finds all their words in an answer.

A symbol is what one place of a phrase can be: a word, a term with all its names, a class or pole of
the lexicon, the beginning of a word, or a concept, which is phrases again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mlinterview.graders._prose.known import known_words
from mlinterview.graders._prose.prose import word_stems
from mlinterview.graders._rubric.formulas import canonical_forms, signs_needed
from mlinterview.graders._rubric.lexicon_index import indexed
from mlinterview.graders._rubric.phrase_sets import PhraseSets
from mlinterview.graders._rubric.ready import (
    Compiled,
    Leaf,
    Node,
    Place,
    bits_of,
    needs_of,
)
from mlinterview.graders._rubric.spelling import Spelling
from mlinterview.graders._rubric.vocabulary import Known, Trie, Vocabulary
from mlinterview.model._phrases import Alternative, Element, Phrase, parse_phrase
from mlinterview.model.lexicon import Lexicon
from mlinterview.model.rubric import Evidence, Rubric

__all__ = ["Compiled", "Leaf", "Node", "Place", "compiled"]

_MOST_KEPT = 512


class _Builder:
    def __init__(self, rubric: Rubric, lexicon: Lexicon) -> None:
        self.rubric = rubric
        self.words = indexed(lexicon)
        self.lexicon = lexicon
        self.symbols: dict[tuple[str, ...], int] = {}
        self.trie: dict[str, Trie] = {}
        self.prefixes: dict[str, list[int]] = {}
        self.concepts: dict[int, tuple[Leaf, ...]] = {}
        #: numbers of phrases, by what they look for
        self.numbers: dict[Any, int] = {}
        self.distinct: list[Leaf] = []

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
                places.append(_place(symbols, element.negated, shown))
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
                place = _place((symbol,), element.negated, " ".join(shown))
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
        wanted = tuple(
            tuple(tuple((place.symbols, place.negated) for place in run) for run in part)
            for part in parts
        )
        number = self.numbers.setdefault(wanted, len(self.numbers) + 1)  # 0 is that of formulas
        bit = 1 << number if places else 0
        leaf = Leaf(tuple(parts), phrase.text, places, number, bit)
        if number > len(self.distinct):
            self.distinct.append(leaf)
        return leaf

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
        forms = canonical_forms(evidence.formula) if evidence.formula else ()
        node = Node(
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
            formula=forms,
            signs=signs_needed(forms),
            compound=bool(evidence.children) or evidence.formula is not None,
        )
        return replace(node, needs=needs_of(node))

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
        sets = PhraseSets(self.distinct, self.concepts, len(self.symbols))
        known = {each: _known(node, sets) for each, node in self.trie.items()}
        spelling = Spelling(
            vocabulary.union(known_words()), self._forms(vocabulary), self.words.confused
        )
        asked = word_stems(stem_text)
        return Compiled(
            trees=trees,
            by_person=[
                rubric.grading == "person" or criterion.by_person for criterion in rubric.criteria
            ],
            forbidden=forbidden,
            whole=whole,
            misconceptions=misconceptions,
            vocabulary=Vocabulary(known, self.prefixes, sets, spelling),
            phrases=self.concepts,
            concepts={number: bits_of(leaves) for number, leaves in self.concepts.items()},
            sets=sets,
            prompt=frozenset(
                asked[start : start + COPIED] for start in range(len(asked) - COPIED + 1)
            ),
            claims=self.words.claims,
        )


#: shorter words are never taken for slips
_SHORTEST_FORM = 4
#: so many words in a row that stand in the question are copied from it
COPIED = 4


def _place(symbols: tuple[int, ...], negated: bool, shown: str) -> Place:
    return Place(symbols, negated, shown, sum(1 << symbol for symbol in set(symbols)))


def _known(node: Trie, sets: PhraseSets) -> Known:
    """What one stem tells: the symbols that it is by itself, and the names that it begins."""
    symbols = tuple(number for number, cased in node.ends if cased is None)
    node.ends = [end for end in node.ends if end[1] is not None]
    return sets.of(symbols), symbols, node if node.follow or node.ends else None


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
