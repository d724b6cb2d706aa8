"""Words in all their spellings: slips, look-alikes, dialects, abbreviations, signs and marks."""

import unicodedata
from pathlib import Path

import pytest

import mlinterview as mli


def met(phrase: str | list[str], answer: str) -> bool:
    """Whether the answer meets a criterion of one phrase, or of one of several."""
    rubric = [{"id": "said", "statement": "Says so.", "evidence": phrase}]
    source = {"id": "why", "format": "free_text", "stem": "Explain.", "rubric": rubric}
    score = mli.grade(mli.make_item(source), answer)
    assert score.status == "needs_review", score.problem
    (part,) = score.criteria
    for span in part.spans:
        assert answer[span.start : span.end] == span.text
    return part.met is True


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("precision is high", "The precison is high."),
        ("precision is high", "The precission is high."),
        ("precision is high", "The precision is hihg."),
        ("gradient shrinks", "The gradeint shrinks."),
        ("gradient shrinks", "The graadient shrinks."),
        ("variance is high", "The varance is high."),
        ("model overfits", "The model overfts."),
        ("supervised learning helps", "Supervisd learning helps."),
        ("regulari* helps", "Regulrisation helps."),
        ("convergence is slow", "Convergance is slow."),
    ],
)
def test_slips_are_mended(phrase: str, answer: str) -> None:
    """A letter doubled, dropped, swapped or replaced is read as the rubric's own word."""
    assert met(phrase, answer)


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("The liat stops.", True),
        ("The liat grows.", True),
        ("The liat sinks.", False),
        ("The variane shrinks.", False),  # variance and variants are told apart
        ("The variants shrink.", True),
    ],
)
def test_a_slip_of_two_words_is_either(answer: str, read: bool) -> None:
    """The words around it tell which is meant; of words that are told apart it is neither."""
    phrases = ["lift ~ stops", "list ~ grows", "variance ~ rises", "variants ~ shrink"]
    assert met(phrases, answer) is read


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("precision is high", "The recall is high."),
        ("recall is high", "The precision is high."),
        ("model overfits", "The model underfits."),
        ("model underfits", "The model overfits."),
        ("variance is high", "The variants are high."),
        ("variance is high", "The variant is high."),
        ("variance is high", "The covariance is high."),
        ("invariance is high", "The variance is high."),
        ("L1 gives zeros", "L2 gives zeros."),
        ("L2 gives zeros", "l1 gives zeros."),
        ("causal effect is small", "A casual effect is small."),
        ("type i error rises", "The type ii error rises."),
        ("fp16 overflows", "bf16 overflows."),
        ("SGD is noisy", "SVD is noisy."),
        ("upsampling helps", "Downsampling helps."),
        ("interpolation works", "Extrapolation works."),
        ("convex loss helps", "A concave loss helps."),
        ("convex loss helps", "A nonconvex loss helps."),
        ("convex loss helps", "A non-convex loss helps."),
        ("linear model fails", "A nonlinear model fails."),
        ("linear model fails", "A non-linear model fails."),
        ("supervised learning helps", "Unsupervised learning helps."),
        ("biased estimate is bad", "An unbiased estimate is bad."),
        ("bias is high", "The basis is high."),
        ("gradient shrinks", "The ingredient shrinks."),
        ("loss falls", "The boss falls."),
    ],
)
def test_look_alikes_are_never_joined(phrase: str, answer: str) -> None:
    """A word that means something else is no slip, however near it is written."""
    assert not met(phrase, answer)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("normalise", "normalize"),
        ("normalisation", "normalization"),
        ("regularised", "regularized"),
        ("optimiser", "optimizer"),
        ("analyse", "analyze"),
        ("analysing", "analyzing"),
        ("behaviour", "behavior"),
        ("colour", "color"),
        ("neighbouring", "neighboring"),
        ("favours", "favors"),
        ("centre", "center"),
        ("centred", "centered"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
        ("learnt", "learned"),
        ("generalises", "generalizes"),
        ("penalised", "penalized"),
        ("quantised", "quantized"),
        ("fulfil", "fulfill"),
    ],
)
def test_british_and_american_are_one(british: str, american: str) -> None:
    """Either spelling in the rubric finds either spelling in the answer."""
    assert met(f"{british} it", f"They {american} it.")
    assert met(f"{american} it", f"They {british} it.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("matrix", "matrices"),
        ("hypothesis", "hypotheses"),
        ("index", "indices"),
        ("criterion", "criteria"),
        ("loss", "losses"),
        ("bias", "biases"),
        ("grow", "grew"),
        ("shrink", "shrunk"),
        ("learn", "learning"),
        ("overfit", "overfitting"),
        ("converge", "convergence"),
        ("leaf", "leaves"),
        ("analyse", "analyses"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    """Endings and irregular forms match each other both ways."""
    assert met(f"{one} helps", f"The {other} helps.")
    assert met(f"{other} helps", f"The {one} helps.")


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("stochastic gradient descent is noisy", "SGD is noisy."),
        ("SGD is noisy", "Stochastic gradient descent is noisy."),
        ("batch normalisation helps", "BN helps."),
        ("batch normalisation helps", "bn helps, as far as i know"),
        ("batch normalisation helps", "BN HELPS."),
        ("batch normalisation helps", "Batch norm helps."),
        ("principal component analysis rotates", "PCA rotates."),
        ("maximum likelihood estimation fits", "the mle fits"),
        ("mean squared error is bad", "The mean-squared error is bad."),
        ("mean squared error is bad", "MSE is bad."),
        ("k-means converges", "kmeans converges."),
        ("k-means converges", "K means converges."),
        ("mean average precision is low", "The mAP is low."),
        ("L2 regularisation helps", "L₂ regularisation helps."),
        ("L2 regularisation helps", "$L_2$ regularisation helps."),
    ],
)
def test_a_term_goes_by_all_its_names(phrase: str, answer: str) -> None:
    """Long names, abbreviations and notation of the lexicon match each other."""
    assert met(phrase, answer)


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("WHERE filters rows", "We look where it filters rows."),
        ("random access memory is full", "They ram it, and it is full."),
        ("missing at random holds", "It would mar it, which holds."),
        ("mean average precision is low", "A map of the town is low. On it we see the MAP."),
    ],
)
def test_abbreviations_that_read_as_words_need_their_capitals(phrase: str, answer: str) -> None:
    """In an answer with capitals a small word is a word."""
    assert not met(phrase, answer)


