"""An article: paragraphs, sentences, wrapped lines, boilerplate, and where its words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.reading.article import article_of, guess_language


def _sentences(text: str) -> list[str]:
    article = article_of(text, "en")
    return [article.view[one.start : one.end] for one in article.sentences]


@given(st.text(alphabet="aA1 .,\n\t-é中。!?\xad\u200b“”|", max_size=300))
def test_the_view_is_as_long_as_the_text_and_every_span_lies_in_it(text: str) -> None:
    article = article_of(text)
    assert len(article.view) == len(text)
    for sentence in article.sentences:
        assert 0 <= sentence.start <= sentence.end <= len(text)
        start, end = article.exact(sentence.span)
        assert 0 <= start <= end <= len(text)


def test_wrapped_lines_are_one_paragraph_and_a_short_line_ends_one() -> None:
    text = (
        "A headline that is short\n"
        "The first paragraph of this article is wrapped by hand at some seventy\n"
        "characters, as old mail programs do, and ends here.\n"
        "The second one begins on a line of its own, because the line above it\n"
        "had room for its first word.\n"
    )
    article = article_of(text)
    found = [article.view[start:end] for start, end in article.paragraphs]
    assert [one.split()[0] for one in found] == ["A", "The", "The"]
    assert "seventy characters, as" in article.view


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "This line is far longer than anybody would wrap by hand, so that it is a paragraph " * 2
    article = article_of(f"{line}\n{line}\n")
    assert len(article.paragraphs) == 2


def test_list_items_are_paragraphs() -> None:
    article = article_of("- 220 direct jobs\n- a plant of 340 MW\n1. the first\n2. the second\n")
    assert len(article.paragraphs) == 4


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        (
            "a very long line about coop-\neration in the field of engines",
            "cooperation",
            "coop-\neration",
        ),
        ("its trans\xadmission", "transmission", "trans\xadmission"),
        ("a line about a long-\nterm plan of the two companies here", "long-term", "long-\nterm"),
        ("公司与合作\n伙伴签署协议", "合作伙伴", "合作\n伙伴"),
    ],
)
def test_divided_words_are_whole_in_the_view_and_found_again_in_the_text(
    text: str, word: str, said: str
) -> None:
    article = article_of(text)
    start = article.view.index(word)
    first, last = article.exact((start, start + len(word)))
    assert article.text[first:last] == said


@pytest.mark.parametrize(
    "line",
    [
        "Share this article", "We use cookies to improve your visit.", "© 2021 Foo News",
        "Home | News | Business | Sport", "Read more: another article", "Photo: Foo Bar",
        "Subscribe to our newsletter", "ADVERTISEMENT", "来源：新华网", "3 comments",
    ],
)  # fmt: skip
def test_boilerplate_is_blank_in_the_view(line: str) -> None:
    article = article_of(f"Foo bought Bar in 2018.\n\n{line}\n\nIt paid 5 million euros.")
    assert line.split()[0] not in article.view
    assert len(article.paragraphs) == 2


@pytest.mark.parametrize(
    "line",
    ["Home prices rose by 5%.", "Cookies are what Foo bakes.", "Sales | 2018 | 500 | 600",
     "Copyrights were sold with the firm."],
)  # fmt: skip
def test_sentences_that_only_resemble_boilerplate_stay(line: str) -> None:
    assert line.split()[0] in article_of(f"Foo bought Bar.\n\n{line}").view


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Foo Co., Ltd. and Bar Inc. signed. It is new.", 2),
        ("The U.S. market grew. The E.U. did not.", 2),
        ("It sells in the U.S. The firm is new.", 2),
        ("Dr. J. Smith of Foo spoke on Nov. 13, 2019. He left.", 2),
        ("It rose 5.5 percent. No. 3 fell.", 2),
        ("“It is good.” He left.", 2),
        ("It cost $5 m. The rest is free!", 2),
        ("双方签署协议。会议在北京举行！", 2),
        ("Is it new? Yes… It is.", 3),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(_sentences(text)) == count


def test_the_language_is_guessed_from_the_signs() -> None:
    assert guess_language("The company (中国一汽) signed an agreement with its partner.") == "en"
    assert guess_language("中国一汽与Volkswagen AG签署合作协议。") == "zh"
    assert guess_language("") == "en"


def test_a_sentence_without_end_is_cut_and_a_table_is_not_read() -> None:
    article = article_of("Foo bought Bar. " + "word " * 2_000)
    assert max(one.end - one.start for one in article.sentences) <= 2_000
    article = article_of("Foo paid 5 euros.\n\n" + "12 " * 500 + "\n\nBar paid 6.")
    assert article.view.split() == ["Foo", "paid", "5", "euros.", "Bar", "paid", "6."]


def test_an_empty_text_is_an_article_without_paragraphs() -> None:
    assert article_of("").paragraphs == ()
