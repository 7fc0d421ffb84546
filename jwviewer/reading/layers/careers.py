"""Offices told in the course of a sentence: "spent years as", "has joined the board"."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.office_holders import surnames, told_before
from jwviewer.reading.layers.office_houses import houses_after
from jwviewer.reading.layers.people import PersonWords, has_given_name, person_words
from jwviewer.reading.layers.posts import add_post
from jwviewer.reading.layers.trigger_forms import DENIED
from jwviewer.reading.layers.verb_groups import is_open
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_NEW = r"(?:(?:new|next|first|former|sole|joint|full-time|trained|longest-serving|current) ){0,2}"
_AS = later(
    r"\b(?P<before>[a-z]+)(?P<gap>[^.;:“”\"]{0,45}?),? as (?:an? |the |its |their )?" + _NEW + r"\Z"
)
_LATER = later(
    r"(?:\b(?:and|but|who|[Hh]e|[Ss]he)|,|\))(?: (?:also|now|then|later|once|still|today|"
    r"previously|since|eventually|in \d{4}|until recently)){0,2} "
    r"(?:is|was|became|becomes|has been|had been|"
    r"remains|went on to become|ended up|rose to become|rose to|used to be|is now|was made|"
    r"was named|was appointed|has become)(?: (?:also|now|still|today))? (?:an? |the |its |their )?"
    + _NEW + r"\Z"
)  # fmt: skip
_NOT_AS = later(
    r"\b(?:such|well|same|known|seen|regarded|described|considered|viewed|dismissed|hailed|acts|"
    r"appoint\w*|nam(?:es|ed|ing)|hir(?:es|ed|ing)|elect\w*|pick\w*|recruit\w*|choos\w+|chose|"
    r"fir(?:es|ed|ing)|oust\w*|sack\w*|replac\w+|succeed\w*|install\w*|met|meets|asked|told|said|"
    r"says|quit|just|far|much|soon|long|so)\b"
)
"""Where these stand before "as", it is somebody else's office, or none."""
_PASSIVE = later(r"\b(?:was|were|been|be|being|is|who)(?: [a-z]+ly)? [a-z]+\Z")
_LEAVES = later(r"\b(?:step|stand|stepping|standing) down as |\b(?:retir|resign)\w* as ")
"""Who wants to leave an office has it."""
_PAST = later(r"\b(?:after|before|following|previously|formerly|elsewhere)\b")
_BEHIND = later(
    r" ?(?:[,.;:)—–]|\Z|(?:of|at|for|in|with|to|since|until|from|on|by|and|when|before|after|last|"
    r"this|next|ends|today|is|was|there|again) )"
)
"""Behind an office that is nobody else's: no verb of which it is the subject."""
_OPENS = later(
    r"(?:Since|After|Before|On|As|In|During|Following|While|When|Having|Appointed|Named|Hired|"
    r"Promoted|Elected|Asked|Upon|Until|Despite|With|At)\b[^.;:“”\"]{0,90}\Z"
)
_MAIN = later(r"[^.;:“”\",]{0,70}, (?:(?:Mr|Ms|Mrs|Dr|Sir)\.? )?")
_SHE = later(r"\b(?:[Hh]e|[Ss]he)\b")
_SITS = later(
    r"(?:, [^.;:“”\"]{3,120}?,(?= (?:has|had|is|was|joins|joined|sits|serves|left|leaves) )|"
    r", \d\d,?|,| of [A-Z][^.;:,]{2,40})?"
    r"(?: (?:who|has|had|also|now|still|is|was|been|recently|later|and)){0,4} "
    r"(?:(?:re)?joins?|joined|joining|sits? on|sat on|serves? on|served on|serving on|"
    r"sitting on|(?:takes?|took|taken|has|have|had|won|given|offered) a seat on|"
    r"(?:re-?)?elected to|appointed to|named to|added to|co-opted onto|resigns? from|"
    r"resigned from|stepped down from|steps down from|left|leaves|leaving|quits?) "
    r"(?P<what>(?:the|its|their) (?:company's |group's |firm's |bank's )?(?:[a-z]+ ){0,2}?"
    r"board(?: of (?:directors|management|trustees|governors))?|(?=[A-Z]))(?! as\b)"
)
_BOARD = later(
    r"['’]s? (?P<what>(?:[a-z]+ ){0,2}?board(?: of (?:directors|management|trustees|governors))?)\b"
)
_TO_BOARD = later(
    r" (?:to|on|onto) (?P<what>(?:the|its) (?:[a-z]+ ){0,2}?board(?: of (?:directors|management|"
    r"trustees|governors))?)\b(?! as\b)"
)
_APPOINTMENT = later(r"\b(?:appointment|election|nomination|addition|appoints|appointed|elected|"
                     r"named|promoted|added) (?:of )?\Z")  # fmt: skip
_OF = later(r" (?:of|at) (?:the )?(?:(?!board)[a-z-]+ ){0,3}")
_NO_BOARD = later(r"\b(?:across|on|over|above|advisory|editorial|school|local|city|town|notice)\b")


