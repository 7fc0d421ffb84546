"""What a review puts into a dossier: one change without faults, and reasons for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.editing.change import apply
from jwviewer.editing.checking import problems_of
from jwviewer.reading.loaders import load_article
from jwviewer.reading.reading import read_text
from jwviewer.reading.review import Review, accept, reject
from jwviewer.reading.review_edits import KINDS, set_kind
from jwviewer.shell.reading_result import left_out_lines, omissions_of, result_of
from tests.reading.review_sample import one, review

EMPTY = Dossier.from_rows({})
ARTICLES = sorted(
    path
    for path in (Path(__file__).parents[1] / "reading" / "articles" / "dev").iterdir()
    if path.suffix in (".txt", ".md", ".html")
)


def with_all(made: Review) -> Review:
    for key in made.order:
        made = accept(made, key)
    return made


def faults(dossier: Dossier) -> list[str]:
    return [str(p) for p in problems_of(dossier) if p.severity == "error"]


def test_undoing_the_change_gives_the_old_dossier_back() -> None:
    change = result_of(with_all(review()), EMPTY).change
    after = apply(EMPTY, change)
    assert len(after.facts) > 10
    back = apply(after, change.inverse)
    assert all(table.equals(back.tables[name]) for name, table in EMPTY.tables.items())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["as read", *KINDS])
def test_whatever_a_person_calls_things_the_dossier_has_no_fault(path: Path, kind: str) -> None:
    made = with_all(Review.of(read_text(load_article(path).text)))
    if kind != "as read":
        for key in made.order[::3]:
            made = set_kind(made, key, kind)
    result = result_of(made, EMPTY)
    assert faults(apply(EMPTY, result.change)) == []
    assert set(result.reasons).isdisjoint(result.placement.fact_ids)
    accepted = {key for key in made.order if made.decision(key) == "accepted"}
    assert accepted == set(result.reasons) | set(result.placement.fact_ids)


def test_what_is_left_out_says_what_it_lacks() -> None:
    figure = one("figure", "260,000")
    made = accept(reject(review(), one("company", "Volta Marine AB")), figure)
    result = result_of(made, EMPTY)
    assert set(result.reasons) == {figure}
    assert left_out_lines(made, result) == ["Engines sold – lacks: companies"]


def test_a_person_called_a_company_takes_only_its_own_facts_with_it() -> None:
    eva = one("person", "Eva")
    made = with_all(set_kind(review(), eva, "company"))
    result = result_of(made, EMPTY)
    assert set(result.reasons) == {one("role", "chairwoman")}
    assert "person" in result.reasons[one("role", "chairwoman")]


def test_omissions_follow_the_facts() -> None:
    made = accept(review(), one("figure", "1,900"))
    assert not omissions_of(made, EMPTY)
    after = apply(EMPTY, result_of(made, EMPTY).change)
    change = omissions_of(made, after)
    assert faults(apply(after, change)) == []
    assert any("period" in (row.after or {})["label"] for row in change.rows)
