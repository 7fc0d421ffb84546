"""Awards: who won what, and when; the prize is the event's name, the rank its result."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.turns import Turn

_PART = r"(?:[A-Z][\w'’&-]{0,30}|of|and|the|for|de|in|du|\d{4})"
_NAME = rf"{_PART}(?: {_PART}){{0,11}}"
_WON = Turn(
    r"\b(?P<verb>won|wins|win|has won|received|receives|was awarded|were awarded|has been awarded|"
    r"was honoured with|"
    r"was honored with|took home|collected|picked up|earned|was presented with|scooped|was granted|"
    r"bagged|landed|carried off|walked away with|went home with|claimed|netted|clinched|was given|"
    r"was handed|accepted|secured|brought home|takes home|has received|have won|shared)"
    r" (?:(?:the|a|an|its|their|"
    r"this year's) )?(?:(?P<result>[a-z][\w-]{1,16}(?: [a-z][\w-]{1,16}){0,3}?) (?:of|in|at|"
    r"as) (?:the )?)?"
    rf"(?P<title>title of )?(?:\"|“)?(?P<name>{_NAME})"
)
_NAMED = Turn(
    r"\b(?P<verb>(?:was|were|has been|been) (?:named|voted|crowned|chosen as|declared|honoured as|"
    r"honored as|elected))"
    rf" (?:the )?[\"“‘]?(?P<name>{_NAME} of the (?:Year|year|Month|Decade))"
)
_APPOSED = later(
    r"['’]?[\"”]?,? (?:an? |the )?(?:[a-z-]+ )?(?:award|prize|trophy|medal|distinction|honour)\b"
)
"""After a name: it is the one of a prize."""
_WINNER = Turn(
    rf"\b[Ww]inners? of (?:this year's |last year's |the )?(?P<name>{_NAME})(?P<verb>:| is| was|,) "
    r"(?:the )?(?P<who>[^.;:,]{3,70})"
)
_NAMES = Turn(
    rf"\b(?P<verb>named|names|voted|crowned|declared|chose|chosen|honoured|"
    rf"honored) (?P<who>{_NAME}) "
    rf"(?:as )?(?:its |their |the |this year's )?(?P<name>{_NAME} of the (?:Year|year|Month|"
    rf"Decade))"
)
_WENT = Turn(
    r"\b[Tt]he (?P<name>(?:[A-Z][\w'’-]+ ){2,5})(?:(?:for|of) [^.;:,]{3,40} )?"
    r"(?P<verb>went|goes|has gone|was presented|was awarded|was given|was handed|is going|has been "
    r"awarded) to (?P<who>[^.;:,]{3,60})"
)
_TITLE = Turn(
    r"\b(?P<verb>won|wins|took|collected|picked up|took home|received|bagged|scooped|landed|"
    r"claimed|carried off|was awarded|was given|was handed|earned|clinched|lifted) the "
    r"(?P<name>(?:Golden|Silver|Gold|Bronze|"
    r"Green|"
    r"Red|Blue|White|Black|Grand|Crystal|Diamond|Iron|Copper) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"(?=[ .,;](?:in|for|at|last|twice|this|on|again)?\b|[.,;])"
)
_HANDED = later(
    r"\b(?P<verb>received|collected|accepted|presented|handed over|given|conferred) (?:with )?"
    r"(?P<what>the (?:award|prize|trophy|medal|title)|in [A-Z][a-z]+ on)\b|"
    r"\b(?P<it>[Tt]he (?:award|prize|trophy|medal)) was (?:presented|handed over|given|conferred)"
)
_BEST = Turn(
    r"\b(?P<verb>won|took|received|was awarded) (?:the )?(?P<result>best [a-z]+(?: [a-z]+)?|"
    r"(?:first|second|third|top) prize|"
    r"(?:a |the )?(?:gold|silver|bronze)(?: medal| award)?) (?:at|in|"
    r"of) (?P<name>(?:the )?[\w'’ -]{4,60}?)(?=[,.;]| in \d| for | last | from |\Z)"
)
_MONTH = later(
    r" in (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)(?: \d{4})?\Z"
)
_YEAR = later(r" (?:for )?(?P<year>(?:19|20)\d\d)\b(?![-–/]\d)")
"""After its name: the year that a prize is of."""
_PRIZE = later(
    r"\b(?:Awards?|Prizes?|Medal|Trophy|Premio|Preis|Prix|Oscar|of the Year|Cup|Seal|Label|"
    r"Champion)\b"
)


@rule(
    "awards.won",
    examples=(
        (
            "In 2015 Voltessa AB won the first prize of the Nordic Yard Award.",
            "award name=Nordic Yard Award; result=first prize; participants=Voltessa AB",
        ),
        ("Voltessa AB was named Yard of the Year.", "award name=Yard of the Year"),
        ("Voltessa AB won best newcomer at the Kiel fair.", "award result=best newcomer"),
        (
            "The Guild named Voltessa AB its Yard of the Year. "
            "Voltessa received the award in June 2018.",
            "award date=2018-06; name=Yard of the Year; participants=Voltessa AB",
        ),
    ),
    counter_examples=("Voltessa AB won an order in Kiel.", "Voltessa AB received a grant in Kiel."),
)
def won(draft: Draft) -> None:
    """Add the prizes that somebody won."""
    reader = EventReader(draft)
    view = draft.article.view
    last: Proposal | None = None
    for sentence in draft.article.sentences:
        done = -1
        for pattern in (_NAMED, _NAMES, _TITLE, _WENT, _WINNER, _WON, _BEST):
            for match in pattern.finditer(view, sentence.start, sentence.end):
                name = _MONTH.sub("", match["name"])
                name = re.sub(r" \Z|(?: (?:of|and|the|for|de|in|du|\d{4}))+\Z", "", name)
                named = pattern is not _WON or match["title"] or _PRIZE.search(name)
                end = match.start("name") + len(name)
                told = name[:1].isupper() and _APPOSED.match(view, end)
                if match.start() < done or not (named or told):
                    continue
                done = match.end()
                last = _add(draft, reader, match, name)
        if last is None or len(last.value("date")) not in (0, 4):
            continue
        for match in _HANDED.finditer(view, sentence.start, sentence.end):
            head = match.span("verb" if match["verb"] else "it")
            trigger = Trigger("award", head, match.span(), "", False, "won")
            date = reader.date(sentence, trigger, [])
            if date is not None and len(last.value("date")) in (0, 4):
                last = draft.change(last.id, date=date)


def _add(draft: Draft, reader: EventReader, match: re.Match[str], name: str) -> Proposal:
    sentence = draft.article.sentence(match.start())
    start = match.start("name")
    head = (start, start + len(name))
    trigger = Trigger("award", match.span("verb"), (match.start(), head[1]), name, False, "won")
    left, _ = reader.bounds(sentence, trigger)
    subject = reader.mentions.subject_within(left, match.start())
    if not subject.entities or subject.basis != "stated":
        subject = reader.mentions.subject_within(sentence.start, match.start())
    if "who" in match.groupdict():
        subject = reader.mentions.subject_within(*match.span("who"))
    if not subject.entities:
        subject = reader.mentions.subject_of(sentence)
    date = reader.date(sentence, trigger, [])
    year = _YEAR.match(draft.article.view, head[1])
    if date is None and year is not None:
        date = Attribute(year["year"], spans=(year.span("year"),))
    result = match.groupdict().get("result")
    attributes = {
        "name": Attribute(re.sub(r"\Athe ", "", name), spans=(head,)),
        "event_type": Attribute("award", spans=(match.span("verb"),)),
        "participants": subject.attribute(),
        "companies": subject.attribute(),
        "result": Attribute(result, spans=(match.span("result"),))
        if result
        else Attribute("", "not_stated"),
        "date": date or Attribute("", "not_stated"),
        "place": Attribute("", "not_stated"),
    }
    return draft.add(
        "award",
        (match.start(), head[1]),
        attributes,
        rule="awards.won",
        confidence=0.85,
        claim=False,
    )


RULES = (won,)