@rule(
    "people.careers",
    examples=(
        (
            "Eva Lund has spent 11 years at Volta Marine, the last four as managing director.",
            "_post person=Eva Lund; role=managing director",
        ),
        (
            "Eva Lund ran a shop until 2019 and is now a non-executive director of Volta Marine.",
            "_post organisations=Volta Marine; person=Eva Lund; role=non-executive director",
        ),
        (
            "Since taking over as managing director in 2020, Eva Lund has sold two yards.",
            "_post person=Eva Lund; role=managing director",
        ),
    ),
    counter_examples=(
        "Eva Lund described Volta Marine as a leader.",
        "Eva Lund met Oda Brask and is said to have praised her as a chairman of Volta Marine.",
        "Eva Lund of Volta Marine has never worked as a consultant.",
        "Eva Lund spoke as the chairman of Volta Marine looked on.",
    ),
)
def careers(draft: Draft) -> None:
    """Give an office after "as" or "and is now" to the one person whom the sentence names."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    view = draft.article.view
    taken = {span for post in draft.of_kind("_post") for span in post.attributes["role"].spans}
    for start, end in draft.shared.get("offices", ()):
        sentence = draft.sentence(start)
        if (start, end) in taken:
            continue
        told = _AS.search(view, max(sentence.start, start - 90), start)
        is_as = told is not None
        leaves = _LEAVES.search(view, max(sentence.start, start - 40), start)
        if told is not None and not leaves and _is_anothers(view, told.start(), told.end()):
            continue
        told = told or _LATER.search(view, max(sentence.start, start - 60), start)
        if told is None or (is_as and not _BEHIND.match(view, end)):
            continue
        if is_as and view[start:end].casefold() in known.weak:
            continue  # "welcomed Volta as a partner"
        opened = is_open(view, max(sentence.start, start - 60), start) and not leaves
        if opened or DENIED.search(view, max(sentence.start, start - 100), start):
            continue
        houses, after = houses_after(names, end, known)
        person = _the_one(draft, names, known, sentence, start, after)
        if person is None or names.view.startswith(" " + person.value("name"), end):
            continue
        houses = [one for one in houses if not has_given_name(one.value("name"), known)]
        if not houses and _PAST.search(view, max(sentence.start, start - 50), start):
            continue  # "joined Volta after ten years as sales chief": of another house
        role = Attribute(view[start:end], "inferred", ((start, end),), "same-sentence")
        span = min(person.span[0], start), max(person.span[1], end)
        add_post(draft, names, person, role, houses, span, "people.careers")


def _is_anothers(view: str, start: int, end: int) -> bool:
    """Tell whether the words before "as" make it the office of whom somebody speaks of."""
    verbs = list(_NOT_AS.finditer(view, start, end))
    return bool(verbs) and not _PASSIVE.search(view, max(0, start - 20), verbs[-1].end())


def _the_one(
    draft: Draft, names: Names, known: PersonWords, sentence: Sentence, start: int, after: int
) -> Proposal | None:
    """Return the one person whom a sentence names before an office, or right after its opening."""
    people: dict[str, Proposal] = {}
    for name in names.within(sentence.start, start):
        text = name.value("name")
        if names.kind(name) == "person" or has_given_name(text, known):
            people.setdefault(text.split()[-1], name)
        elif text in surnames(names, known):
            people.setdefault(text, name)
    if len(people) == 1:
        return next(iter(people.values()))
    if people:
        return None
    if _OPENS.fullmatch(draft.article.view, sentence.start, start):
        main = _MAIN.match(draft.article.view, after, sentence.end)
        holder = names.by_start.get(main.end()) if main is not None else None
        if holder is not None and has_given_name(holder.value("name"), known):
            return holder
    if _SHE.search(draft.article.view, sentence.start, start):
        return told_before(draft, names, start, known, surely=True)
    return None


@rule(
    "people.boards",
    examples=(
        (
            "Eva Lund has joined the board of directors of Volta Marine.",
            "_post organisations=Volta Marine; person=Eva Lund; "
            "role=member of the board of directors",
        ),
        (
            "The appointment of Eva Lund to the board of Volta Marine came late.",
            "_post organisations=Volta Marine; person=Eva Lund; role=board member",
        ),
    ),
    counter_examples=(
        "Eva Lund has joined the board of directors of Volta Marine as its chairman.",
        "Eva Lund has not joined the board of Volta Marine.",
    ),
)
def boards(draft: Draft) -> None:
    """Read who joins, sits on or leaves a board as one of its members."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    view = draft.article.view
    if "board" not in view:
        return
    for name in names.all:
        if not (
            has_given_name(name.value("name"), known)
            or name.value("name") in surnames(names, known)
        ):
            continue
        match = _SITS.match(view, name.span[1])
        if match is None and _APPOINTMENT.search(view, max(0, name.span[0] - 24), name.span[0]):
            match = _TO_BOARD.match(view, name.span[1])
        houses: list[Proposal] = []
        if match is not None and not match["what"]:
            house = names.by_start.get(match.end())
            houses = [house] if house is not None else []
            match = _BOARD.match(view, house.span[1]) if house is not None else None
        if match is None or _NO_BOARD.search(match["what"]):
            continue
        end = match.end("what")
        of = _OF.match(view, end)
        house = names.by_start.get(of.end()) if of is not None and not houses else None
        if house is not None:
            houses, end = [house], house.span[1]
        begin = draft.sentence(name.span[0]).start
        if is_open(view, name.span[1], match.start("what")) or view.startswith(" as ", end):
            continue
        if DENIED.search(view, max(begin, name.span[0] - 100), name.span[0]):
            continue
        words = match["what"].split()
        words = words[words[0] in ("the", "its", "their") :]
        words = [one for one in words if not one.endswith("'s")]
        office = "board member" if words == ["board"] else "member of the " + " ".join(words)
        role = Attribute(office, "inferred", (match.span("what"),), "verb")
        add_post(draft, names, name, role, houses, (name.span[0], end), "people.boards")


RULES = (careers, boards)