def own_bank(root: Path, lexicon: str) -> mli.Bank:
    """A bank with a lexicon of its own and one item about odds ratios."""
    files = {
        "graders/lexicon/own.yaml": lexicon,
        "questions/ml_theory/items.yaml": (
            "- id: odds\n  format: free_text\n  stem: Explain.\n  rubric:\n"
            "    - {id: a, statement: S, evidence: odds ratio ~ large}\n"
        ),
    }
    for name, text in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return mli.load_bank(root)


def test_two_letters_that_are_a_word_need_capitals(tmp_path: Path) -> None:
    """``OR`` for odds ratio is an abbreviation in capitals, in small letters a word."""
    bank = own_bank(tmp_path, "terms:\n  odds ratio: [OR]\n")
    points = {
        answer: mli.grade(bank["odds"], answer, bank=bank).points
        for answer in (
            "The OR is large.",
            "The odds ratio is large.",
            "Small or large, it is fine.",
            "it is small or large",
            "IT IS SMALL OR LARGE",
        )
    }
    assert list(points.values()) == [1, 1, 0, 0, 0]


CLAIM = "The naïve network généralises badly."


@pytest.mark.parametrize(
    "answer",
    [
        CLAIM,
        CLAIM.upper(),
        CLAIM.lower(),
        unicodedata.normalize("NFD", CLAIM),
        unicodedata.normalize("NFKD", CLAIM),
        CLAIM.replace(" ", "  "),
        CLAIM.replace(" ", "\n"),
        CLAIM.replace(" ", "\u00a0"),
        CLAIM.replace(" ", "\u3000"),
        CLAIM.replace("t", "t\u200b"),
        CLAIM.replace("w", "w\u00ad"),
        "\u202e" + CLAIM + "\u202c",
        "\ufeff" + CLAIM,
        "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in CLAIM),
        CLAIM.replace("network", "𝐧𝐞𝐭𝐰𝐨𝐫𝐤"),
        CLAIM.replace("a", "a\u0332"),
        CLAIM.replace("e", "e\u20dd"),
        CLAIM.replace("tw", "t\x00w"),
        CLAIM.replace("tw", "t\x08w"),
        "🤖 " + CLAIM + " 👍🏽",
        "العربية " + CLAIM + " עברית",
    ],
)
def test_writing_does_not_matter(answer: str) -> None:
    """Case, accents, composition, space, width, invisible and combining signs change nothing."""
    assert met("naive network generalises", answer)


