"""Finding facts by any word or number in them, forgiving slips of the finger."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from msgspec import Struct

from jwviewer.dossier.spare_memory import give_back, let_go
from jwviewer.language import tr
from jwviewer.queries.search_index import SearchIndex
from jwviewer.queries.search_words import words_of
from jwviewer.queries.wording import kind_name, value_words, when_words

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

MOST_WORDS = 8
MOST_CHARS = 120
FEW = 20_000
"""So many facts are indexed in no time; for more another thread does it."""
_made: WeakKeyDictionary[Dossier, SearchIndex] = WeakKeyDictionary()
_making: WeakKeyDictionary[Dossier, threading.Thread] = WeakKeyDictionary()
_lock = threading.Lock()


class Hit(Struct, frozen=True):
    """A found fact: what to show of it in a list of results."""

    fact_id: str
    label: str
    kind: str
    detail: str


def search(dossier: Dossier, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Return the facts that hold every word of ``text``, the best first; "" finds nothing.

    A word that stands nowhere finds those that look like it.
    """
    wanted = _wanted(text)
    best = index_of(dossier).best(wanted, limit) if wanted else []
    return tuple(_hit(dossier, dossier.facts[number]) for number in best)


def matching(dossier: Dossier, text: str) -> np.ndarray[Any, np.dtype[np.bool_]] | None:
    """Return which facts hold every word of ``text``, by position; None for no words at all."""
    wanted = _wanted(text)
    if not wanted:
        return None
    return index_of(dossier).matching(wanted)


def index_of(dossier: Dossier) -> SearchIndex:
    """Return the index of a dossier; the first call builds it, or waits for who does."""
    if dossier in _made:
        return _made[dossier]
    if len(dossier.positions) <= FEW:
        return _made.setdefault(dossier, SearchIndex.of(dossier))
    with _lock:
        if dossier not in _made:
            _made[dossier] = SearchIndex.of(dossier)
            let_go()
            give_back()
        return _made[dossier]


def is_ready(dossier: Dossier) -> bool:
    """Tell whether searching answers at once; if not, the index is built in a thread."""
    if dossier in _made or len(dossier.positions) <= FEW:
        return True
    if dossier not in _making or not _making[dossier].is_alive():
        _making[dossier] = threading.Thread(
            target=index_of, args=(dossier,), name="indexing", daemon=True
        )
        _making[dossier].start()
    return False


def _wanted(text: str) -> list[str]:
    return words_of(text[:MOST_CHARS])[:MOST_WORDS]


def _hit(dossier: Dossier, fact: Fact) -> Hit:
    companies = ", ".join(dossier.short_name(company) for company in fact.company_ids)
    value = value_words(dossier, fact)
    parts = (value, when_words(dossier, fact), "" if companies == fact.label else companies)
    detail = tr(" · ").join(part for part in parts if part)
    return Hit(fact.id, fact.label, fact.kind, detail or kind_name(fact.kind))
