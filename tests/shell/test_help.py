"""The page of keys."""

from __future__ import annotations

from jwviewer.shell.help import keys_page


def test_amid_a_review_its_own_keys_come_first() -> None:
    for review in (False, True):
        page = keys_page(review=review)
        assert (page.index("Review: Accept") < page.index("Open dossier")) is review
        assert "Ctrl+Return" in page
