"""How a roadmap is shown: as text in the terminal, as a page, as pictures; whole, or as the copy that is shared.

Nothing here decides anything. `told` puts together what is told, `public` blanks what must not be; the other modules
turn one aspect each into words, and `text` and `page` lay them out.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.report.brief import brief_html, brief_text
    from detente.report.page import as_page
    from detente.report.text import as_text
    from detente.report.why_page import as_reasons_page
    from detente.report.why_text import as_reasons

__all__ = ["as_page", "as_reasons", "as_reasons_page", "as_text", "brief_html", "brief_text"]

_HOMES = {
    "as_page": "page",
    "as_reasons": "why_text",
    "as_reasons_page": "why_page",
    "as_text": "text",
    "brief_html": "brief",
    "brief_text": "brief",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"detente.report.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'detente.report' has no attribute {name!r}")
