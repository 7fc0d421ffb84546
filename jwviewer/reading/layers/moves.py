"""Offices that change hands: who succeeds whom, who joins a board, who is hired to lead."""

from __future__ import annotations

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.companies import firm_words
from jwviewer.reading.layers.office_frames import NAMED
from jwviewer.reading.layers.office_holders import surnames
from jwviewer.reading.layers.office_houses import office_at
from jwviewer.reading.layers.people import (
    PersonWords,
    has_given_name,
    looks_like_a_person,
    person_words,
)
from jwviewer.reading.layers.posts import add_post
from jwviewer.reading.layers.trigger_forms import DENIED
from jwviewer.reading.layers.verb_groups import is_open
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule

_SUCCEEDS = later(
    r"(?:, (?:aged )?\d\d,?)?,? (?:who )?(?:is to |is set to |is due to |will |would |has |had |"
    r"to )?"
    r"(?:succeed(?:s|ed)?|replace[sd]?|(?:takes?|took|taken) over from|follow(?:s|ed)|"
    r"(?:stands?|stood|steps?|stepped) in for) (?:[a-z][a-z-]+ ){0,3}(?:(?:Mr|Ms|Mrs|Dr|Sir)\.? "
    r")?\Z"
)
"""Between the new holder of an office and the one before."""
_AS = later(r"(?:, \d\d,?| \(\d\d\))? as (?:[a-z'’-]+ ){0,3}\Z")
_BY = (
    r"(?:(?:will be|is to be|is being|was|has been|is) (?:succeeded|replaced|followed)"
    r"(?: (?!(?:as|board|by) )[^ .;:,]{1,20}){0,6} by|(?:will hand|hands|handed|is handing)"
    r"(?: [a-z]+)? over to|(?:makes|made|will make) way for) (?:(?:the|his|her|its|long-time) )?"
    r"(?:(?!(?:by|of|from|at|with|under|[a-z]+ed|led|run) )[a-z-]+ ){0,3}"
)
_SUCCEEDED = later(rf"(?:, (?:aged )?\d\d,?)?(?:, who [^.;:,]{{3,60}},)? {_BY}")
"""Between the holder of an office and the one after."""
_HE_IS = later(
    rf"\b(?:[Hh]e|[Ss]he|,? who) {_BY}(?=[A-Z])|"
    r"\b(?:[Hh]is|[Hh]er) (?:immediate |late )?(?P<kin>successor|predecessor)"
    r"(?: (?:is|was|will be))?,? (?:(?:Mr|Ms|Mrs|Dr|Sir|Prof)\.? )?(?=[A-Z])"
)
_HIM = later(
    r"\b(?:succeeds?|succeeded|replaces?|replaced|takes? over from|took over from) (?:him|her)\b"
    r"(?! as)"
)
_SUCCEEDS_HER = later(
    r" (?:will )?(?:succeeds?|succeeded|replaces?|replaced|takes? over from|took over from) "
    r"(?:(?:Mr|Ms|Mrs|Dr|Sir|Prof|Professor)\.? )?(?=[A-Z])"
)
"""Between one who was told of before and who had the office: "She succeeds Ole Brask"."""
_WILL = later(r",? (?:(?:is to|will|would|has|had) )?\Z")
_REPLACES = later(
    r"(?:, (?:aged )?\d\d,?)?(?:,? who)?,? (?:(?:has|had|will|is to) )?(?:replaced|succeeded|"
    r"replaces|succeeds|took over from|replacing|succeeding|taking over from) (?:the )?"
    r"(?:long-time |late |retiring |outgoing )?(?:(?:Mr|Ms|Mrs|Dr|Sir)\.? )?"
)
"""Between the holder of an office and the one before: "who replaced Ole Brask in May"."""
_APPOSED = later(r", | \(| (?:of|at|from) ")
_COMES = later(
    r"(?:, (?:until|formerly|previously|currently) [^.;:]{3,80}?,)?,? (?:who )?"
    r"(?:is to |is set to |is due to |will |would |has |had |to |also )?"
    r"(?:(?:is |was )?(?:re)?join(?:s|ed|ing)?|sits? on|sat on|returns? to|returned to|moves? to|"
    r"moved to|"
    r"left|leaves|leave) (?:the )?(?:[a-z-]+ ){0,2}?(?:boards? (?:of (?:directors )?(?:of )?|at "
    r")?)?"
    r"(?:the )?(?:[a-z-]+ ){0,4}"
)
_BEFORE_OFFICE = later(
    r",?(?: (?!(?:after|following|where|when|who|years|spell|stint|career|decades?|time|work|"
    r"as) )[^ .;:,]{1,20}){0,8} as (?:an? |the |its |their )?(?:new |first )?"
)
_TO_LEAD = later(
    r"(?:, \d\d,?)?(?:, (?:who|formerly|previously|until) [^.;:]{4,80}?,|,? from (?:[a-z]+ "
    r"){0,3}[A-Z]"
    r"[^.;:,]{2,40}?)? to (?P<verb>head|lead|run|chair|manage|oversee)(?: up)? "
    r"(?P<what>(?:its|their|the|a) (?:[\w&-]+ ){0,5}?(?:arm|unit|division|business|operations?|"
    r"team|"
    r"department|offices?|branch|group|company|firm|venture|plants?|works|laboratory|labs?|studio|"
    r"project|subsidiary|activities|practice|effort|push)\b)?"
)
_HIRED_AS = later(
    r"(?:, \d\d,?)?(?:, (?:an? |the |who |formerly |previously |until )[^.;:]{4,80}?,|,? from "
    r"(?:[a-z]+ ){0,3}[A-Z][^.;:,]{2,40}?) (?:as|to be) (?:its |their |the |an? )?"
    r"(?:new |next |first )?"
)
"""Between somebody who is hired and the office, with what she was between them."""
_OF_HOUSE = later(r" (?:of|at) (?:the )?")
_ACTS = later(
    r" (?:has|had|is|was|will|would|(?!this|its|as|across|besides|towards)[a-z]+(?:s|ed))\b"
)
"""After the office of another one: "joins Volta as its chairman leaves"."""
_PREVIOUSLY = later(r"\b(?:previously|formerly|earlier|once) (?:the )?\Z")
_CLAUSE = later(r"[^,;:–—(]{0,90}\Z")
_VERBS = {"head": "head", "lead": "head", "run": "head", "chair": "chair"}


