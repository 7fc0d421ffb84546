"""Whether a trigger has the parts without which it tells of no event."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.event_parts import EventReader, Parts
from jwviewer.reading.layers.joint_works import BUILT, JOINT_SITE
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.patterns import later

_TAKEN = frozenset({"take", "takes", "took", "taken", "taking"})
_BEGAN = frozenset({"began", "started", "launched", "agreed", "announced", "concluded"})
_STAKE = later(
    r"\b(?:stake|shares?|percent|per cent|%|majority|minority|business|division|unit|subsidiary|"
    r"plant|"
    r"arm|operations|assets|brand|interest|holding|all of|remaining|factory)\b"
)
_RAISED = later(
    r" (?:its|their|the|his|her) (?:[a-z-]+ ){0,2}(?:targets?|forecasts?|guidance|ratings?|outlook|"
    r"prices?|wages|offer|bid|estimates?|output|dividend)\b"
)
"""What analysts and managers raise, which is no money."""


_GOODS = later(
    r" (?:up to |about |around |some |another |nearly |over |more than |at least )*"
    r"(?:\d[\d.,]* (?:[a-z-]+ ){1,6}|(?!the |an? |its |their |out |up |over |back |into |part )"
    r"(?:[a-z-]+ ){1,3}|)from (?=[A-Z])"
)
"""Behind "buy": goods, had from a firm."""


def is_known(trigger: Trigger) -> bool:
    """Tell whether a definite noun only refers to what is told elsewhere: "the agreement"."""
    return trigger.definite and trigger.type not in (
        "acquisition", "joint_venture", "licence", "launch", "ceremony",
    )  # fmt: skip


def holds(reader: EventReader, trigger: Trigger, sentence: Sentence, parts: Parts) -> bool:
    """Tell whether a trigger has the parts without which it tells of no event."""
    view = reader.view
    after = view[trigger.span[1] : min(sentence.end, trigger.span[1] + 90)]
    before = view[max(sentence.start, trigger.span[0] - 60) : trigger.span[0]]
    count = len(parts.entities)
    if trigger.definite and trigger.type != "ceremony":
        return count > 1 and not is_known(trigger)
    if trigger.type == "ceremony":
        return count > 0
    if trigger.nominal:
        if trigger.type == "acquisition":
            return count > 1
        if trigger.type == "cooperation":
            return count > 1 and trigger.verb in _BEGAN
        if trigger.type == "investment":
            return count > 0 and bool(trigger.verb) and bool(re.search(r"\d", after + before))
        return count > 0
    if trigger.verb in ("paid", "dealt"):
        return count > (trigger.verb == "dealt")
    if trigger.type == "acquisition":
        return _is_purchase(trigger, parts, after, before)
    if trigger.type == "investment":
        if _RAISED.match(after):
            return False
        if trigger.verb in _TAKEN:
            return count > 0 and bool(_STAKE.search(after[:50]))
        aim = re.search(
            r"\b(?:plant|factory|facility|site|shares|stake|round|expansion|line|works|start-up)\b",
            after,
        )
        return (
            count > 0
            and bool(re.search(r"\d|stake|funding|round|shares", after))
            and (count > 1 or aim is not None)
        )
    if trigger.type == "supply":
        least = 1 if trigger.verb == "ordered" else 2
        return count >= least and _is_supply(trigger, after, before)
    if trigger.type == "licence":
        return count > 1
    if trigger.verb == BUILT:
        return count > 1 and len(set(parts.entities)) > 1
    if trigger.type == "joint_venture":
        return count > 0 and bool(
            re.match(
                r"(?: up)?(?: an?| the| their| its)?(?: [\w:/%-]+){0,6}? "
                r"(?:joint[- ]venture|JV\b|joint "
                r"company|joint subsidiary|company together)",
                after,
            )
        )
    if trigger.type == "launch":
        return count > 0 and _is_launch(trigger, after, before)
    if trigger.type == "cooperation":
        if trigger.verb == JOINT_SITE:
            return count > 1 or (count > 0 and parts.date is not None)
        return count > 1 and parts.date is not None
    return count > 0 and parts.date is not None and _is_other(trigger, after)


def _is_purchase(trigger: Trigger, parts: Parts, after: str, before: str) -> bool:
    if parts.passing or (trigger.verb.startswith("t") and re.match(r" (?:as|from)\b", after)):
        return False
    if (
        trigger.verb == "sold"
        and re.search(r"\b(?:been|was|were|is|are) \Z", before)
        and after.startswith(" to ")
    ):
        return len(parts.entities) > 1
    if trigger.verb in ("sold", "sells", "sell"):
        return bool(_STAKE.search(after[:60])) and " to " in after and len(parts.entities) > 1
    if len(parts.entities) > 1:
        if _GOODS.match(after) and not _STAKE.search(after[:60]):
            return False
        near = re.match(r"(?: by| up)?(?: (?:[\w.,%'’$€£-]+)){0,14}? ?(?=[A-Z])", after)
        return near is not None
    return bool(parts.entities) and bool(
        re.match(
            r"(?: an?| the| its| all| \d+)? ?(?:[\w-]+ ){0,4}(?:stake|majority|shares|site|plant|"
            r"factory|quarry|mine|business|brewery|bakery|brand|hotel|yard|mill|refinery|"
            r"portfolio)\b",
            after,
        )
    )


def _is_supply(trigger: Trigger, after: str, before: str) -> bool:
    if trigger.verb == "ordered":
        return bool(re.match(r" (?:[\d,.]+|an?|the|more|another|\w+) ", after))
    return bool(
        re.match(r" (?:the )?(?:[\w-]+ ){0,3}?[A-Z][\w&' .-]{1,60}? with ", after)
        or re.search(r"\b(?:to|for) (?:the )?(?:[\w'’-]+ ){0,4}?[A-Z]", after)
    )


def _is_launch(trigger: Trigger, after: str, before: str) -> bool:
    if trigger.verb == "commissioned" and re.search(r"\b(?:was|were|been|being) \Z", before):
        return after.startswith((" in ", " on ", " last ", "."))
    if re.match(
        r"(?: up)? (?:an? |the |their |its )?(?:[\w:-]+ ){0,3}(?:joint[- ]venture|JV|campaign|"
        r"investigation|\d|so far|ceremony|bid|offer|appeal|talks|lawsuit|review|programme|"
        r"program|tender)\b",
        after,
    ):
        return False
    if trigger.verb == "commissioned":
        return bool(
            re.match(
                r" (?:an?|the|its|their) (?:[\w-]+ ){0,4}"
                r"(?:model|bus|truck|car|platform|product|range|series|engine|vehicle|version|line|"
                r"system|service|plant|battery|tractor|app|drug|machine|store|[A-Z])",
                after,
            )
        )
    return True


def _is_other(trigger: Trigger, after: str) -> bool:
    return not re.match(r" (?:itself|record|new|that|on the)", after)
