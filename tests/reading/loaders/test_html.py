"""The words of web pages, friendly and hostile."""

from __future__ import annotations

import sys

import pytest

from jwviewer.reading.loaders.html import html_text


def test_blocks_are_paragraphs_and_entities_are_letters() -> None:
    page = (
        "<html><head><title>t</title></head><body><h1>Foo &amp; Bar</h1>"
        "<p>It paid\n &euro;5&nbsp;million <b>more</b>&#8212;far more.</p><ul><li>one<li>two</ul>"
    )
    assert html_text(page) == "Foo & Bar\n\nIt paid €5\xa0million more—far more.\n\none\n\ntwo\n"


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Home Business Sport</nav>", "<script>if (a < b) alert('x')</script>",
        "<style>p{}</style>", "<footer>© Foo</footer>", "<aside>Also read</aside>",
        "<!-- a comment with <p> in it -->", '<div class="cookie-banner"><div>x</div>We use</div>',
        '<p hidden>x</p>', '<div style="display: none">x</div>', "<header>Menu</header>",
        '<ul id="share">x</ul>', "<form><p>Sign up</p></form>", '<a title="a > b"></a>',
        "<noscript><p>on</p></noscript>", "<?xml version='1.0'?>", "<![CDATA[ x ]]>",
    ],
)  # fmt: skip
def test_what_stands_around_the_article_is_left_out(around: str) -> None:
    page = f"<body>{around}<p>Foo bought Bar.</p>{around}<p>The end.</p></body>"
    assert html_text(page) == "Foo bought Bar.\n\nThe end.\n"


def test_the_headline_in_the_header_of_an_article_stays() -> None:
    page = "<body><header>Menu</header><article><header><h1>News</h1></header><p>Foo.</p></article>"
    assert html_text(page) == "News\n\nFoo.\n"


def test_a_menu_that_is_never_closed_does_not_swallow_the_article() -> None:
    assert "Foo bought Bar." in html_text("<nav><p>Foo bought Bar.</p>")


def test_cells_and_line_breaks_part_words() -> None:
    assert html_text("<table><tr><td>a</td><td>b</td></tr></table>x<br>y") == "a\tb\n\nx\ny\n"


@pytest.mark.parametrize(
    "unit",
    ["<", "<!--", "<a ", "</", "<!", "<?", "&", "&#", '<a b="', "<script>", "<div>", "<a/", "<a b=",
     "<b><i>", "<nav>", "<a '\"", "<script></", "</p>", "<p class=\"", "<![CDATA["],
)  # fmt: skip
def test_no_broken_page_is_looked_at_again_and_again(unit: str) -> None:
    """Each character is passed a bounded number of times: the work grows with the length."""

    def steps(size: int) -> int:
        count = 0

        def note(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(note)
        try:
            html_text(unit * (size // len(unit)))
        finally:
            sys.setprofile(None)
        return count

    assert steps(12_000) < 9 * steps(3_000) + 1_000


def test_a_broken_page_of_a_megabyte_is_read() -> None:
    """Patterns of html.parser need minutes for this one."""
    assert html_text("<!--" * 250_000).strip() == ""
    assert html_text("<p>Foo " + "<a " * 50_000).startswith("Foo")


def test_a_cell_of_several_paragraphs_stays_one_cell() -> None:
    page = (
        "<table><tr><td><p>Sales</p><p>(EUR m)</p></td><td><p>410</p></td></tr></table><p>End.</p>"
    )
    assert html_text(page) == "Sales (EUR m)\t410\n\nEnd.\n"


def test_an_empty_cell_keeps_its_place() -> None:
    row = "<tr><th></th><th>2022</th><th></th></tr><tr><td>Ships</td><td></td><td>11</td></tr>"
    assert html_text(f"<p>A</p><table>{row}</table>") == "A\n\n\t2022\t\n\nShips\t\t11\n"


def test_a_cell_over_two_columns_leaves_the_second_one_empty() -> None:
    row = "<tr><th>A</th><th colspan=2>2022</th><th>B</th></tr>"
    assert html_text(f"<table>{row}</table>") == "A\t2022\t\tB\n"


def test_the_sign_of_a_note_is_no_digit_of_a_number() -> None:
    assert html_text("<p>It had 21<sup>1</sup> ships on 4 m<sup>2</sup>.</p>") == (
        "It had 21¹ ships on 4 m2.\n"
    )
