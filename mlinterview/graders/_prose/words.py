"""What English words do in an answer: a set of bits for each, looked up once a word.

Closed classes are complete as far as answers need them; verbs are the common ones of technical
prose. All of it belongs to version 1 of the engine: a change of a list changes grades.
"""

from __future__ import annotations

from functools import cache

__all__ = [
    "AUX",
    "BACKWARD",
    "CONJUNCTION",
    "DETERMINER",
    "FORWARD",
    "FUNCTION",
    "HARD",
    "HEDGE",
    "NEGATION",
    "PAIRED",
    "PREPOSITION",
    "PRONOUN",
    "SOFT",
    "VERB",
    "WEAK",
    "kinds",
]

FUNCTION = 1  # says little by itself: may stand between the words of a phrase
VERB = 2  # makes a statement of a sentence
NEGATION = 4  # denies what follows
HEDGE = 8  # takes certainty away
HARD = 16  # begins another thought: phrases do not reach across it
SOFT = 32  # begins another clause
FORWARD = 64  # the effect follows
BACKWARD = 128  # the cause follows
WEAK = 256  # a verb that says nothing of its subject
DETERMINER = 512
PREPOSITION = 1024
AUX = 2048
CONJUNCTION = 4096
PRONOUN = 8192
PAIRED = 32768  # denies what follows together with the next word, or alone: rather than, unlike

_LISTS: dict[int, str] = {
    FUNCTION: """a an the this that these those its their our my your his her it they we you i he she
        of in into onto on at by for from with within without to between among over under about as
        than and or nor but so if when while because since is are was were be been being am do does
        did done has have had having can could will would shall should may might must then there
        here also too very quite rather much more most less least such some any each every all both
        either which who whom whose what how where why just only even still already again very
        really simply mainly mostly basically essentially exactly thus hence therefore one ones
        itself themselves other another same own out up down off per via during through across
        we'd i'd it'd you'd they'd we'll i'll it'll you'll they'll it's they're we're you're i'm he's
        she's there's that's we've i've they've off against upon one's let's
        whole entire certain given resulting corresponding actual overall general particular""",
    VERB: """is are was were be been am has have had do does did can could will would shall should may
        might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't
        couldn't won't wouldn't shouldn't it's that's there's you're they're we're cannot isnt arent
        wasnt dont doesnt didnt cant wont""",
    NEGATION: """not no non never neither nor cannot without none nobody nothing hardly barely rarely
        seldom scarcely unable
        incapable lack lacks lacking isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't
        didn't can't couldn't won't wouldn't shouldn't needn't mustn't ain't isnt arent wasnt werent
        hasnt havent dont doesnt didnt cant couldnt wont wouldnt shouldnt""",
    HEDGE: """maybe perhaps possibly guess unsure might presumably supposedly doubt""",
    HARD: """but however whereas while although though yet nevertheless nonetheless otherwise
        conversely""",
    SOFT: """because since which that if when where so therefore hence thus unless until as who whose
        after before""",
    FORWARD: """so therefore hence thus then cause causes caused lead leads led leading result results
        makes make made making means mean implies imply implying gives give giving yields yield
        produces produce producing creates create forces force forcing lets let allows allow
        allowing enables enable enabling brings bring drives drive pushes push prevents prevent
        preventing reduces reduce reducing increases increase increasing decreases decrease
        decreasing helps help helping ensures ensure consequently accordingly which thereby -> =>
        stops stop avoids avoid keeps keep leaves leave turns slows slow speeds speed
        improves improve hurts hurt raises raise lowers lower shrinks shrink""",
    BACKWARD: """because since due owing thanks caused when if whenever as after reason comes stems
        from arises with for by under via using through given <-""",
    WEAK: """is are was were be been am has have had do does did can could will would shall should may
        might must involve involves involved relate relates related concern concerns include
        includes including included contain contains consider considers considered know known
        discuss discussed mention mentioned matter matters important relevant associated connected
        linked regard regards regarding deal deals talk talks consist consists it's that's there's
        cover covers depend depends use uses used using need needs needed apply applies applied""",
    DETERMINER: """the a an its their our my your every""",
    PREPOSITION: """of in into onto from with by for at between during among via""",
    AUX: """is are was were be has have does do can will would should must had did could""",
    CONJUNCTION: """and or but because so if than nor""",
    PRONOUN: """it they we you he she i this these those there we'd i'd it'd you'd they'd we'll i'll it'll
        you'll they'll it's they're we're you're i'm he's she's there's that's we've i've they've""",
    PAIRED: """rather instead opposed contrary fail fails failed failing failure absence free far short
        unlike stop stops stopped cease ceases ceased""",
}

