"""Whether a second verb stands between a verb and a date: "bought it and closed in 2019"."""

from __future__ import annotations

from jwviewer.reading.patterns import later

_PAST = (
    r"(?:[a-z]{2,}ed|bought|sold|took|made|won|became|went|lost|left|gave|got|began|built|broke|"
    r"came|found|held|kept|laid|led|met|paid|put|ran|rose|fell|grew|sent|set|shut|spent|split|spun|"
    r"struck|withdrew|wound|wrote|saw|drew|brought|fought|threw|sank|overtook)\b"
)
_NO_VERB = (
    r"(?:(?:re|inter)?(?:related|combined)|associated|affiliated|used|advanced|integrated|limited|"
    r"united|unlimited|connected|fixed|mixed|branded|packaged|processed|finished|need|speed|seed|"
    r"feed|breed|bed|shed|hundred)\b"
)
_APPOSED = (
    r"(?:based|headquartered|located|listed|known|called|named|owned|valued|led|held|then|"
    r"formerly)\b"
)
"""What stands behind a comma and beside its noun: "Kerning, based in Kiel, in 2016"."""
_HELD = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|hopes?|expects?|plans?|intends?|"
    r"aims?|wants?|seeks?)\b"
)
_ADVERBS = r"(?:(?:then|later|also|soon|finally|now|again|it|they|he|she|who|[a-z]+ly) ){0,3}"
_ANOTHER = later(
    rf"(?<=[^\s,]),?(?: and| but| or|,(?! and\b| but\b| or\b)(?! {_APPOSED})) {_ADVERBS}"
    rf"(?:{_HELD}|(?!{_NO_VERB}){_PAST})"
)


_DEAL = later(
    r"(?<=[^\s,])(?:,|,? (?:and|but)) (?:then |later |in turn )?(?:sold|bought|acquired|took over|"
    r"teamed up|merged|linked up|partnered|joined|signed|hired|ordered|renamed|resold) "
)
_CLAUSE = later(
    r"(?<=[^\s,]), (?:and|but) (?:the )?[A-Z][\w&.'’-]*(?: (?:of|and|&|[A-Z][\w&.'’-]*)){0,4} "
    r"(?:has|have|had|will|is|are|was|were|bought|sold|signed|took|ordered|agreed|won|acquired|holds?|"
    r"owns?) "
)


def is_another(view: str, start: int, end: int) -> bool:
    """Tell whether a second finite verb of a series stands between a verb and its clause's date.

    "bought and rebuilt it in 2019" is one series with one date, so something must come between.
    """
    return _ANOTHER.search(view, min(start + 1, end), end) is not None


def next_deal(view: str, start: int, end: int, *, named: bool) -> int:
    """Return where a second deal of a series joins on, with parties of its own; else the end.

    ``named`` tells that it may have a subject of its own: "…, and Kerning has ordered …".
    """
    start = min(start + 1, end)
    found = _DEAL.search(view, start, end)
    end = found.start() if found is not None else end
    found = _CLAUSE.search(view, start, end) if named else None
    return found.start() if found is not None else end
