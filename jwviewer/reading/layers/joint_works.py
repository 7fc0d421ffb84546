"""Events without a deal's name: sites and plants of two, partnerships."""

from __future__ import annotations

from collections.abc import Iterator

from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

JOINT_SITE = "set up a joint site"
BUILT = "will build together"
"""What stands for the verb where two set up a laboratory, or are to build a plant, together."""
_BUILT = later(
    r"\b(?:will|are to|have agreed to|agreed to|plan to|are teaming up to|have teamed up to) "
    r"(?:jointly |together )?(?P<verb>build|construct|erect|develop|set up|establish|invest) "
    r"(?:[\w€$£.,-]+ ){0,9}?(?:plant|factory|refinery|mine|terminal|facility|complex|site|base|hub|"
    r"gigafactory|smelter|mill|wind farm|solar park|power station|centre|center)\b"
)
RELATIONS = ("partnership", "cooperation", "collaboration", "relationship", "alliance")
BEGUN = later(
    r"(?: between [^.;,]{3,60})?,?(?: which| that)? (?:first )?(?:began|started|dates back "
    r"to|goes back to|dates from)\b"
)
JOINT_SITES = later(
    r"(?: up)? an? (?:[\w-]+ )?joint (?:[\w-]+ ){0,3}?(?:laborator(?:y|ies)|centre|center|"
    r"offices?|institute|research|lab|academy|school|facility|"
    r"team|working group|programme|program|fund)\b"
)


def built_together(view: str, start: int, end: int) -> Iterator[Span]:
    """Yield the verbs of plants that two parties are to build: each has a part in them."""
    for match in _BUILT.finditer(view, start, end):
        if " and " in view[start : match.start()]:
            yield match.span("verb")