@rule(
    "people.moves",
    examples=(
        (
            "Eva Lund succeeded Oda Brask as chief executive of Volta Marine.",
            "_post organisations=Volta Marine; person=Eva Lund; role=chief executive",
        ),
        (
            "Volta Marine chairman Ole Brask will be succeeded on 1 May by Eva Lund.",
            "_post organisations=Volta Marine; person=Eva Lund; role=chairman",
        ),
        (
            "Eva Lund is to join the board of lender Volta Marine as a non-executive director.",
            "_name kind=person; name=Eva Lund | _post organisations=Volta Marine; "
            "person=Eva Lund; role=non-executive director",
        ),
        (
            "Volta Marine has hired Zuki Brask from Kerning as head of sales.",
            "_name kind=person; name=Zuki Brask | _post person=Zuki Brask; role=head of sales",
        ),
        (
            "Volta Marine has hired Eva Lund from Kerning to head its Paris office.",
            "_name kind=person; name=Eva Lund | _post person=Eva Lund; role=head",
        ),
    ),
    counter_examples=(
        "A pump replaced the engine as the main source of noise.",
        "Volta Marine joined the scheme as a partner.",
        "Volta Marine hired Eva Lund to look into it.",
        "Volta Marine has never hired Eva Lund from Kerning to head its Paris office.",
        "Eva Lund joins Volta Marine as its chairman leaves.",
    ),
)
def moves(draft: Draft) -> None:
    """Give an office to whoever takes it over, joins a firm in it, or is hired to lead."""
    known = draft.lexicons.once(person_words)
    names = names_of(draft)
    for post in draft.of_kind("_post"):
        _succeeded(draft, names, known, post)
    _succeeds_him(draft, names, known)
    view = draft.article.view
    for name in names.all:
        if not looks_like_a_person(name.value("name"), known):
            continue
        hired = NAMED.search(view, max(0, name.span[0] - 24), name.span[0])
        if hired is not None and not _is_said(draft, hired.start()):
            continue
        if hired is not None:
            _hired(draft, names, known, name)
        if not has_given_name(name.value("name"), known):
            continue
        _joins(draft, names, known, name)
        match = _TO_LEAD.match(view, name.span[1])
        if match is None or hired is None:
            continue
        houses = [] if match["what"] else names.listed_at(match.end(), 1)[0]
        if not match["what"] and not houses:
            continue
        verb = match.span("verb")
        role = Attribute(_VERBS.get(match["verb"], "manager"), "inferred", (verb,), "verb")
        add_post(draft, names, name, role, houses, (name.span[0], match.end()), "people.moves")
    _of_whom_she_succeeds(draft, names, known)


