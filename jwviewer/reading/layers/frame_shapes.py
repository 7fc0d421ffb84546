"""What a clause must hold for its verb to tell of a deal, by the shape of the verb."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from jwviewer.reading.layers.clause_parts import Clause
from jwviewer.reading.layers.frame_words import Frame
from jwviewer.reading.layers.verb_groups import AGREED, DONE, PROMISED, UNSURE, Group

_ANY_FIRM = "CIBPF"


class Told(NamedTuple):
    """What a clause tells of: the type of event, and how many companies must be in it."""

    type: str
    parties: int


_GOT = frozenset(
    ("draw", "take", "get", "obtain", "receive", "secure", "land", "win", "acquire", "bag")
)
"""What is got from a firm may be anything, and is goods only where it is so as a rule."""
_HANDED = frozenset({"give", "award", "hand"})
_GIVEN_AWAY = frozenset({"outsource", "contract out"})
_WITH = frozenset(
    ("equip", "outfit", "fit", "fit out", "kit out", "supply", "provide", "furnish", "retrofit")
)
"""Somebody is given goods with "with"."""
_FOUNDING = frozenset({"form", "set up", "establish", "create", "found", "launch", "start"})
_WORKING = frozenset({"work", "cooperate", "co-operate", "collaborate"})
_WHOLE = frozenset({"acquire", "buy", "buy out", "take over", "purchase", "snap up", "swallow"})
Need = Callable[[Frame, Clause, Group], Told | None]


def _firm(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status not in (DONE, AGREED):
        return None
    if group.passive:
        bought = clause.subject.head in "CASFIJB" and clause.subject.head != ""
        sure = clause.to("b") or clause.to("f")
        if bought and (
            sure or (clause.subject.head in "CSA" and (clause.dated or clause.has("r", "M")))
        ):
            return Told(frame.type, 2 if sure else 1)
        return None
    what = clause.object
    if what.head == "C" or (what.head == "S" and what.firm) or (what.head in "FA" and what.firm):
        return Told(frame.type, 2)
    if (
        what.head == "A"
        and not what.owner
        and (clause.to("f") or clause.dated or clause.has("r", "M"))
    ):
        return Told(frame.type, 2 if clause.to("f") else 1)
    if what.head in ("I", "B") and clause.dated:
        return Told(frame.type, 2)
    if what.head == "F" and not what.owner and frame.verb in _WHOLE:
        return Told(frame.type, 1)
    return None


def _stake(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status == UNSURE:
        return None
    what = clause.subject if group.passive or clause.relative else clause.object
    kind = "investment" if frame.verb.startswith("subscribe") else frame.type
    return Told(kind, 2) if what.head == "S" and what.firm else None


def _sale(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status == PROMISED or not clause.to("t"):
        return None
    what = clause.subject if group.passive else clause.object
    if what.head in ("C", "S", "J", "F") or (what.head == "A" and what.head != ""):
        return Told(frame.type, 2)
    if what.head not in ("I", "B"):
        return None
    if group.passive:
        return Told(frame.type, 2) if what.head == "I" else None
    # "They sold it to Kerning in 2004": what was sold is told before.
    return Told(frame.type, 1) if clause.dated and clause.phrases["t"].firm else None


def _lasting(clause: Clause, group: Group) -> bool:
    """Tell whether a delivery rests on a deal, and is not one of every day."""
    return (
        group.status in (AGREED, PROMISED)
        or group.perfect
        or clause.dated
        or clause.has("u", "NRx")
        or "N" in clause.signs
    )


def _goods_to(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.passive:
        if clause.to("b") and clause.subject.head not in ("H", "P", "S", "J", ""):
            return Told(frame.type, 1 if group.status == PROMISED else 2)
        if clause.to("t") and clause.subject.head in ("x", "A", "F") and _lasting(clause, group):
            return Told(frame.type, 2)
        return None
    if not _lasting(clause, group) and frame.verb not in _GIVEN_AWAY:
        return None
    if clause.object.head == "C" and ("w" in clause.phrases or group.status == AGREED):
        return Told(frame.type, 2)
    if frame.verb in _WITH and clause.object.firm and "w" in clause.phrases:
        return Told(frame.type, 2)  # "will equip the new line of Kerning with signals"
    if group.status == AGREED and clause.object.firm and clause.object.head in ("x", "S"):
        return Told("agreement", 2)  # "agreed to handle the exports of Kerning"
    goods = clause.object.head in ("x", "A", "S") or clause.object.firm
    if goods and (clause.to("t") or clause.to("r")):
        described = clause.subject.head == "F" and not clause.subject.firm
        return Told(frame.type, 1 if described else 2)
    return None


def _goods_from(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if not clause.to("f"):
        return None
    if group.passive:
        return Told(frame.type, 2) if clause.subject.head in ("x", "F", "A") else None
    if frame.verb in ("come", "stem", "originate"):
        return (
            Told(frame.type, 2) if clause.subject.head == "x" and not clause.object.head else None
        )
    if frame.verb in _GOT and (clause.object.head != "x" or clause.dated):
        return None
    if frame.verb in ("buy", "source", "purchase", "import") and not clause.object.head:
        return Told(frame.type, 2) if clause.phrases["f"].head == "C" else None
    return Told(frame.type, 2) if clause.object.head in ("x", "N", "F") else None


def _amount(frame: Frame, clause: Clause, group: Group) -> Told | None:
    """Return the supply that "signed up for 300 GWh a year" tells of."""
    if group.status == UNSURE or group.passive or "C" not in clause.signs + clause.subject.head:
        return None
    sure = re.match(r"[xvI]{1,3}[tnr]{0,2}x?[dQ]?#", clause.signs) is not None
    return Told(frame.type, 1) if sure else None


def _chosen(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status == UNSURE:
        return None
    task = any(one in clause.phrases for one in "tra")
    if group.passive:
        sure = clause.subject.firm and clause.subject.head == "C" and task
        return Told(frame.type, 2 if clause.to("b") else 1) if sure else None
    if clause.after == "d" and clause.object.head == "C":
        return Told(frame.type, 2)  # "named Kerning its sole agent"
    if clause.object.head != "C" or not (task or clause.signs.find("t") > 0):
        return None
    return Told(frame.type, 2)


def _money_into(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status in (UNSURE, PROMISED):
        return None
    what = clause.subject if group.passive else clause.object
    if what.head != "M":
        return None
    if clause.to("i") or (what.firm and not group.passive):
        return Told(frame.type, 2)
    if clause.has("i", "A") or (frame.verb in ("invest", "spend") and clause.has("n", "A")):
        return Told(frame.type, 1)
    return None


def _money_from(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status in (UNSURE, PROMISED) or group.passive or clause.object.head != "M":
        return None
    if clause.to("f"):
        return Told(frame.type, 2)
    return Told(frame.type, 1) if clause.has("f", "F") else None


def _right(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status == UNSURE:
        return None
    words = clause.signs + (clause.subject.head if group.passive else "")
    if "R" not in words[:14]:
        return None
    what = clause.subject if group.passive else clause.object
    if frame.verb == "pay":
        return Told(frame.type, 2) if what.firm and clause.has("r", "R") else None
    if what.head in ("R", "C", "N") and (
        any(clause.to(one) for one in "tfbw") or clause.object.firm or clause.phrases.get("o")
    ):
        return Told(frame.type, 2)
    return None


def _signed(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status != DONE:
        return None
    paper = clause.subject if group.passive else clause.object
    if frame.verb in _HANDED and paper.head == "C" and clause.after == "d" and not group.passive:
        return Told(frame.type, 2)
    if paper.head != "N":
        return None
    return Told(frame.type, 1 if clause.object.head == "N" and "M" in clause.signs else 2)


def _pooled(frame: Frame, clause: Clause, group: Group) -> Told | None:
    """Return what "agreed to merge their card businesses" tells of."""
    several = clause.subject.joined > 1 or clause.subject.head == "B" or clause.plural
    if group.status == UNSURE or group.passive or not several:
        return None
    if clause.object.head not in ("x", "A", "F") or clause.object.firm:
        return None
    formed = "J" in clause.signs or re.search(r"tx[dA-Z]*C", clause.signs)
    return Told("joint_venture" if formed else frame.type, 2)


def _ended(frame: Frame, clause: Clause, group: Group) -> Told | None:
    """Return what "will dissolve their joint venture" tells of."""
    if group.status == UNSURE:
        return None
    what = clause.subject if group.passive else clause.object
    return Told(frame.type, 2) if what.head in ("J", "N") else None


def _at_once(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status == UNSURE or group.passive:
        return None
    if frame.verb == "merge" and (clause.object.head or group.status != DONE):
        return None
    return (
        Told(frame.type, 2)
        if clause.to("w") or clause.subject.joined > 1 or clause.subject.head == "B"
        else None
    )


def _in_time(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if clause.lasting and not group.perfect:
        return None
    working = frame.verb in _WORKING and (group.bare or group.perfect) and clause.to("w")
    if group.progressive and not group.perfect and group.status == DONE and clause.to("w"):
        return Told(frame.type, 2)  # "is testing a drive with Kerning"
    if not (clause.dated or clause.lasting or working or group.status != DONE):
        return None
    together = clause.joint or frame.verb in (
        "cooperate",
        "co-operate",
        "collaborate",
        "co-develop",
        "jointly develop",
        "co-produce",
        "co-design",
    )
    if clause.to("w") and (
        group.perfect or together or frame.verb in ("work", "trade", "do business", "deal")
    ):
        return Told(frame.type, 2)
    plural = clause.subject.joined > 1 or clause.subject.head == "B" or clause.plural
    together = together or (group.perfect and group.progressive) or group.status == AGREED
    return Told(frame.type, 2) if plural and together and not group.passive else None


def _launch(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status != DONE:
        return None
    if group.passive:
        return (
            Told(frame.type, 1)
            if clause.subject.head in ("x", "C", "A") and (clause.dated or clause.to("b"))
            else None
        )
    return Told(frame.type, 1) if clause.object.head in ("x", "C") and clause.dated else None


def _arrives(frame: Frame, clause: Clause, group: Group) -> Told | None:
    return (
        Told(frame.type, 1) if group.status == DONE and clause.dated and not group.passive else None
    )


def _opened(frame: Frame, clause: Clause, group: Group) -> Told | None:
    return Told(frame.type, 1) if group.status == DONE and clause.dated else None


def _venture(frame: Frame, clause: Clause, group: Group) -> Told | None:
    if group.status == UNSURE:
        return None
    if group.passive:
        owned = clause.subject.head == "J" and clause.to("b")
        return Told(frame.type, 2) if owned else None
    several = clause.subject.joined > 1 or clause.subject.head == "B"
    sure = group.status != PROMISED or several
    if clause.object.head == "F" and several and frame.verb in _FOUNDING:
        return Told(frame.type, 2)  # "A and B have set up a company"
    return Told(frame.type, 1) if clause.object.head == "J" and sure else None


def _owned(frame: Frame, clause: Clause, group: Group) -> Told | None:
    """Return the venture of several owners, or since when one has owned a firm."""
    if frame.verb == "belong":
        sure = clause.to("t") and clause.subject.head in ("C", "S", "I", "A", "F") and clause.dated
        return Told(frame.type, 2) if sure else None
    several = (
        clause.signs.count("C") > 1
        and clause.phrases.get("b") is not None
        and clause.phrases["b"].joined > 1
    )
    if (group.passive or group.bare) and clause.to("b") and several:
        shared = (
            clause.joint or re.match(r"[#Q/:-]{1,5}b|i[xd]{1,3}b", clause.signs[1:]) is not None
        )
        if clause.subject.head == "J" or (shared and clause.subject.head in ("C", "F", "I")):
            return Told("joint_venture", 2)
        return None
    if not clause.dated or frame.verb not in ("own", "hold", "control", "possess", "co-own"):
        return None
    if group.passive or (group.bare and not clause.object.head):
        return (
            Told(frame.type, 2)
            if clause.to("b") and clause.subject.head in ("C", "I", "A")
            else None
        )
    what = clause.object
    return (
        Told(frame.type, 2)
        if group.perfect and (what.head == "C" or (what.head == "S" and what.firm))
        else None
    )


NEEDS: dict[str, Need] = {
    "firm": _firm, "stake": _stake, "sale": _sale, "goods_to": _goods_to, "goods_from": _goods_from,
    "amount": _amount, "chosen": _chosen, "money_into": _money_into, "money_from": _money_from,
    "right": _right, "signed": _signed, "pooled": _pooled, "ended": _ended,
    "with_at_once": _at_once, "with_in_time": _in_time, "launch": _launch, "arrives": _arrives,
    "opened": _opened, "venture": _venture, "owned": _owned,
}  # fmt: skip
