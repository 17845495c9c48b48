"""A dossier as a page that needs no network."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from detente import __version__
from detente.report import dossier_words as words
from detente.report.assumptions import MARKS
from detente.report.dossier import Dossier
from detente.report.dossier_timeline import tall, wide
from detente.report.page import environment


def dossier_page(dossier: Dossier) -> str:
    """Return a dossier as one self-contained HTML page, the same bytes for the same dossier."""
    source = (
        f"Days in order, not in proportion. Source: {dossier.title}; statements and sources as listed below. "
        f"detente {__version__}."
    )
    context = {
        "dossier": dossier,
        "words": words,
        "marks": MARKS,
        "version": __version__,
        "css": Markup(files("detente.report").joinpath("page.css").read_text(encoding="utf-8")),
        "pictures": [Markup(one) for one in _pictures(dossier, source)],
        "source_line": source,
    }
    return environment().get_template("dossier.html.j2").render(context)


def _pictures(dossier: Dossier, source: str) -> list[str]:
    return [*wide(dossier, source), tall(dossier, source)] if dossier.positions else []
