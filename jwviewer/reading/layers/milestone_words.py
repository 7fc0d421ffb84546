"""The verbs and nouns of what has a date, and where in a clause the one stands that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jwviewer.reading.layers.trigger_forms import DENIED, NO_DEAL, TriggerWords, trigger_words
from jwviewer.reading.layers.verb_forms import inflected
from jwviewer.reading.layers.verb_series import is_another
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_GERUNDS = ("acquisition", "investment", "licence")
_DONE_WITH = frozenset({"launch", "found", "sign", "win", "open", "establish", "merge"})
REACH = 150
"""A verb and its date stand within so many characters."""

_BREAK = later(
    r"; |: | [–—-] |[“”\"]|\b(?:which|who|whose|that|when|where|while|after|before|until|because|"
    r"although|"
    r"though|than|whereas|if|unless|against)\b(?: also\b)?|, (?:and|but|or) |\) |"
    r", (?:its|their|the|an?) (?:[a-z-]+ ){0,2}(?:first|second|third|largest|biggest|only|last) "
)
"""What parts the clause of a date from what stands before."""
_ASIDE = later(
    r"(?:\A|(?<=[\w)]))(?: \([^()]{1,60}\)|, (?:which|who|whose|an?|the|its|now|then|today|"
    r"already|still|"
    r"part of|owned by|based in|headquartered in|[a-z]+ed (?:in|by)|"
    r"[a-z]+ (?:years?|months?|weeks?|days?|decades?) (?:after|before)) [^,;]{1,110},)"
)
"""What stands between a subject and its verb and holds verbs of its own."""
_BRACKETS = later(r"\([^()]{1,80}\)")
_NOT_DONE = later(
    r"\b(?:will|would|could|should|may|might|can|cannot|shall|must|is|are|plans?|expects?|aims?|"
    r"hopes?|"
    r"intends?|wants?|seeks?|due|says?|said|told|to|if)\b"
)
_AUXILIARY = later(
    r"(?:was|were|had|has|have)(?:,? (?:been|also|then|later|first|officially|formally|finally|"
    r"only|"
    r"already|since|ever|jointly|itself|[a-z]+ly)){0,3} \Z"
)
_ATTRIBUTE = later(
    r"\b(?:the|an?|its|their|his|her|our|of|for|with|newly|jointly|more|most|highly|this|these|"
    r"those|"
    r"two|three|wholly|recently|in|by|on|'s) \Z"
)
_SOLD = later(
    r"\bsold (?:off |on )?(?:(?:its|the|an?|their|his|her|most of|all of|half of|\d[\d.,]*(?:%|"
    r" per ?cent) of)"
    r" (?:[\w'’&%.,-]+ ){0,6}?(?:business|division|unit|stake|shares?|plant|arm|subsidiary|brand|"
    r"operations|"
    r"brewery|interest|company|firm|holding|assets|portfolio|works|mill|yard|dairy|factory)\b|"
    r"(?:itself |out |on )?to (?:the )?(?:[\w-]+ ){0,5}[A-Z])"
)
_HANDED = later(
    r"\b(?:became|become) (?:an? |the |part |now )?(?:[a-z-]+ ){0,3}(?:subsidiary|part|unit|arm|"
    r"division|property|member|brand) of\b|\bpassed (?:in)?to (?:the hands of )?|"
    r"\bpassed into\b|\bchanged hands\b|\btaken private\b|\bfell (?:in)?to (?=[A-Z]|"
    r"the [a-z]+ [A-Z])|"
    r"\bin the arms of\b|\bpa(?:id|ys|ying) (?:[\w$€£¥.,-]+ ){1,4}for (?:it|them|the (?:firm|"
    r"company|"
    r"business|group)|[A-Z][\w-]+)\b"
)
_PUT_IN = later(
    r"\b(?:put|chipped|stumped|pumped|ploughed|plowed|poured|paid) (?:in|up) "
    r"(?:[a-z]+ ){0,3}[$€£¥]?(?:[A-Z]{2,3} ?)?\d"
)
_RAISED = later(
    r"\b(?:raised|secured|closed|completed) (?:[\w'’-]+ ){0,3}?[\w$€£¥.,-]*\d[\w$€£¥.,-]*"
    r"(?: (?:million|billion|crore|m|bn))?(?: [A-Z]{3})?(?: [a-z]+){0,2}? "
    r"(?:in|from|through|with|of|round|Series|growth|venture|fresh|new)\b|"
    r"\b(?:raised|closed|completed|secured) (?:an? |its |the )(?:[\w$€£.-]+ ){0,4}?round\b"
)
_NOT_YET = later(
    r"\b(?:will|would|could|should|may|might|can|shall|must|plans?|expects?|expected|aims?|"
    r"hopes?|intends?|"
    r"wants?|due|scheduled|planned|slated|set to|says?|said|told|no|not|never|without)\b|n['’]t\b"
)
_SMALL = later(r" (?:in|on|at|by|to|with|for|from|over|about|off|out|up|after|before|into)\b")
_KOREAN = later(r"(?:\d|illion|bn|trn) \Z")
_SUM = later(
    r" (?:about |around |nearly |almost |over |some |a record )?(?:[A-Z]{2,3} ?)?[$€£¥]?\d"
)
_RUNS = later(
    r"\b(?:expires?|runs?|ends?|begins?|starts?|lasts?|takes?|comes?|covers?|closes?|opens?|"
    r"includes?|"
    r"provides?|goes|is|are|follows|lets|makes?|gives|brings?|means|allows|intake|book|backlog|"
    r"value|volumes?|price|prices)\b"
)
_DID = later(r" [a-z]{3,}ed (?=[a-z])(?!(?:in|on|at|by|between|with|from) )")
"""Right behind a noun: what its subject did is of the date, and not the noun itself."""
_INFINITIVE = later(
    r"\bto (?!the\b|an?\b|its\b|their\b|his\b|her\b|our\b|form\b|become\b|(?:[a-z-]+ ){0,2}"
    r"(?:operator|rival|[a-z]*maker|giant|group|firm|company|bank|airline|retailer|builder|producer|"
    r"supplier|owner|investors?|funds?|customers?|carrier|developer|brewer|manufacturer|distributor|"
    r"wholesaler|specialist|start-up|utility|competitor|partners?)\b)[a-z]{2,}\b"
)


@dataclass(frozen=True)
class MilestoneWords:
    """The patterns of what has a date."""

    verb: re.Pattern[str]
    verb_type: dict[str, str]
    noun: re.Pattern[str]
    noun_type: dict[str, str]
    never: re.Pattern[str]
    present: re.Pattern[str]
    present_type: dict[str, str]
    gerund: re.Pattern[str]
    doing_type: dict[str, str]
    triggers: TriggerWords


def milestone_words(lexicons: Lexicons) -> MilestoneWords:
    """Gather the verbs and nouns of what has a date."""
    verbs: dict[str, str] = {}
    now: dict[str, str] = {}
    doing: dict[str, str] = {}
    for kind, rows in lexicons.table("en/milestones", "verbs").items():
        for row in rows:
            bare = row.split(",")[0].split()[0]
            for form in inflected(row):
                if not form.split()[0].endswith("ing") and (
                    form.split()[0] not in (bare, f"{bare}s", f"{bare}es", f"{bare[:-1]}ies")
                    or form in [one.strip() for one in row.split(",")[1:]]
                ):
                    verbs.setdefault(form, kind)
                elif form.split()[0].endswith("ing") and len(form.split()[0]) > 5:
                    if kind in _GERUNDS or bare in _DONE_WITH:
                        doing.setdefault(form, kind)
                elif form.split()[0] != bare:
                    now.setdefault(form, kind)
    nouns = {
        noun.casefold(): kind
        for kind, listed in lexicons.table("en/milestones", "nouns").items()
        for noun in listed
    }
    return MilestoneWords(
        later(rf"(?<![\w-])(?:{alternatives(verbs)})(?![\w-])"),
        verbs,
        later(rf"(?<![\w-])(?i:{alternatives(nouns)})(?![\w-])"),
        nouns,
        later(
            rf"(?<![\w-])(?:{alternatives(lexicons.table('en/milestones', 'never')['past'])})(?!["
            rf"\w-])"
        ),
        later(rf"(?<![\w-])(?:{alternatives(now)})(?![\w-])"),
        now,
        later(
            rf"(?:\b(?:[Aa]fter|[Bb]efore|[Bb]y|[Ss]ince|[Ww]hen|[Ww]hile|[Uu]pon|[Oo]n|without|of|"
            rf"from|for) |(?<=[.!?] )|\A)(?P<verb>(?i:{alternatives(doing)}))(?![\w-])"
        ),
        doing,
        lexicons.once(trigger_words),
    )


@dataclass(frozen=True, slots=True)
class Governor:
    """What a date belongs to: a verb or a noun, its type, and whether it is a passive one."""

    type: str
    span: Span
    passive: bool
    noun: str = ""


def clause_start(view: str, start: int, position: int) -> int:
    """Return where the clause around a position begins, at most ``REACH`` characters before."""
    begin = max(start, position - REACH)
    last = begin
    for match in _BREAK.finditer(view, begin, position):
        if match.group() != ") " or view.find("(", last, match.start()) < 0:
            last = match.end()
    return last


def verb_before(view: str, start: int, end: int, known: MilestoneWords) -> Governor | None:
    """Return the verb of a clause whose date stands at ``end``: the last one before it."""
    if view.find("(", start, end) >= 0:
        bare = _BRACKETS.sub(lambda aside: " " * len(aside.group()), view[start:end])
        found = verb_before(bare.replace("(", " "), 0, len(bare), known)
        return found and _moved(found, start)
    for match in reversed(_verbs(view, start, end, known)):
        if match.group().startswith("reach") and _SUM.match(view, match.end()):
            return None
        if match.group() == "won" and re.search(
            r"\d |(?:illion|bn|trn) ", view[max(start, match.start() - 8) : match.start()]
        ):
            continue
        if _ATTRIBUTE.search(view, max(start, match.start() - 14), match.start()) and (
            view[match.end() : match.end() + 2].strip().isalpha()
            and not _SMALL.match(view, match.end())
        ):
            continue
        if (
            known.never.search(view, match.end(), end)
            or _NOT_YET.search(view, match.end(), end)
            or _INFINITIVE.search(view, match.end() + 3 * _is_begun(view, match), end)
            or is_another(view, match.end(), end)
        ):
            return None
        return _governor(view, start, match, known)
    return None


def _is_begun(view: str, match: re.Match[str]) -> bool:
    """Tell whether a verb tells of something begun: "began to build" tells what was done."""
    return match.group() in ("began", "begun", "started") and view.startswith(" to ", match.end())


def verb_after(view: str, start: int, end: int, known: MilestoneWords) -> Governor | None:
    """Return the verb of a clause that begins with its date: the first one after it."""
    text = view[start:end]
    bare = _ASIDE.sub(lambda aside: " " * (len(aside.group()) - 1) + ",", text)
    for match in _verbs(bare, 0, len(bare), known):
        if _ATTRIBUTE.search(bare, max(0, match.start() - 14), match.start()):
            continue
        before = bare[: match.start()]
        if _NOT_DONE.search(before) or _INFINITIVE.search(before):
            return None
        state = known.never.search(before)
        if state is not None and not _AUXILIARY.fullmatch(before, state.start()):
            return None
        found = _governor(bare, 0, match, known)
        if found is None:
            return None
        return _moved(found, start)
    return None


def _moved(found: Governor, by: int) -> Governor:
    return replace(found, span=(found.span[0] + by, found.span[1] + by))


def gerund_before(view: str, start: int, end: int, known: MilestoneWords) -> Governor | None:
    """Return what was done by "after buying Volta in 2008", if its date stands at ``end``."""
    found = list(known.gerund.finditer(view, start, end))
    if not found or _verbs(view, found[-1].end(), end, known):
        return None
    last = found[-1]
    if known.never.search(view, last.end(), end) or _INFINITIVE.search(view, last.end(), end):
        return None
    word = " ".join(last["verb"].casefold().split())
    return Governor(known.doing_type.get(word, "other"), last.span("verb"), False)


def chronicled(view: str, start: int, end: int, known: MilestoneWords) -> Governor | None:
    """Return the verb of a line of a chronicle, in the past or the present: ``1988: … founds``."""
    found = [*_verbs(view, start, end, known), *known.present.finditer(view, start, end)]
    if not found:
        return None
    match = min(found, key=lambda one: (one.start(), -one.end()))
    word = " ".join(match.group().split())
    kind = known.present_type.get(word) or known.verb_type.get(word, "other")
    return Governor(kind, match.span(), False)


def noun_before(view: str, start: int, end: int, known: MilestoneWords) -> Governor | None:
    """Return the noun right before a date, with what belongs to it: ``its launch in 2016``."""
    last = None
    for match in known.noun.finditer(view, max(start, end - 90), end):
        last = match
    if last is None:
        return None
    between = view[last.end() : end]
    if NO_DEAL.match(view, last.end()):
        return None
    if not re.fullmatch(
        r"(?: (?:of|at|by|with|from|in|on|between|to|for|and|[\w'’&.-]+)){0,10} ?", between
    ):
        return None
    if known.verb.search(between) or known.never.search(between) or _RUNS.search(between):
        return None
    if _INFINITIVE.search(between) or _DID.match(between):
        return None
    before = max(start, last.start() - 60)
    if _NOT_YET.search(view, start, end) or DENIED.search(view, before, last.start()):
        return None
    if re.search(r"\b(?:lost|loses|losing|quit|left|ended) ", view[before : last.start()]):
        return None
    kind = known.noun_type[" ".join(last.group().casefold().split())]
    return Governor(kind, last.span(), False, last.group())


_WORDS_BETWEEN = tuple(later(rf"(?: (?!and |or )[a-zA-Z][\w-]*){{{size}}} ") for size in range(4))


def noun_after(view: str, end: int, known: MilestoneWords) -> Governor | None:
    """Return the noun that a date stands before: ``the 2016 tie-up``."""
    for gap in _WORDS_BETWEEN:
        match = gap.match(view, end)
        if match is None:
            return None
        noun = known.noun.match(view, match.end())
        if noun is not None and not _RUNS.match(view, noun.end() + 1):
            kind = known.noun_type[" ".join(noun.group().casefold().split())]
            return Governor(kind, noun.span(), False, noun.group())
    return None


def _verbs(view: str, start: int, end: int, known: MilestoneWords) -> list[re.Match[str]]:
    found = [
        *known.verb.finditer(view, start, end),
        *_SOLD.finditer(view, start, end),
        *_RAISED.finditer(view, start, end),
        *_HANDED.finditer(view, start, end),
        *_PUT_IN.finditer(view, start, end),
    ]
    kept: list[re.Match[str]] = []
    for match in sorted(found, key=lambda one: (one.start(), -one.end())):
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _governor(
    view: str, start: int, match: re.Match[str], known: MilestoneWords
) -> Governor | None:
    word = " ".join(match.group().split())
    before = view[max(start, match.start() - 45) : match.start()]
    if known.triggers.not_yet.search(before) or before.endswith((" to ", " be ", " being ")):
        return None
    if DENIED.search(view, max(start, match.start() - 120), match.start()):
        return None
    if re.search(r"\b(?:is|are|will be|be|being)(?: [a-z]+ly)? \Z", before):
        return None
    passive = bool(re.search(r"\b(?:was|were|been)(?: [a-z]+(?:ly)?)? \Z", before))
    if word.startswith("sold") or match.re == _HANDED:
        kind = "acquisition"
    elif match.re in (_RAISED, _PUT_IN):
        kind = "investment"
    elif known.never.fullmatch(word):
        return None
    else:
        kind = known.verb_type.get(word, "other")
    last = (
        match.start() + len(match.group().split()[0])
        if kind in ("acquisition", "investment")
        else match.end()
    )
    return Governor(kind, (match.start(), max(last, match.start() + 1)), passive)
