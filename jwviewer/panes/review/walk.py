"""Going through the facts of an article one by one: where one is, what was done, what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.language import tr
from jwviewer.panes.review.words import group_name, kind_words, value_words
from jwviewer.queries.wording import kind_name
from jwviewer.reading.proposal import Span
from jwviewer.reading.review import (
    CHECK,
    ENOUGH,
    Review,
    accept,
    accept_ready,
    reject,
)
from jwviewer.reading.review_edits import (
    CorrectionRefused,
    move_span,
    set_attribute,
    set_kind,
    set_reference,
    set_span,
)
from jwviewer.reading.review_entities import merge, new_fact, split
from jwviewer.reading.sitting import Sitting


class Walk:
    """One person's way through a review.

    ``current`` is the fact at hand, ``listed`` are the facts that are shown, in order, and
    ``placed`` those that the open dossier has from this article: they are changed there.
    ``told`` says what the last step did, ``failed`` why it could not be written down.
    """

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.listed: tuple[str, ...] = sitting.review.order
        self.placed: Mapping[str, str] = {}
        self.told = ""
        self.failed = ""
        self._back = ""
        self.current = self._next_open("") or next(iter(self.listed), "")

    @property
    def review(self) -> Review:
        """The review as it is now."""
        return self.sitting.review

    def show(self, listed: tuple[str, ...]) -> None:
        """Go through these facts only; one of them is at hand."""
        self.listed = listed
        if self.current not in listed:
            self.current = self._next_open("") or next(iter(listed), "")

    def choose(self, key: str) -> None:
        """Take a fact in hand."""
        if key in self.review.items:
            self.current, self.told, self._back = self.review.resolved(key), "", ""

    def step(self, by: int) -> None:
        """Go to the fact after or before."""
        if self.listed:
            here = self.listed.index(self.current) if self.current in self.listed else 0
            self.choose(self.listed[max(0, min(here + by, len(self.listed) - 1))])

    def uncertain(self) -> None:
        """Go to the next fact that is not decided and not sure."""
        facts = self.review.items
        found = self._next_open(self.current, lambda key: facts[key].fact.confidence < CHECK)
        if found:
            self.choose(found)
        else:
            self.told = tr("No uncertain fact is left.")

    def accept(self) -> None:
        """Accept the fact at hand, with what it needs, and go on."""
        key = self.current
        if not key:
            return
        needed = self.review.needed(key)
        self._do(accept(self.review, key), tr("Accept"))
        self.told = tr("Accepted: {fact}.", fact=value_words(self.review, key))
        if needed:
            names = ", ".join(value_words(self.review, one) for one in needed)
            self.told += " " + tr("With it: {names}.", names=names)
        self._go_on(key)
        self._offer_rest()

    def _offer_rest(self) -> None:
        """Say so where the sure facts of the group at hand can be accepted at once."""
        group = self.review.group(self.current)
        ready = self.review.ready(group, self.listed)
        if len(ready) > 1:
            self.told += " " + tr(
                "Shift+A accepts the {count} sure ones of: {group}.",
                count=len(ready), group=group_name(group),
            )  # fmt: skip

    def reject(self) -> None:
        """Reject the fact at hand and go on."""
        key = self.current
        if not key or self._is_fixed():
            return
        self._do(reject(self.review, key), tr("Reject"))
        self.told = tr("Rejected: {fact}.", fact=value_words(self.review, key))
        self._go_on(key)

    def accept_ready(self) -> None:
        """Accept the sure facts of the group at hand that are listed."""
        if not self.current:
            return
        group = self.review.group(self.current)
        ready = self.review.ready(group, self.listed)
        if not ready:
            self.told = tr(
                "{group}: this is offered once you have looked at {count} of them,"
                " for those with a confidence of {sure} or more.",
                group=group_name(group), count=ENOUGH, sure=f"{CHECK:.2f}",
            )  # fmt: skip
            return
        self._do(accept_ready(self.review, group, self.listed), tr("Accept group"))
        self.told = tr("Accepted {count} facts at once.", count=len(ready))
        self._go_on(self.current)

    def undo(self) -> None:
        """Take the last step back and go to where it was made."""
        label = self.sitting.undo_label
        if not label:
            self.told = tr("There is nothing to undo.")
            return
        self._return(self._guarded(self.sitting.undo))
        self.told = tr("Undone: {step}.", step=label)

    def redo(self) -> None:
        """Make the step again that was taken back."""
        self._return(self._guarded(self.sitting.redo))

    def set_kind(self, kind: str) -> None:
        """Give the fact at hand another kind; after it one goes on where it stood."""
        back = self._back or self._next_open(self.current)
        self.change(lambda r, key: set_kind(r, key, kind), tr("Kind"))
        if not self.told:
            self.told = tr("Now: {kind}.", kind=kind_words(self.review, self.current))
            self._back = back

    def move(self, *, start: int = 0, end: int = 0) -> None:
        """Move an end of the passage at hand by words."""
        self.change(lambda r, key: move_span(r, key, start=start, end=end), tr("Passage"))

    def take_span(self, span: Span) -> None:
        """Take another passage for the fact at hand."""
        self.change(lambda r, key: set_span(r, key, span), tr("Passage"))

    def set_value(self, name: str, value: str) -> None:
        """Set one attribute of the fact at hand."""
        self.change(lambda r, key: set_attribute(r, key, name, value), tr("Edit"))

    def set_entity(self, name: str, other: str) -> None:
        """Let the fact at hand name an entity; one of several parties is added or dropped."""
        others = [other] if other else []
        if name == "participants":
            known = self.review.fact(self.current).values(name)
            others = [p for p in known if p != other] if other in known else [*known, other]
        self.change(lambda r, key: set_reference(r, key, name, others), tr("Company"))

    def merge(self, other: str) -> None:
        """Say that the entity at hand is another one; go there, or on where that is decided."""
        key, after = self.current, self._next_open(self.current)
        self.change(lambda r, one: merge(r, one, other), tr("Merge"))
        if self.review.items[key].into:
            self.choose(self.review.resolved(other))
            told = tr("Merged into {name}.", name=value_words(self.review, self.current))
            if after and self.review.decision(self.current) != "pending":
                self.choose(after)
            self.told = told

    def split(self, name: str) -> None:
        """Split a name off the entity at hand, or undo a merge."""
        self.change(lambda r, key: split(r, key, name), tr("Split"))

    def add(self, span: Span, kind: str) -> None:
        """Add a fact at a passage and take it in hand; after it one goes on where one was."""
        back = self._back or self.current
        made, key = new_fact(self.review, span, kind)
        self._do(made, tr("New fact"))
        self.choose(key)
        self._back = back
        self.told = tr("New {kind}: accept it if it is right.", kind=kind_name(kind))

    def change(self, make: Callable[[Review, str], Review], label: str) -> None:
        """Change the fact at hand; what it cannot be is told and not done."""
        self.told = ""
        if not self.current or self._is_fixed():
            return
        try:
            made = make(self.review, self.current)
        except CorrectionRefused as refused:
            self.told = str(refused)
            return
        self._do(made, label)

    def _do(self, review: Review, label: str) -> None:
        self._guarded(lambda: self.sitting.do(review, label))

    def _guarded(self, act: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        before = self.review
        self.failed = ""
        try:
            return act()
        except WriteFailed as failed:
            # The step is made; only the disk did not take it.
            self.failed = str(failed)
            now = self.review.items
            return tuple(k for k, item in now.items() if before.items.get(k) != item)

    def _return(self, keys: tuple[str, ...]) -> None:
        there = [key for key in keys if key in self.review.items]
        if there:
            self.choose(there[-1])

    def _is_fixed(self) -> bool:
        if self.current not in self.placed:
            return False
        self.told = tr("This fact is in the dossier already; change it there, or undo that first.")
        return True

    def _go_on(self, key: str) -> None:
        back, self._back = self._back, ""
        if back not in self.listed:
            back = ""
        elif self.review.decision(back) != "pending":
            back = self._next_open(back)
        self.current = back or self._next_open(key) or key
        if self.review.progress.reviewed == self.review.progress.total:
            self.told += " " + tr("That was the last one: put them into the dossier.")

    def _next_open(self, key: str, fitting: Callable[[str], bool] = lambda _: True) -> str:
        """Return the next listed fact that is not decided; from the end on, the first one."""
        at = self.listed.index(key) + 1 if key in self.listed else 0
        for one in (*self.listed[at:], *self.listed[:at]):
            item = self.review.items.get(one)
            if item is not None and item.decision == "pending" and one != key and fitting(one):
                return one
        return ""
