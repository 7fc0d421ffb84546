"""Positions count code points of the normalised text; nothing unseen stays unseen."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwviewer.dossier.text import (
    TextError,
    has_control,
    has_unseen,
    matching_view,
    normalise,
    paragraph_of,
    span_sha256,
    text_sha256,
    visible,
)


def test_only_the_mark_and_the_line_ends_change() -> None:
    assert normalise("\ufeffa\r\nb\rc\n\u00a0 d") == "a\nb\nc\n\u00a0 d"
    assert normalise(b"a\r\n") == "a\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_a_text_is_read_by_its_byte_order_mark(encoding: str) -> None:
    assert normalise("天琴 😀\r\n".encode(encoding)) == "天琴 😀\n"


def test_bytes_that_are_no_utf8_are_refused_with_their_place() -> None:
    with pytest.raises(TextError, match="byte 6 is not UTF-8; save"):
        normalise("Mobel\xf6".encode("cp1252"))


@given(st.text())
def test_the_view_has_the_same_length_and_no_line_ends(text: str) -> None:
    view = matching_view(text)
    assert len(view) == len(text)
    assert not set(view) & set("\n\u00a0\u202f\u2028")


def test_a_span_has_the_same_hash_however_it_is_wrapped() -> None:
    words = hashlib.sha256(b"more than 5").hexdigest()
    assert span_sha256("xx more than 5", 3, 14) == words
    assert span_sha256("xx more\nthan\u00a05 yy", 3, 14) == words
    assert text_sha256("天") == hashlib.sha256("天".encode()).hexdigest()


def test_paragraphs_are_counted_from_one() -> None:
    text = "\n\nFirst\nstill first\n \t\nSecond\n\n\nThird"
    assert [paragraph_of(text, text.index(w)) for w in ("First", "still", "Second", "Third")] == [
        1, 1, 2, 3,
    ]  # fmt: skip
    assert paragraph_of("", 0) == paragraph_of("a", 0) == paragraph_of("\n\na", 0) == 1


@pytest.mark.parametrize(
    "control",
    ["\u202e", "\u202d", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b",
     "\u2060", "\ufeff", "\u2028"],
)  # fmt: skip
def test_characters_that_deceive_are_written_out(control: str) -> None:
    assert has_unseen(f"a{control}b")
    assert visible(f"a{control}b") == f"a⟦U+{ord(control):04X}⟧b"


@given(st.text())
def test_what_is_visible_stays_on_one_line(text: str) -> None:
    shown = visible(text)
    assert not has_control(shown)
    assert not has_unseen(shown)
    assert "\n" not in shown
    assert len(shown.splitlines()) <= 1
