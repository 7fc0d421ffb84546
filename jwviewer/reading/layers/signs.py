"""Amounts below nothing: a minus is no part of a value, and a loss must not become a profit."""

from __future__ import annotations

from msgspec.structs import replace

from jwviewer.dossier.units import is_currency
from jwviewer.reading.draft import Draft
from jwviewer.reading.patterns import spaced
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import clause_before

_MINUS = spaced(r"(?:(?<![\w%)\]-])[-−–－]|[−－] ?|\b(?:[Mm]inus|[Nn]egative) )[$€£¥]?\Z")
_CHANGE = spaced(
    r"\b(?i:growth|chang(?:e|es|ed)|like-for-like|year[- ]on[- ]year|inflation|rose|fell|grew|"
    r"development|compared|versus)\b"
)


@rule(
    "signs.negative",
    examples=(
        ("EBIT was minus 4.5 million euros.", "_refused"),
        ("It had a result of -€18.2 million", "_refused"),
        ("Its margin was −3.5%.", "_refused"),
    ),
    counter_examples=("It rose by 40-45%.", "Growth was −4.1%.", "- €18 million for roads"),
)
def negative(draft: Draft) -> None:
    """Pass over amounts and ratios with a minus, where it does not tell of a decrease."""
    view = draft.article.view
    for one in draft.of_kind("figure"):
        unit = one.value("unit")
        if not (is_currency(unit) or unit in ("%", "pp", "?")) or one.rule.startswith("zh-"):
            continue
        start = min(span[0] for span in one.attributes["value"].spans)
        way = one.attributes.get("direction")
        if way is not None and any(end <= draft.sentence(start).start for _, end in way.spans):
            continue  # the heading of a table says that it is a change
        if not _MINUS.search(
            view, max(0, start - 12), start + 1 if view[start] in "−－-" else start
        ):
            continue
        if unit in ("%", "pp") and _CHANGE.search(clause_before(draft, start)):
            continue
        draft.put(replace(one, kind="_refused"))


RULES = (negative,)
