"""The first dossier, and the article it comes from where that lies beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.dossier.text import normalise, text_sha256
from jwviewer.places import seed

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return open_dossier(seed("jac-weichai"))


@pytest.fixture(scope="module")
def article(dossier: Dossier) -> str:
    """The normalised text of the source, found beside the repository by its hash."""
    if not ARTICLES.is_dir():
        pytest.skip(f"the article is not beside the repository: no folder {ARTICLES}")
    wanted = dossier.row("sources", "article")["text_sha256"]
    for path in sorted(ARTICLES.glob("*.txt")):
        text = normalise(path.read_bytes())
        if text_sha256(text) == wanted:
            return text
    pytest.fail(f"no text in {ARTICLES} has the hash that the dossier names")
