"""Write the words that are spelt right: those of the bank, the lexicon and the documentation.

    python tools/write_known_words.py

A word of an answer that is none of these may be a slip of one that a rubric looks for. Development
answers count with the words that four items share; a slip is hardly made so often.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import yaml

from mlinterview.graders._prose.characters import read_characters
from mlinterview.graders._prose.stems import stemmed
from mlinterview.graders._prose.words import kinds

ROOT = Path(__file__).parent.parent
OUT = ROOT / "mlinterview" / "graders" / "_prose" / "known_words.txt"
_WORD = re.compile(r"[a-z]{3,24}")


def words_of(path: Path) -> set[str]:
    """The words of a file, in small letters."""
    return set(_WORD.findall(read_characters(path.read_text(encoding="utf-8")).text))


#: verbs of one syllable, and those of them that double their last letter: drop, dropped
_SHORT = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]*")
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][b-df-hj-np-tvz]")


def is_misdoubled(word: str) -> bool:
    """Whether it is a form such as "droped" or "helpped", which are looked up as verbs too."""
    for ending in ("ed", "ing"):
        base = word.removesuffix(ending)
        if base != word and base in kinds() and _DOUBLING.fullmatch(base):
            return True
        if base != word and base[-1:] == base[-2:-1] and base[:-1] in kinds():
            verb = base[:-1]
            return bool(_SHORT.fullmatch(verb)) and not _DOUBLING.fullmatch(verb)
    return False


def main() -> None:
    """Collect and write."""
    found = {word for word in kinds() if _WORD.fullmatch(word) and not is_misdoubled(word)}
    for folder in ("questions", "graders/lexicon", "docs"):
        for path in sorted((ROOT / folder).rglob("*")):
            # bad examples of the rules hold letters and slips that nobody knows
            if path.suffix in (".yaml", ".md") and path.name != "lint-rules.md":
                found |= words_of(path)
    answers: Counter[str] = Counter()
    for path in sorted((ROOT / "graders" / "calibration").glob("*.yaml")):
        judged = yaml.safe_load(path.read_text(encoding="utf-8"))["answers"]
        texts = " ".join(answer["text"] for answer in judged if answer["split"] == "dev")
        answers.update(set(_WORD.findall(read_characters(texts).text)))
    found |= {word for word, files in answers.items() if files >= 4}
    by_stem: dict[str, list[str]] = {}
    for word in sorted(found):
        by_stem.setdefault(stemmed(word), []).append(word)
    lines = [" ".join([base, *forms]) for base, forms in sorted(by_stem.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} words, {len(by_stem)} stems: {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
