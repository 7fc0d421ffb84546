"""Companies: by the form of their name, by what stands beside it, by what they do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.vocabulary import Vocabulary, vocabulary
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.name_index import Names, names_of
from jwviewer.reading.patterns import Ending, later
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.rule import rule

_PLURAL_VERB = later(
    r" (?:now |also |still |have |already ){0,2}(?:are|were|make|have|do|come|go|fall|rise|include|"
    r"remain|want|need|say|see|range|vary|start|begin|run|show)\b"
)
_COMPOUND = later(
    r"[A-ZÄÖÜÅØ][\w-]{2,}(?:bank(?:en|a)?|tech|werke?|verken?|pharma?|chem|soft|tronics?|agro|"
    r"kraft|"
    r"stahl|plast|invest|fonds|kredit|petrol|optik|maskin|motors|foods|labs|systems|bryggeri|"
    r"metall|"
    r"glass|steel|works|lines|cables|energy|power|solar|biotech|bau|werft|reederei|brauerei)"
)
"""One word that ends as firms' names end: Fjordbanken, Metroworks."""


_CODE = later(r"[A-Z]{1,6}-?\d[\dA-Z]*(?:-[\dA-Z]+)*")
"""What a product is called: AV190-E3, RX-7."""
_OF_ANOTHER = later(r" [a-z]+ (?:of|belonging to|owned by) ")
_HONOUR = later(
    r" of the (?:Year|Month|Decade)\Z|\A(?:(?:EU|European|National|Federal|Regional|Social|Just|"
    r"State|Innovation|Recovery|Cohesion|Modernisation|Transition|Structural|Investment) "
    r"){1,4}Fund\Z"
)
"""What ends like the name of a firm and is a prize or public money."""
_DEFINED = later(r"\((?:the|this|an?) [“\"‘]\Z")
_OPENING = later(r"(?:[–—:•|/]|\(the) ?[“\"‘]?\Z|\A[“\"‘(]\Z")
"""What a heading, a line of a list or a defined word begins after."""


@dataclass(frozen=True)
class FirmWords:
    """The word lists that tell companies."""

    legal: frozenset[str]
    firm: frozenset[str]
    not_firms: frozenset[str]
    acronyms: frozenset[str]
    publishers: frozenset[str]
    starters: frozenset[str]
    noun_before: Ending
    noun_after: re.Pattern[str]
    acts_after: re.Pattern[str]
    party_before: re.Pattern[str]
    listed_after: re.Pattern[str]
    owns_after: re.Pattern[str]
    first: tuple[str, ...]
    nations: frozenset[str]
    common: Vocabulary


