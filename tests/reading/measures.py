"""The measures of reading, for one article: gold facts against predicted ones."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.reading.date_ground import is_grounded
from tests.reading.fields import (
    digits,
    is_counted,
    is_figure,
    is_money,
    is_named,
    overlap,
    same_bound,
    same_direction,
    same_period,
    same_unit,
    same_value,
    value_places,
    whole_places,
)  # fmt: skip
from tests.reading.matching import Row, Span, Tally, pairs, plain_name, shared, spans, tally

Mention = tuple[str, Span, str]
"""An EDTF date, its passage, and the kind of fact that has it."""
GENERIC = {"公司", "本公司", "合资公司", "the company", "company", "the group", "jv"}
COUNTS = (
    "wrong magnitudes of money", "wrong currencies", "currencies without ground", "other values",
    "dropped or wrong bounds", "invented dates", "targets taken as figures",
    "numbers that are no figures",
)  # fmt: skip


class Comparison:
    """One article's gold and predicted facts, both with positions in the same text."""

    def __init__(self, gold: list[Row], predicted: list[Row], text: str) -> None:
        self.gold, self.predicted, self.text = gold, predicted, text
        self.forms = {plain_name(row["name"]): self._forms(row) for row in gold if is_named(row)}
        self.owner = {form: name for name, forms in self.forms.items() for form in forms}
        self.owner |= {name: name for name in self.forms}

    def measures(self) -> dict[str, Tally]:
        """Return every measure by name."""
        money, counted = self._of(is_money), self._of(is_counted)
        gold_companies, companies = self._of(lambda r: r["kind"] == "company")
        return {
            "money": self._tally(*money, same_value, same_unit, same_bound),
            "quantity value": self._tally(*counted, same_value),
            "quantity unit bound": self._tally(*counted, same_value, same_unit, same_bound),
            "direction": self._tally(*counted, same_value, same_direction),
            "figure period": self._tally(*self._of(is_figure), same_value, same_period),
            "date": self._dates(),
            "company": tally(gold_companies, companies, self._same_name, self._said),
            "alias pairs": self._aliases(gold_companies, companies),
            "person": self._by_name("person"),
            "role": self._roles(),
            "place": self._by_name("place"),
            "event type": self._events(dated=False),
            "event": self._events(dated=True),
            "claim": self._claims(),
            "claim covered": self._claims_covered(),
            "conversion": self._conversions(),
            "value span": self._value_spans(),
            "relation": self._relations(),
            "programme": self._by_name("programme"),
            "technology": self._by_name("technology"),
        }

    def counts(self) -> dict[str, int]:
        """Return how often each of the worst errors was made."""
        made = dict.fromkeys(COUNTS, 0)
        gold, predicted = self._of(is_figure)
        for i, j in pairs(gold, predicted, lambda g, p: overlap(g, p) + same_value(g, p)):
            self._count_pair(gold[i], predicted[j], made)
        places = [span for row in gold for span in spans(row, "value")]
        intents = [
            span
            for row in self.gold
            if row.get("claim_kind") == "intent"
            for span in spans(row, "whole")
        ]
        for row in predicted:
            if not shared(value_places(row), places) > 0:
                inside = shared(value_places(row), intents) > 0
                made["targets taken as figures" if inside else "numbers that are no figures"] += 1
        made["invented dates"] = len(self.invented_dates())
        return made

    def invented_dates(self) -> list[str]:
        """Return every predicted date of which the text lacks the year, the month or the day."""
        found = []
        for row in self.predicted:
            for name in ("date", "period", "base_period"):
                value, inferred = row.get(name), row.get(f"{name}_basis") == "inferred"
                # The base of a change is our reading of "from a year earlier" and marked as such.
                if value and not (name == "base_period" and inferred):
                    found += [] if is_grounded(value, self.text) else [f"{row['kind']} {value}"]
        return found

    def _count_pair(self, gold: Row, predicted: Row, made: dict[str, int]) -> None:
        if not overlap(gold, predicted) or gold.get("optional"):
            return
        money = is_money(gold) and is_money(predicted)
        one, other = Decimal(gold["value"]), Decimal(predicted["value"])
        if one != other:
            scaled = money and one and other and digits(one) == digits(other)
            made["wrong magnitudes of money" if scaled else "other values"] += 1
        elif not same_bound(gold, predicted):
            made["dropped or wrong bounds"] += 1
        if money and not same_unit(gold, predicted):
            if gold["currency"] == "?":
                made["currencies without ground"] += 1
            elif predicted["currency"] != "?":
                made["wrong currencies"] += 1

    def _forms(self, row: Row) -> set[str]:
        listed = row.get("aliases") or []
        seen = [self.text[a:b] for a, b in spans(row, "name")]
        return {plain_name(form) for form in [row["name"], *listed, *seen] if form} - {""}

    def _of(self, wanted: Callable[[Row], bool]) -> tuple[list[Row], list[Row]]:
        return [r for r in self.gold if wanted(r)], [r for r in self.predicted if wanted(r)]

    def _said(self, row: Row) -> str:
        fields = ("name", "person", "role", "organisation", "event_type", "participants", "bound",
                  "value", "value_high", "unit", "direction", "period", "date", "asserter",
                  "subject", "relation", "object", "rule")  # fmt: skip
        told = " | ".join(f"{row[name]}" for name in fields if row.get(name))
        places = spans(row, "whole") or spans(row, "value") or spans(row)
        words = self.text[places[0][0] : places[0][1]].replace("\n", " ") if places else ""
        return f"{row['kind']}: {told} «{words[:100]}»"

    def _tally(
        self, gold: list[Row], predicted: list[Row], *same: Callable[[Row, Row], bool]
    ) -> Tally:
        def fit(g: Row, p: Row) -> float:
            # Every pair of the same values in one place counts; the closer passage goes first.
            return overlap(g, p) if all(test(g, p) for test in same) else 0

        def excuse(g: Row, p: Row) -> float:
            return overlap(g, p) if same_value(g, p) else 0

        return tally(gold, predicted, fit, self._said, excuse)

    def _same_name(self, gold: Row, predicted: Row) -> float:
        return float(plain_name(gold["name"]) == plain_name(predicted["name"]))

    def _by_name(self, kind: str) -> Tally:
        def fit(g: Row, p: Row) -> float:
            exact = self._same_name(g, p)
            loose = kind != "person" and plain_name(p["name"]) in self._forms(g)
            return 2 * exact or float(loose)

        def wanted(row: Row) -> bool:
            return row["kind"] == kind and not row.get("event_type")

        gold, predicted = self._of(wanted)
        if kind == "place":
            # "Hebei" beside "Hebei Province" is one place found, not a second one.
            predicted = list({self._canonical(p["name"]): p for p in predicted[::-1]}.values())
        return tally(gold, predicted, fit, self._said)

    def _canonical(self, name: str | None) -> str:
        plain = plain_name(name or "")
        return self.owner.get(plain, plain)

    def _aliases(self, gold: list[Row], predicted: list[Row]) -> Tally:
        def listed(rows: list[Row], *, optional: bool) -> set[tuple[str, str]]:
            return {
                (name, form)
                for row in rows
                if optional or not row.get("optional")
                for name in [plain_name(row["name"])]
                for form in self._forms(row) - {name}
                if form not in GENERIC
            }

        needed, known = listed(gold, optional=False), listed(gold, optional=True)
        found = listed(predicted, optional=True)
        made = Tally(len(needed & found), len(found - known), len(needed - found))
        made.errors = [f"missed alias {one}" for one in sorted(needed - found)]
        made.errors += [f"wrong  alias {one}" for one in sorted(found - known)]
        return made

    def _roles(self) -> Tally:
        def fit(g: Row, p: Row) -> float:
            same = plain_name(g.get("person") or "") == plain_name(p.get("person") or "")
            where = self._canonical(g.get("organisation")) == self._canonical(p.get("organisation"))
            mine, other = (set(plain_name(r.get("role") or "").split()) for r in (g, p))
            if "".join(mine) != "".join(other) and not (mine and other):
                return 0
            alike = mine <= other or other <= mine or "".join(mine) == "".join(other)
            return (1 + (mine == other)) * float(same and where and alike)

        return tally(*self._of(lambda r: r["kind"] == "role"), fit, self._said)

    def _participants(self, row: Row) -> set[str]:
        return {self._canonical(name) for name in row.get("participants") or []}

    def _events(self, *, dated: bool) -> Tally:
        def fit(g: Row, p: Row) -> float:
            exact = g["event_type"] == p["event_type"]
            if not exact and p["event_type"] not in (g.get("also") or []):
                return 0
            one, other = self._participants(g), self._participants(p)
            if one and other and not one & other:
                return 0
            same = (g.get("date") or "") == (p.get("date") or "")
            left_open = g.get("date_basis") == "inferred" and not p.get("date")
            if dated and not (same or left_open):
                return 0
            together = len(one & other) / max(1, len(one | other))
            near = shared(spans(g), spans(p)) > 0
            return float(1 + 2 * near + same + together + exact / 2)

        return tally(*self._of(lambda r: bool(r.get("event_type"))), fit, self._said)

    def _claim_fit(self, g: Row, p: Row, *, asserted: bool = True) -> float:
        one, other = whole_places(g), whole_places(p)
        together = shared(one, other)
        least = min(b - a for a, b in one + other) if one and other else 0
        same = self._canonical(g.get("asserter")) == self._canonical(p.get("asserter"))
        # What a document is called is everybody's own choice.
        same = same or g.get("mode") == p.get("mode") == "document"
        return float(together) if (same or not asserted) and least and together * 2 >= least else 0

    def _claims(self) -> Tally:
        def excuse(g: Row, p: Row) -> float:
            return self._claim_fit(g, p, asserted=False)

        gold, predicted = self._of(lambda r: r["kind"] == "claim")
        return tally(gold, predicted, self._claim_fit, self._said, excuse)

    def _claims_covered(self) -> Tally:
        gold, predicted = self._of(lambda r: r["kind"] == "claim")
        needed = [row for row in gold if not row.get("optional")]
        right = sum(any(self._claim_fit(g, p) for p in predicted) for g in needed)
        wrong = sum(
            not any(self._claim_fit(g, p, asserted=not g.get("optional")) for g in gold)
            for p in predicted
        )
        return Tally(right, wrong, len(needed) - right)

    def _conversions(self) -> Tally:
        def amounts(row: Row, rows: list[Row]) -> list[Row]:
            by_id = {one.get("id"): one for one in rows}
            ends = (by_id.get(row.get(end) or "") for end in ("converted_from", "converted_to"))
            return [one for one in ends if one]

        def fit(g: Row, p: Row) -> float:
            both = list(zip(amounts(g, self.gold), amounts(p, self.predicted), strict=False))
            same = all(same_value(one, other) and same_unit(one, other) for one, other in both)
            return float(len(both) == 2 and same)

        return tally(*self._of(lambda r: r["kind"] == "conversion"), fit, self._said)

    def _dates(self) -> Tally:
        # Neither gold nor a reader has to name the time of a claim; if they do it is compared.
        asked = [r for r in self.gold if not r.get("optional") and r["kind"] != "claim"]
        needed = _mentions(asked, stated=True)
        known, found = _mentions(self.gold), _mentions(self.predicted)
        missed = [f"missed date {v}" for v, s, _ in needed if not _has(found, v, s)]
        made = Tally(len(needed) - len(missed), 0, len(missed), missed)
        for value, span, kind in found:
            right = _has(known, value, span)
            elsewhere = kind == "claim" and not any(shared([span], [s]) > 0 for _, s, _ in known)
            if not right and not elsewhere:
                made.wrong += 1
                made.errors.append(f"wrong  date {value} «{self.text[span[0] : span[1]]}» {kind}")
        return made

    def _value_spans(self) -> Tally:
        gold, predicted = self._of(is_figure)
        made = Tally()
        for i, j in pairs(gold, predicted, lambda g, p: overlap(g, p) * same_value(g, p)):
            mine, other = (self._value_span(row) for row in (gold[i], predicted[j]))
            made.right += mine == other
            if mine != other:
                made.wrong += 1
                made.missed += 1
                words = [self.text[a:b] for a, b in (mine, other)]
                made.errors.append(f"span   «{words[0]}» not «{words[1]}»")
        return made

    def _value_span(self, row: Row) -> Span:
        """Return the passage of a value, both ends of a range together, without stops around it."""
        places = value_places(row)
        start, end = min(a for a, _ in places), max(b for _, b in places)
        words = self.text[start:end]
        left = len(words) - len(words.lstrip(" \n(（"))
        return start + left, end - (len(words) - len(words.rstrip(" \n,.;)，。；）")))

    def _relations(self) -> Tally:
        def fit(g: Row, p: Row) -> float:
            ends = ("subject", "object")
            same = all(self._canonical(g.get(e)) == self._canonical(p.get(e)) for e in ends)
            return float(same and g.get("relation") == p.get("relation"))

        def wanted(row: Row) -> bool:
            return row["kind"] == "relation" and bool(row.get("object"))

        return tally(*self._of(wanted), fit, self._said)


def _mentions(rows: list[Row], *, stated: bool = False) -> list[Mention]:
    """Return every date with its passage and the kind of its fact, each passage once."""
    found: list[Mention] = []
    for row in sorted(rows, key=lambda r: r["kind"] == "claim"):
        for name in ("date", "period"):
            value, basis = row.get(name), row.get(f"{name}_basis")
            if not value or (stated and basis != "stated"):
                continue
            found += [
                (value, span, row["kind"])
                for span in spans(row, name)
                if not _has(found, value, span)
            ]
    return found


def _has(mentions: list[Mention], value: str, span: Span) -> bool:
    return any(value == other and shared([span], [place]) > 0 for other, place, _ in mentions)