def test_control_characters_are_left_out_of_plain_text_too() -> None:
    """In an answer of ASCII alone as in any other."""
    assert met("network generalises", "The net\x00work general\x07ises.")


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("variance <increase>", "variance ↑"),
        ("variance <decrease>", "variance ↓"),
        ("gradient vanishes", "∇ vanishes"),
        ("alpha is small", "α is small"),
        ("lambda is large", "λ is large"),
        ("sigma is large", "Σ is large"),
        ("sum of losses", "∑ of losses"),
        ("batch size grows", "batch‑size grows"),
        ("batch size grows", "batch–size grows"),
        ("don't shuffle rows", "don’t shuffle rows"),
    ],
)
def test_signs_stand_for_words(phrase: str, answer: str) -> None:
    """Arrows, Greek letters, sums and typographic signs are read as what they mean."""
    assert met(phrase, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "1. Recall counts", "- recall counts", "* recall counts\n* loss", "**Recall** counts",
        "`recall` counts", "(recall counts)", "<b>recall</b> counts", "# Recall counts",
        "recall\ncounts", "RECALL COUNTS!!!", "“Recall” counts…",
    ],
)  # fmt: skip
def test_markup_does_not_matter(answer: str) -> None:
    """Lists, emphasis, code, quotes and tags around words."""
    assert met("recall counts", answer)


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("sd is 8", "The s.d. is 8, so scores differ."),
        ("iid ~ rows", "The i.i.d. assumption holds for rows."),
        ("i.i.d. ~ rows", "Rows are iid."),
        ("rows ~ iid", "Rows are i.i.d."),
        ("product ~ sum", "The log of p1 * ... * pn is a product made a sum."),
        ("one ... many", "one, two, ..., many"),
    ],
)
def test_some_full_stops_end_no_sentence(phrase: str, answer: str) -> None:
    """Those of abbreviations by first letters, and those that a formula leaves something out by."""
    assert met(phrase, answer)


@pytest.mark.parametrize(
    ("phrase", "answer"),
    [
        ("reads ~ with queue", "It reads w/ queue."),
        ("reads ~ w/ queue", "It reads with a queue."),
        ("not cached ~ slow", "w/o cached keys: slow"),
        ("<cause> ~ slow", "It is slow b/c a cause is there."),
    ],
)
def test_what_notes_clip_is_read_in_full(phrase: str, answer: str) -> None:
    """In answers and in phrases."""
    assert met(phrase, answer)


def test_a_bullet_may_stand_on_a_line_of_its_own() -> None:
    """White space changes nothing."""
    entries = "the loss\n* falls here\n* error is high"
    assert not met("falls ~ error", entries)
    assert not met("falls ~ error", entries.replace("* ", "*\n"))
