from __future__ import annotations

from jwviewer.drawing.hover import hover_html, hover_text
from tests import fact_sample as sample

COPY = {sample.SOURCE: sample.TEXT}


def test_hovering_tells_label_value_date_voice_and_source() -> None:
    lines = hover_text(sample.dossier(), "small", COPY).split("\n")
    assert lines == [
        "Boats built: Quiet ferry, 2018 — North Works",
        "just under 200,000 units (approximate, from below)",
        "2018 (inferred)",
        "stated by the article",
        "inferred: period",
        "Ferry News, paragraph 3",
    ]


def test_hovering_over_an_undated_event_says_so() -> None:
    text = hover_text(sample.dossier(), "later")
    assert "date not given; later than: Pact of 2013" in text
    assert text.endswith("no passage recorded")


def test_a_bound_that_was_not_printed_is_said_to_be_inferred() -> None:
    text = hover_text(sample.dossier(), "usd")
    assert "US$ 33.40 bn (as printed; lower bound inferred)" in text


def test_names_are_never_markup_in_a_tooltip() -> None:
    html = hover_html(hover_text(sample.dossier(), "lake"))
    assert "<b>" not in html
    assert "Lake &amp; &lt;b&gt;Sons&lt;/b&gt;" in html


def test_every_fact_can_be_hovered_over() -> None:
    dossier = sample.dossier()
    for fact_id in dossier.fact_ids:
        assert dossier.fact(fact_id).label in hover_text(dossier, fact_id)