def firm_words(lexicons: Lexicons) -> FirmWords:
    """Gather the word lists of companies."""
    nouns = alternatives(lexicons.words("en/firms", "nouns"))
    acts = alternatives(lexicons.words("en/firms", "acts"))
    return FirmWords(
        legal=frozenset(lexicons.words("en/firms", "legal_forms")),
        firm=frozenset(lexicons.words("en/firms", "firm_words")),
        not_firms=frozenset(lexicons.words("en/firms", "not_firms")),
        acronyms=frozenset(lexicons.words("en/firms", "acronyms")),
        publishers=frozenset(lexicons.words("en/firms", "publishers")),
        starters=frozenset(lexicons.words("en/words", "starters")),
        noun_before=Ending(
            rf"(?:(?:\b|[a-z]-?)(?i:{nouns})s?,?|-(?:based|headquartered|owned|backed))"
            r" \*{0,2}\Z",
            (*lexicons.words("en/firms", "nouns"), "based", "headquartered", "owned", "backed"),
        ),
        noun_after=later(
            rf",? (?:\([^()]{{1,60}}\),? )?(?:is |was |are )?(?:an?|the|one of|its|another|"
            rf"itself an?|[A-Z][\w.]{{2,14}}'s)"
            rf"(?: [\w'&-]{{1,24}},?){{0,7}} (?i:{nouns})\b"
        ),
        acts_after=later(
            rf"(?: of [A-Z][\w-]{{2,20}})?(?:,? (?:which|that|who))?(?: (?:has|"
            rf"have|had|will|would|could|may|also|then|"
            rf"and [A-Z](?:(?! and )[\w ]){{1,30}}|today|now|jointly|recently|formally|"
            rf"officially|yesterday|is|are|was|been|"
            rf"to|"
            rf"first|already|only|since)){{0,4}} (?:{acts})\b"
        ),
        party_before=later(
            r"(?:\b(?:(?:agreement|contract|deal|partnership|venture|alliance|cooperation|talks|"
            r"memorandum of understanding|letter of intent|together|order|work|works|working|"
            r"worked|"
            r"merge|merger|merged|partner|partnered|partnering|cooperate|cooperates|collaborate|"
            r"collaboration|signed|business|ties|contracts|orders|relations|compete|competes|"
            r"competition|tie-up|joined forces|join forces|pact|accord)(?: up)? with|"
            r"(?:stake|shares?|investors?|shareholders?|interest|majority|stakes|minority|holding|"
            r"percent|per cent|%|half|control|ownership|owners?|part|subsidiary|unit|division|"
            r"affiliate|arm|brand|spin-off|rival|rivals|customers?|clients?|supplier|suppliers) "
            r"(?:in|of|to|like|such as|including|from|at|from rival)|owned by|acquired by|"
            r"bought by|"
            r"made by|built by|developed by|supplied by|operated by|backed by|founded by|"
            r"provided by|"
            r"manufactured by|designed by|produced by|run by|ordered by|taken over by|led by|"
            r"delivered by|awarded to|supplies|supply|supplying|supplied|acquire|acquires|acquired|"
            r"buy|buys|buying|bought|purchase of|acquisition of|takeover of|take over|takes over|"
            r"took over|"
            r"sold to|sell to|delivered to|spun off from|spin-off from|licensed to|licensed from|"
            r"on behalf of|joint venture of|venture between|subsidiaries|rivals?|competitors?|"
            r"bid for|offer for|customers|clients|parent|between|Between|merger of|merger with|"
            r"order from|orders from|contract from|invest in|invested in|investment in|"
            r"(?:purchase|acquisition|takeover) of [^.;:,]{2,40} by|"
            r"(?:ordered|orders|purchased|licen[cs]ed|leased|bought|buys)(?: [^.;:,]{3,60})? from|"
            r"employees of|workers at|workers of|engineers from|plant of|headquarters of|"
            r"[a-z]{3,}ed by|(?:joins?|joined|hired|poached|recruited|moved|came|comes) from|"
            r"(?:client|customer|supplier|owner|partner|rival|shareholder|investor|parent|"
            r"competitor|"
            r"buyer|lender|backer|licensee|distributor)(?: today| now| so far)? (?:is|was|are|were|"
            r"remains|became|being)|owning|"
            r"(?:granted|grants|lent|lends|paid|pays|handed|gave|gives|awarded|awards|owes|owed)"
            r"(?= (?:the )?\Z)|consorti(?:um|a) of|"
            r"(?:suppl|deliver|s[eo]ll?d?|hand|licens|transfer|leas|ship|provid|award|grant|"
            r"ced)[a-z]{0,4} "
            r"(?!to )[^.;:,]{3,44} to|(?:was|were|been|be) renamed|rebranded(?: as)?|trades? as|"
            r"trading as|"
            r"(?:changed|changes|change) (?:its|their) name (?:from|to)|formerly(?: known as|"
            r" called)?|"
            r"previously known as|now (?:called|known as)|company (?:called|named)|"
            r"firm (?:called|named)|"
            r"start-up (?:called|named)|staff at|staff of|employees at|shareholders in|shares in|"
            r"management of|control of|founding of|foundation of|formation of|creation of|"
            r"founders? of|co-founders? of|owners? of|chairman of|"
            r"competitor of|"
            r"rival of|client of|customer of|supplier of|partner of|partners of|insolvency of|"
            r"rescue of|owns|owned|co-owns|co-founded|rejoined|chairs|chaired|headed|"
            r"collapse of|break-up of|sale of|chosen|chose|picked|selected|hired|sued|advised|"
            r"advises))"
            r" (?:the )?\Z"
        ),
        nations=frozenset(lexicons.words("en/countries", "nationalities"))
        | frozenset(lexicons.words("en/countries", "inhabitants")),
        common=lexicons.once(vocabulary),
        owns_after=later(
            rf"['’]s? (?:[\w-]+ ){{0,3}}?(?:"
            rf"{alternatives(lexicons.words('en/firms', 'belongings'))})\b"
        ),
        first=tuple(lexicons.words("en/firms", "first_words")),
        listed_after=later(
            r", (?:founded|established|headquartered|owned by|formerly|maker of|makers of|"
            r"whose shares)\b|"
            r" \((?:[A-Z]{2,8}(?: [A-Z]{2,8})?: ?[A-Z0-9.]{1,12}|[A-Z0-9]{2,8}\.[A-Z]{1,3}|“|\"|‘|"
            r"the "
            r"[\"“]|hereinafter|formerly)"
        ),
    )