def _succeeded(draft: Draft, names: Names, known: PersonWords, post: Proposal) -> None:
    """Give the office of one who was succeeded in it to the successor as well, and the reverse."""
    person = draft.proposals[post.value("person")]
    role = post.attributes["role"]
    end = max([person.span[1], *(one[1] for one in role.spans)])
    view = draft.article.view
    for pattern in (_SUCCEEDED, _REPLACES):
        gone = pattern.match(view, end)
        other = names.by_start.get(gone.end()) if gone is not None else None
        if (
            other is not None
            and has_given_name(other.value("name"), known)
            and not view.startswith(" as ", other.span[1])
            and " also " not in view[post.span[0] : end]
            and _is_said(draft, end)
        ):
            _hand_on(draft, names, post, other)
    before = role.basis == "stated" and role.spans[0][1] <= person.span[0]
    if before or _AS.fullmatch(view, person.span[1], role.spans[0][0]):
        other = _successor(draft, names, known, post.span[0] if before else person.span[0])
        if other is not None and other.value("name") != person.value("name"):
            _hand_on(draft, names, post, other)


def _successor(draft: Draft, names: Names, known: PersonWords, end: int) -> Proposal | None:
    """Return who "will succeed", by the words that end at a place."""
    view = draft.article.view
    verb = _SUCCEEDS.search(view, max(draft.sentence(end).start, end - 90), end)
    if verb is None:
        return None
    for name in reversed(names.within(max(0, verb.start() - 160), verb.start())):
        if has_given_name(name.value("name"), known) or names.kind(name) == "person":
            beside = name.span[1] == verb.start() or _APPOSED.match(view, name.span[1])
            return name if beside else None
    return None


def _hand_on(
    draft: Draft, names: Names, post: Proposal, person: Proposal, *, inferred: bool = False
) -> None:
    """Give an office to one more person."""
    role = post.attributes["role"]
    if inferred:
        role = Attribute(role.value, "inferred", role.spans, "succession")
    held = [draft.proposals[one] for one in post.values("organisations")]
    span = min(post.span[0], person.span[0]), max(post.span[1], person.span[1])
    add_post(draft, names, person, role, held, span, "people.moves")


def _succeeds_him(draft: Draft, names: Names, known: PersonWords) -> None:
    """Read "He will be succeeded by Eva Lund" and "Eva Lund will succeed him"."""
    view = draft.article.view
    for match in (*_HE_IS.finditer(view), *_HIM.finditer(view)):
        will = _WILL.search(view, match.start() - 12, match.start())
        if match.re == _HE_IS:
            name = names.by_start.get(match.end())
        else:
            name = names.by_end.get(will.start()) if will is not None else None
        if name is None or not has_given_name(name.value("name"), known):
            continue
        others = _posts_before(draft, match.start())
        others = [
            one for one in others if one.value("person") != name.id and not _was_before(view, one)
        ]
        others = [one for one in others if one.value("person") == others[-1].value("person")]
        if match.re == _HE_IS and match["kin"] and (not others or match["kin"] == "successor"):
            # The first office that was told of her is the one that she has left.
            she = _told_last(draft, names, match.start(), known)
            others = _all_of(draft, she, match.start()) if she is not None else []
        if others and _is_said(draft, match.start()):
            post = others[0]
            _hand_on(draft, names, post, name, inferred=True)


def _posts_before(draft: Draft, position: int) -> list[Proposal]:
    """Return the offices told of a little before, in the same paragraph."""
    sentence = draft.sentence(position)
    paragraph = draft.article.paragraphs[sentence.paragraph][0]
    return draft.within((max(paragraph, position - 300), position), "_post")


