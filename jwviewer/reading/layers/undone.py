"""Deals that did not come about: forbidden, only rumoured, thought about, or denied."""

from __future__ import annotations

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import spaced
from jwviewer.reading.rule import rule

_FEW = r"(?:(?! and\b)[^.;:,\n]){0,60}"
_BEFORE = spaced(
    r"(?:\b(?:[Rr]umou?rs?|[Ss]peculation|[Gg]ossip) (?:of|about) |\b(?:blocks?|blocked|annuls|"
    r"annulled|vetoe[sd]|prohibit(?:s|ed)|struck down|overturn(?:s|ed)|halted|thwarted|"
    r"reject(?:s|ed)|rebuffed|derailed|foiled|ruled out|forbade|barred) "
    r"|\b(?:consider(?:s|ing)|mull(?:s|ing)|weigh(?:s|ing)|explor(?:es|ing)|contemplat(?:es|ing)) "
    rf"|\b(?:has|have|had) yet to |\b[Nn]either [A-Z]|\b[Ww]ithout |"
    r"\b(?:[Ff]ear(?:s|ed)?|suspect(?:s|ed)?|pretend(?:s|ed)?|imagin(?:es|ed)) (?:that )?|"
    rf"\b[Nn]othing came of ){_FEW}\Z"
    r"|(?:\A|[.;:,] )[Nn]o (?:[a-z-]+ ){0,2}\Z"
)
_FAR_FROM = spaced(
    r"\b(?:[Nn]o (?:[a-z]+ )?(?:intention|plans?|interest|question|wish|desire|need|reason|sign|"
    r"hurry) (?:of|in|to)|(?:[Tt]alk|[Tt]hought|[Ii]dea|[Dd]ream(?:ed|t|ing|s)?|[Hh]opes?|"
    r"[Pp]rospect|[Pp]ossibility|[Dd]anger|[Ff]ears?|[Cc]hances?|[Pp]oint|[Vv]erge|[Bb]rink|"
    r"[Ii]nstead) of|(?:stopp?(?:ed|s)|prevent(?:s|ed)?|kept|keeps|barred|deterred|dissuaded|"
    r"discouraged|banned) (?:[\w’'/&.-]+ ){1,4}from|(?:[Ff]ar|refrain(?:s|ed)?|shied away) from|"
    r"(?:[Aa]ttempts?|[Ee]fforts?|[Pp]ressure|[Bb]ids?|[Tt]ried|[Tt]rying) (?:to|at)|"
    r"(?:voted?|votes|voting|spoke out|came out|warned|decided|advised|protest(?:ed|s)?) against|"
    r"oppos(?:ed|es|ing)|turned down|objected to|resist(?:ed|s)|(?:[Cc]lose|[Nn]ear) to|"
    r"[Rr]ather than) "
    r"(?:(?:an?|the|its|their|any|such|again|ever|be) |[a-z-]+(?:ly|ing) ){0,3}\Z"
)
"""Right before what was not done."""
_SUPPOSED = spaced(r"(?:\A|[.;:] |\n)Had [A-Z][^.;\n]{3,160}\bwould\b")
_AFTER = spaced(
    rf" (?:no|nothing|none)\b(?! less| fewer| more)|{_FEW}\b(?:is|are|was|were|has been|"
    r"have been) (?:false|untrue|unfounded|blocked|annulled|vetoed|prohibited|rejected|"
    r"called off|abandoned|scrapped|out of the question|off the table|ruled out|unlikely)\b"
)
_REACH = 120


@rule(
    "events.undone",
    examples=(
        (
            "Regulators blocked Voltessa AB's acquisition of Kerning AG.",
            "_undone event_type=acquisition",
        ),
        (
            "Voltessa AB had no intention of acquiring Kerning AG.",
            "_undone event_type=acquisition",
        ),
        ("Voltessa AB acquired no shares in Kerning AG.", "_undone event_type=acquisition"),
        (
            "Rumours of a merger between Voltessa AB and Kerning AG are false.",
            "_undone event_type=acquisition",
        ),
        (
            "Had Voltessa AB acquired Kerning AG, it would be broke.",
            "_undone event_type=acquisition",
        ),
    ),
    counter_examples=(
        "Voltessa AB acquired Kerning AG in May 2023.",
        "In an effort to grow, Voltessa AB acquired Kerning AG in May 2023.",
        "Voltessa AB rejected the claims and acquired Kerning AG in May 2023.",
    ),
)
def undone(draft: Draft) -> None:
    """Take back events that the words around them deny."""
    view = draft.article.view
    for one in draft.of_kind("event"):
        if one.rule.startswith("zh-") or not one.attributes["event_type"].spans:
            continue
        start, end = one.attributes["event_type"].spans[0]
        begin, last = draft.sentence(start).span
        if (
            _BEFORE.search(view, max(begin, start - _REACH), start)
            or _FAR_FROM.search(view, max(begin, start - _REACH), start)
            or _AFTER.match(view, end, min(last, end + _REACH))
            or _SUPPOSED.match(view, begin, last)
        ):
            draft.put(replace(one, kind="_undone"))


RULES = (undone,)
