"""The stability of a conflict as a page like the roadmap's: one HTML file that needs no network."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from markupsafe import Markup

from detente import __version__
from detente.graph_model.results import ConflictStability
from detente.report.page import environment
from detente.report.shown import shown, shown_text
from detente.report.stability_told import StabilityTold, marks, tell
from detente.report.state_graph import state_graph


def stability_page(result: ConflictStability) -> str:
    """Return the report on a conflict's stability as one self-contained page: the same bytes for the same result."""
    told = shown(tell(result))
    return (
        environment()
        .get_template("stability.html.j2")
        .render(
            told=told,
            version=__version__,
            css=Markup(files("detente.report").joinpath("page.css").read_text(encoding="utf-8")),
            picture=Markup(picture(result)),
            sections=_sections(told),
        )
    )


def picture(result: ConflictStability) -> str:
    """Return the state graph of a result, drawn around the state that was asked about where one was."""
    chosen = None if result.by_moves is None else result.by_moves.start
    conflict = result.conflict
    safe = replace(
        conflict,
        title=shown_text(conflict.title),
        dm_titles=shown(conflict.dm_titles),
        options_told=shown(conflict.options_told),
        source=shown_text(conflict.source),
    )
    return state_graph(safe, marks(result), chosen=chosen)


def _sections(told: StabilityTold) -> list[tuple[str, str]]:
    has = {
        "graph": ("The states", True),
        "options": ("What each option stands for", bool(told.bundles)),
        "way": ("The roadmap's way", bool(told.path)),
        "rest": ("Where it could come to rest", bool(told.equilibria)),
        "others": ("What unsettles others", bool(told.others)),
        "table": ("Who would stay where", told.table is not None),
        "reach": ("What can be reached", told.reach is not None),
        "changes": ("What would change the verdicts", bool(told.changes)),
        "assumptions": ("What was taken to be so", bool(told.assumptions)),
        "senses": ("The senses of stability", True),
    }
    return [(key, name) for key, (name, there) in has.items() if there]