def _was_before(view: str, post: Proposal) -> bool:
    """Tell whether somebody had an office before another: "She was previously head"."""
    start = post.attributes["role"].spans[0][0]
    return _PREVIOUSLY.search(view, max(0, start - 30), start) is not None


def _told_last(draft: Draft, names: Names, position: int, known: PersonWords) -> Proposal | None:
    """Return the person named last in the paragraph, if by the surname only."""
    paragraph = draft.article.paragraphs[draft.sentence(position).paragraph][0]
    for name in reversed(names.within(paragraph, position)):
        text = name.value("name")
        if has_given_name(text, known) or text in surnames(names, known):
            return name
    return None


def _all_of(draft: Draft, person: Proposal, position: int) -> list[Proposal]:
    """Return all offices that were told of somebody before a place, from the first on."""
    surname = person.value("name").split()[-1]
    return [
        one
        for one in draft.within((0, position), "_post")
        if draft.proposals[one.value("person")].value("name").split()[-1] == surname
    ]


def _of_whom_she_succeeds(draft: Draft, names: Names, known: PersonWords) -> None:
    """Read "Lund succeeds Ole Brask" where the sentence before tells of Lund's office."""
    view = draft.article.view
    for name in names.all:
        if not view.startswith((" will ", " succ", " repl", " take", " took"), name.span[1]):
            continue  # that is quicker
        text = name.value("name")
        match = _SUCCEEDS_HER.match(view, name.span[1])
        other = names.by_start.get(match.end()) if match is not None else None
        if other is None or not has_given_name(other.value("name"), known):
            continue
        if view.startswith(" as ", other.span[1]) or not _is_said(draft, name.span[1]):
            continue
        told = [
            one
            for one in _posts_before(draft, name.span[0])
            if draft.proposals[one.value("person")].value("name").endswith(text)
        ]
        if told and told[-1].attributes["role"].how != "verb":
            _hand_on(draft, names, told[-1], other, inferred=True)


def _hired(draft: Draft, names: Names, known: PersonWords, name: Proposal) -> None:
    """Read "hired Eva Lund from Kerning as head of sales"."""
    gap = _HIRED_AS.match(names.view, name.span[1])
    if gap is not None:
        _takes(draft, names, known, name, gap.end(), [])


def _joins(draft: Draft, names: Names, known: PersonWords, name: Proposal) -> None:
    """Read "joins the board of Volta as a director" after a person."""
    comes = _COMES.match(names.view, name.span[1])
    house = names.by_start.get(comes.end()) if comes is not None else None
    if house is None:
        return
    firms = draft.lexicons.once(firm_words)
    start = house.span[0]
    if has_given_name(house.value("name"), known) and not firms.noun_before.search(
        names.view, max(0, start - 40), start
    ):
        return
    gap = _BEFORE_OFFICE.match(names.view, house.span[1])
    if gap is not None:
        _takes(draft, names, known, name, gap.end(), [house])


def _takes(
    draft: Draft,
    names: Names,
    known: PersonWords,
    person: Proposal,
    start: int,
    houses: list[Proposal],
) -> None:
    """Give a person the office that begins at a place, of these houses or of the one behind it."""
    office = office_at(names.view, start, known)
    if office is None or _ACTS.match(names.view, office[1]):
        return
    holder = names.by_start.get(office[1] + 1)
    if holder is not None and looks_like_a_person(holder.value("name"), known):
        return  # "joins Volta as its chairman Ole Brask retires"
    of = _OF_HOUSE.match(names.view, office[1])
    other = names.by_start.get(of.end()) if of is not None else None
    if other is not None and other.value("name") not in [one.value("name") for one in houses]:
        houses = [other]
    role = Attribute(names.view[slice(*office)], spans=(office,))
    add_post(draft, names, person, role, houses, (person.span[0], office[1]), "people.moves")


def _is_said(draft: Draft, end: int) -> bool:
    """Tell whether the clause up to a place neither denies nor leaves open what follows."""
    view = draft.article.view
    start = draft.sentence(end).start
    clause = _CLAUSE.search(view, max(start, end - 90), end)
    begin = clause.start() if clause is not None else start
    return not is_open(view, begin, end) and not DENIED.search(view, max(start, end - 120), end)


RULES = (moves,)