def _shaped(text: str, known: FirmWords) -> bool:
    """Tell whether the form of a name is a company's."""
    if _HONOUR.search(text):
        return False
    parts = re.split(r",? ", text)
    if any(part in known.legal and number for number, part in enumerate(parts)):
        return True
    if parts[0] in known.not_firms or parts[-1] in known.not_firms:
        return parts[-1] in ("Union",) and False
    if len(parts) > 1 and any(text.startswith(f"{first} ") for first in known.first):
        return True
    last = {parts[-1], parts[-1].removesuffix("s"), parts[-1] + "s"}
    if len(parts) > 1 and bool(last & known.firm):
        return True
    return " & " in text or _COMPOUND.fullmatch(parts[-1]) is not None


def is_other(text: str, known: FirmWords) -> bool:
    """Tell whether a name is that of an office, a school, a trade fair, or no name at all."""
    parts = text.split()
    return (
        text in known.acronyms
        or all(
            part in known.nations or part.removesuffix("s") in known.nations
            for part in text.split("-")
        )
        or text in known.publishers
        or any(part in known.not_firms for part in parts)
        or (len(parts) == 1 and any(sign.isdigit() for sign in text) and len(text) < 8)
        or _CODE.fullmatch(text) is not None
    )


@rule(
    "companies.form",
    examples=(
        ("They met Volta Marine AB there.", "_name kind=company; name=Volta Marine AB"),
        ("They met Kessler & Sohn there.", "_name kind=company; name=Kessler & Sohn"),
    ),
    counter_examples=("They met nobody there.",),
)
def form(draft: Draft) -> None:
    """Take names with a legal form, or a last word that firms have, for companies."""
    known = draft.lexicons.once(firm_words)
    names = names_of(draft)
    for text, held in names.by_text.items():
        if names.kind(held[0]):
            continue
        if _shaped(text, known):
            names.settle(held, "company", "form")
        elif is_other(text, known) or _HONOUR.search(text):
            names.settle(held, "other", "no firm")


@rule(
    "companies.described",
    examples=(
        ("It hired battery maker Voltessa.", "_name kind=company; name=Voltessa"),
        ("It hired Voltessa, a small maker of cells.", "_name kind=company; name=Voltessa"),
        ("It hired Voltessa (SZSE: 00123).", "_name kind=company; name=Voltessa"),
    ),
    counter_examples=("It visited Voltessa, a small town.",),
)
def described(draft: Draft) -> None:
    """Take names for companies that are called a maker, a supplier, a firm."""
    known = draft.lexicons.once(firm_words)
    names = names_of(draft)
    for held in names.by_text.values():
        if names.kind(held[0]) and names.kind(held[0]) != "place":
            continue
        if any(_is_described(names, one, known) for one in held):
            names.settle(held, "company", "described")


def _is_described(names: Names, name: Proposal, known: FirmWords) -> bool:
    start, end = name.span
    before = names.view[max(0, start - 30) : start]
    after = names.view[end : end + 160]
    return bool(
        known.noun_before.search(before)
        or known.noun_after.match(after)
        or known.listed_after.match(after)
    )


