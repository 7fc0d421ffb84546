"""What the industry's figures measure: hundreds of metrics, a few of them in all mouths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks.industry.cells import Array, Columns, empty, ids

_MEASURES = (
    # label, quantity, unit, period kind, decimal power of a middling value
    ("{p} sold", "count", "vehicle", "flow", 4),
    ("Revenue from {p}", "money", "", "flow", 9),
    ("{p} made", "count", "unit", "flow", 4),
    ("Exports of {p}", "count", "unit", "flow", 3),
    ("Market share of {p}", "ratio", "%", "flow", 1),
    ("Operating profit of {p}", "money", "", "flow", 8),
    ("Employees in {p}", "count", "employee", "stock", 3),
    ("Orders for {p}", "count", "order", "stock", 3),
    ("Research spending on {p}", "money", "", "flow", 7),
    ("Patents for {p}", "count", "patent", "cumulative", 2),
    ("Power of {p}", "measure", "kW", "unknown", 2),
    ("Energy used by {p}", "measure", "MWh", "flow", 3),
)
_PRODUCTS = (
    "heavy trucks", "light trucks", "buses", "passenger cars", "diesel engines", "gas engines",
    "hybrid drives", "battery packs", "axles", "gear boxes", "excavators", "wheel loaders",
    "forklifts", "tractors", "harvesters", "marine engines", "generators", "fuel cells", "trailers",
    "spare parts", "tyres", "castings", "cabs", "software services",
)  # fmt: skip
QUANTITIES = ("count", "money", "ratio", "measure")


@dataclass(frozen=True)
class Metrics:
    """The metrics as arrays; ``change`` gives the metric of a metric's change, or -1."""

    ids: list[str]
    quantity: Array
    unit: list[str]
    power: Array
    change: Array
    plain: int

    @property
    def has_tenths(self) -> Array:
        """Tell which metrics have values with one digit after the point."""
        return self.quantity >= QUANTITIES.index("ratio")


def make_metrics(count: int) -> tuple[Metrics, Columns]:
    """Return about ``count`` metrics, a third of them changes of the first ones."""
    pairs = [(m, p) for p in _PRODUCTS for m in _MEASURES][: max(24, count * 3 // 4)]
    plain = len(pairs)
    changing = [n for n, (m, _) in enumerate(pairs) if m[1] in ("count", "money")][: plain // 3]
    labels = [_capital(m[0].format(p=p)) for m, p in pairs]
    metric_ids = ids("me", plain + len(changing))
    change = np.full(plain, -1)
    change[changing] = plain + np.arange(len(changing))
    units = [m[2] for m, _ in pairs]
    metrics = Metrics(
        metric_ids,
        np.array([QUANTITIES.index(m[1]) for m, _ in pairs]),
        units,
        np.array([m[4] for m, _ in pairs]),
        change,
        plain,
    )
    return metrics, {
        "metric_id": metric_ids,
        "label": [*labels, *(f"Change in {labels[n][0].lower()}{labels[n][1:]}" for n in changing)],
        "quantity": [*(m[1] for m, _ in pairs), *(["change"] * len(changing))],
        "unit": [*units, *(["%"] * len(changing))],
        "period_kind": [*(m[3] for m, _ in pairs), *(["flow"] * len(changing))],
        "definition": empty(plain + len(changing)),
    }


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