_VERBS = """
    achieve adapt add adjust affect aggregate allow alter analyse appear approximate assign assume attend
    attenuate average avoid balance become begin behave belong bias block boost break bring build bypass
    calculate calibrate capture carry catch cause change check choose classify clean clip cluster collapse
    collect combine come compare compensate complete compress compute concentrate condition confirm connect
    consist constrain contribute control converge copy correct correspond cost count cover create cross cut
    decay decide decline decompose decrease define degrade delay delete deliver depend deploy derive descend
    describe detect determine deviate differ diminish disappear discard distinguish diverge divide dominate
    double draw drive drop drown duplicate eliminate embed emerge enable encode encourage end enforce ensure
    enter equal escape estimate evaluate exceed exclude execute expand expect explain explode explore expose
    express extend extract fail fall favour feed fetch fill filter find finish fit fix flag flatten flip flow
    fluctuate focus follow force forget form freeze gain generalise generate get give go grow guarantee guess
    happen harm hear help hide hit hold hurt identify ignore imply improve include increase indicate infer
    inflate influence inform inherit initialise inject insert inspect interpolate introduce invert join jump
    keep kill know label lack last lead leak learn leave let lie limit link lock log look lose lower maintain
    make map mask match matter maximise mean measure memorise merge minimise mislead miss mistake mix model
    monitor move multiply need normalise notice observe obtain occur optimise order oscillate outperform
    output overestimate overfit overflow overlap oversample overwrite pad parse partition pass pay peak
    penalise perform permute persist pick plateau plot point pool predict prefer preserve prevent process
    produce project propagate prove provide prune pull punish push put quantise query raise randomise rank
    reach react read receive recognise recompute record recover reduce refer reflect refuse regularise reject
    rely remain remember remove repeat replace represent require resample rescale reset resize resolve respond
    restart restrict result retain retrain retrieve return reuse reveal reverse rise rotate round route run
    sample saturate save scale scan score search see select send separate serve set share shift show shrink
    shuffle simulate skip slow smooth solve sort split spread stabilise stack standardise start stay step stop
    store stratify subtract suffer suggest sum suppress survive swap switch take tell tend test think tie
    trade train transfer transform treat trigger trim try tune turn underestimate underfit understand undo
    load reload replay resume clamp crash truncate accumulate backpropagate update upweight use validate vanish vary verify vote wait warm waste watch weaken weigh weight widen work
    worsen write yield
"""

_IRREGULAR = """became began broke brought built came chose drew drove fed fell felt found fought froze gave
    got grew held hid kept knew led left lent lost made meant met paid put ran read rose said saw sent shook
    shown shrank shrunk slid sold spent split spread stood stuck taken taught told thought threw took went won
    wrote written grown fallen given gone seen chosen drawn driven frozen hidden shown broken"""


def _forms(verb: str) -> tuple[str, ...]:
    """The verb with its endings."""
    stems = {verb}
    if verb.endswith("ise"):
        stems.add(verb[:-3] + "ize")
    if verb.endswith("yse"):
        stems.add(verb[:-3] + "yze")
    forms: set[str] = set()
    for base in stems:
        forms |= {base, base + "s"}
        if base.endswith("e"):
            forms |= {base + "d", base[:-1] + "ing"}
        elif base.endswith("y") and base[-2] not in "aeiou":
            forms |= {base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
        else:
            forms |= {base + "ed", base + "ing", base + base[-1] + "ed", base + base[-1] + "ing"}
        if base.endswith(("s", "x", "z", "ch", "sh", "o")):
            forms.add(base + "es")
    return tuple(forms)


@cache
def kinds() -> dict[str, int]:
    """What each word does, as bits."""
    found: dict[str, int] = {}
    for bit, words in _LISTS.items():
        for word in words.split():
            found[word] = found.get(word, 0) | bit
    for verb in _VERBS.split():
        for form in _forms(verb):
            found[form] = found.get(form, 0) | VERB
    for word in _IRREGULAR.split():
        found[word] = found.get(word, 0) | VERB
    return found
