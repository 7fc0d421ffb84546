"""From a step's name to what it does in the pane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jwviewer.language import tr
from jwviewer.panes.review.form import FactForm
from jwviewer.panes.review.questions import (
    SUBJECTS,
    about_date,
    about_kind,
    about_merge,
    about_split,
    about_subject,
    has_date,
)
from jwviewer.panes.review.side import FACTS, LOOSE, UNSAID
from jwviewer.reading.review_edits import KINDS

if TYPE_CHECKING:
    from jwviewer.panes.review.pane import ReviewPane
    from jwviewer.panes.review.walk import Walk


class Stepping:
    """Makes the steps of a review; those that need an answer ask for it under the card."""

    def __init__(self, pane: ReviewPane) -> None:
        self._pane = pane

    def run(self, name: str) -> None:
        """Make a step by its name."""
        walk = self._pane.walk
        if walk is None:
            return
        if name.startswith("kind_"):
            walk.set_kind(name.removeprefix("kind_"))
            self._pane.refresh()
            return
        plain: dict[str, Callable[[], None]] = {
            "accept": walk.accept, "reject": walk.reject, "undo": walk.undo, "redo": walk.redo,
            "accept_ready": walk.accept_ready, "uncertain": walk.uncertain,
            "next": lambda: walk.step(1), "previous": lambda: walk.step(-1),
            "start_back": lambda: walk.move(start=-1), "start_on": lambda: walk.move(start=1),
            "end_on": lambda: walk.move(end=1), "end_back": lambda: walk.move(end=-1),
        }  # fmt: skip
        if name in plain:
            plain[name]()
            self._pane.refresh()
            return
        getattr(self, f"_{name}")(walk)

    def _edit(self, walk: Walk) -> None:
        if not walk.current:
            return
        if walk.current in walk.placed:
            walk.change(lambda review, _: review, "")
            self._pane.refresh()
            return
        form = FactForm(walk.review, walk.current, self._pane)
        form.accepted.connect(lambda: self._take_form(form))
        form.open()

    def _take_form(self, form: FactForm) -> None:
        walk = self._pane.walk
        if walk is not None:
            walk.change(lambda _review, _key: form.result_review, tr("Edit"))
            self._pane.refresh()

    def _merge(self, walk: Walk) -> None:
        key = walk.current
        suggestion = walk.review.suggestion(key) if key else ""
        if suggestion:
            self._then(lambda: walk.merge(suggestion))
            return
        question = about_merge(walk.review, key) if key else None
        if question is None or not question.choices:
            self._tell(walk, tr("There is nothing of its kind to merge it with."))
            return
        self._pane.side.prompt.ask(question, lambda one: self._then(lambda: walk.merge(one)))

    def _split(self, walk: Walk) -> None:
        question = about_split(walk.review, walk.current) if walk.current else None
        if question is None or not question.choices:
            self._tell(walk, tr("It has only one name."))
            return
        self._pane.side.prompt.ask(question, lambda one: self._then(lambda: walk.split(one)))

    def _date(self, walk: Walk) -> None:
        self._ask_date(walk, period=False)

    def _period(self, walk: Walk) -> None:
        self._ask_date(walk, period=True)

    def _ask_date(self, walk: Walk, *, period: bool) -> None:
        if walk.current and has_date(walk.review.items[walk.current].fact):
            question, name = about_date(walk.review, walk.current, period=period)
            self._pane.side.prompt.ask(
                question, lambda text: self._then(lambda: walk.set_value(name, text))
            )
        elif walk.current:
            self._tell(walk, tr("A name has no date."))

    def _subject(self, walk: Walk) -> None:
        if not walk.current:
            return
        if walk.review.items[walk.current].fact.kind not in SUBJECTS:
            self._tell(walk, tr("This belongs to nobody; M merges it with another name."))
            return
        question, name = about_subject(walk.review, walk.current)
        if not question.choices:
            self._tell(walk, tr("No company has been found yet; select its name and press N."))
            return
        self._pane.side.prompt.ask(
            question, lambda one: self._then(lambda: walk.set_entity(name, one))
        )

    def _use_selection(self, walk: Walk) -> None:
        span = self._pane.text.selected()
        if span is None:
            self._tell(walk, tr("Select the passage in the text first."))
        else:
            self._then(lambda: walk.take_span(span))

    def _new(self, walk: Walk) -> None:
        span = self._pane.text.selected()
        if span is None:
            self._tell(walk, tr("Select the words of the new fact in the text first."))
            return
        words = " ".join(walk.review.article.view[slice(*span)].split())

        def take(answer: str) -> None:
            # What was selected is taken; a second fact of it would be a slip.
            self._pane.text.unselect()
            self._then(lambda: walk.add(span, answer))
            self._pane.side.show_list(FACTS)

        prompt = self._pane.side.prompt
        prompt.ask(about_kind(words), take)
        prompt.answer_by_number(KINDS)
        if any(sign.isdigit() for sign in words):
            prompt.offer("figure")

    def _context(self, _walk: Walk) -> None:
        self._pane.wide_context = not self._pane.wide_context
        self._pane.refresh()

    def _loose(self, _walk: Walk) -> None:
        self._pane.side.show_list(LOOSE)

    def _unsaid(self, _walk: Walk) -> None:
        self._pane.side.show_list(UNSAID)

    def _put(self, _walk: Walk) -> None:
        self._pane.put_wanted.emit(False)

    def _filter(self, _walk: Walk) -> None:
        self._pane.filter.setFocus()
        self._pane.filter.selectAll()

    def _then(self, act: Callable[[], None]) -> None:
        act()
        self._pane.refresh()

    def _tell(self, walk: Walk, text: str) -> None:
        walk.told = text
        self._pane.refresh()