@rule(
    "companies.acting",
    examples=(
        ("On Monday Voltessa signed a contract.", "_name kind=company; name=Voltessa"),
        ("It bought a stake in Voltessa.", "_name kind=company; name=Voltessa"),
        (
            "A pact between Voltessa and Kerning.",
            "_name kind=company; name=Voltessa | _name kind=company; name=Kerning",
        ),
    ),
    counter_examples=("On Monday rain fell on Voltessa.",),
)
def acting(draft: Draft) -> None:
    """Take names for companies that sign, buy, build or say, or with which somebody does."""
    known = draft.lexicons.once(firm_words)
    names = names_of(draft)
    lower = set(re.findall(r"\b[a-z]{3,}\b", draft.article.view))
    for text, held in names.by_text.items():
        if names.kind(held[0]) or len(text) < 2:
            continue
        weak = " " not in text and (text in known.starters or is_plain(names, held, lower, known))
        if not weak and any(_acts(names, one, known) for one in held):
            names.settle(held, "company", "acting")
    _joined(names, known)
    _shortened(names, known)
    for post in draft.of_kind("_post"):
        for number in post.values("organisations"):
            name = draft.proposals[number]
            text = name.value("name")
            plain = " " not in text and is_plain(names, names.by_text[text], lower, known)
            if not names.kind(name) and not is_other(text, known) and not plain:
                names.settle_text(text, "company", "office")


def is_plain(names: Names, held: list[Proposal], lower: set[str], known: FirmWords) -> bool:
    """Tell whether a word has its capital only from the start of a sentence or a heading."""
    text = held[0].value("name")
    if text in known.common and any(
        _DEFINED.search(names.view, max(0, one.span[0] - 8), one.span[0]) for one in held
    ):
        return True  # "(the “Acquisition”)"
    if text in known.common and all(
        one.value("first") or _OPENING.search(names.view, max(0, one.span[0] - 6), one.span[0])
        for one in held
    ):
        return True
    if not all(one.value("first") for one in held):
        return False
    plural = text.endswith("s") and any(_PLURAL_VERB.match(names.view, one.span[1]) for one in held)
    return (
        plural or text.lower() in lower or text.endswith(("ients", "ers", "ists", "ings", "ions"))
    )


def _shortened(names: Names, known: FirmWords) -> None:
    """Take the first word of a company's name for it where it stands alone elsewhere."""
    first = {
        " ".join(parts[:size])
        for text, held in names.by_text.items()
        if " " in text and names.kind(held[0]) == "company"
        for parts in [text.replace(",", "").split()]
        for size in range(1, len(parts))
    }
    for text in first & set(names.by_text):
        if text not in known.starters and not is_other(text, known):
            names.settle_text(text, "company", "short form")


def _acts(names: Names, name: Proposal, known: FirmWords) -> bool:
    start, end = name.span
    before = names.view[max(0, start - 40) : start]
    after = names.view[end : end + 90]
    if after.startswith((" family", " brothers", " dynasty", " clan")):
        return False
    if known.party_before.search(before):
        return True
    owner = names.by_end.get(start - 3) if before.endswith("'s ") else None
    if owner is not None:
        # "Italy's Navarredo" is a firm; "Voltessa's Blue Stout" is what a firm makes.
        return names.kind(owner) == "place" and not name.value("name").isupper()
    if known.owns_after.match(after):
        # "the Kiel plant of Voltessa", but "the Voltessa plant"
        return not (before.endswith((" the ", "The ")) and _OF_ANOTHER.match(after))
    return bool(known.acts_after.match(after)) and not name.value("name").endswith("Day")


def _joined(names: Names, known: FirmWords) -> None:
    """Take what "and" joins to a company in the subject or after "between" for one, too."""
    for left, right in zip(names.all, names.all[1:], strict=False):
        if names.gap(left, right) not in (" and ", " and the ", " & ", " with "):
            continue
        kinds = names.kind(left), names.kind(right)
        other = left if kinds[0] == "" and kinds[1] == "company" else right
        text = other.value("name")
        one_known = kinds in (("company", ""), ("", "company"))
        if one_known and text not in known.starters and not is_other(text, known):
            names.settle_text(text, "company", "joined")


RULES = (form, described, acting)
