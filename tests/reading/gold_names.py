"""The passages and the named things of a gold file, found in its article."""

from __future__ import annotations

import re
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]

NAMED = {
    "companies": "company", "people": "person", "places": "place",
    "programmes": "programme", "technologies": "technology",
}  # fmt: skip
"""The lists of names in a gold file, and the kinds of fact they make."""


class GoldError(ValueError):
    """A gold file says something that its article does not; the message tells where."""


class Finder:
    """Finds quoted passages; a quote is "words" or, if it is not the first one, "words#2"."""

    def __init__(self, text: str) -> None:
        self.text = text

    def spans(self, words: str) -> list[Span]:
        """Return every place of these words; blanks match line ends too."""
        pattern = r"\s+".join(re.escape(part) for part in words.split())
        if re.match(r"[A-Za-z0-9]", words):
            pattern = r"(?<![A-Za-z0-9])" + pattern
        if re.search(r"[A-Za-z]\Z", words):
            pattern += r"(?![A-Za-z0-9])"
        elif re.search(r"[0-9]\Z", words):
            pattern += r"(?![0-9])"  # a unit may follow at once
        return [match.span() for match in re.finditer(pattern, self.text)]

    def find(self, quote: str, within: Span | None = None) -> Span:
        """Return the place of a quote: the one inside ``within``, else the one nearest to it."""
        words, _, number = quote.partition("#")
        places = self.spans(words)
        if number:
            if len(places) < int(number):
                raise GoldError(f"there are only {len(places)} of {words!r}")
            return places[int(number) - 1]
        if within is not None and places:
            inside = [p for p in places if within[0] <= p[0] and p[1] <= within[1]]
            if not inside:
                return min(places, key=lambda p: max(within[0] - p[1], p[0] - within[1]))
            places = inside
        if len(places) != 1:
            raise GoldError(f"{len(places)} places of {words!r}; say which with #1, #2, …")
        return places[0]

    def after(self, words: str, position: int) -> Span:
        """Return the first place of these words from a position on."""
        places = [place for place in self.spans(words) if place[0] >= position]
        if not places:
            raise GoldError(f"no {words!r} behind the value")
        return places[0]


class Names:
    """The named things of one gold file, and where each is mentioned."""

    def __init__(self, gold: Row, finder: Finder) -> None:
        self.forms: dict[str, list[str]] = {}
        self.kinds: dict[str, str] = {}
        self.places: dict[str, list[Span]] = {}
        everything = [(form, "") for form in gold.get("not_names", [])]
        for key, kind in NAMED.items():
            for entry in gold.get(key, []) + gold.get(f"optional_{key}", []):
                forms = [entry] if isinstance(entry, str) else entry
                self.forms[forms[0]], self.kinds[forms[0]] = forms, kind
                self.places.setdefault(forms[0], [])
                everything += [(form, forms[0]) for form in forms]
        taken = bytearray(len(finder.text))
        for form, owner in sorted(everything, key=lambda pair: -len(pair[0])):
            places = [finder.find(form)] if "#" in form else finder.spans(form)
            if not places:
                raise GoldError(f"the name {form!r} is not in the article")
            # The name of a programme or a technology may hold that of a company or a place.
            overlapping = self.kinds.get(owner) in ("programme", "technology")
            for start, end in places:
                if overlapping or not any(taken[start:end]):
                    if owner:
                        self.places[owner].append((start, end))
                    if not overlapping:
                        taken[start:end] = b"\1" * (end - start)
        for name, places in self.places.items():
            places.sort()
            if not places:
                raise GoldError(f"no mention of {name!r} is left over")

    def near(self, name: str, within: Span) -> Span | None:
        """Return the mention of a name inside a passage, if there is one."""
        inside = (p for p in self.places[name] if within[0] <= p[0] and p[1] <= within[1])
        return next(inside, None)
