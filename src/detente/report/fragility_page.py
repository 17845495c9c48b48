"""Fragility as a section of the page."""

from __future__ import annotations

from markupsafe import Markup

from detente.diagnosis.fragility import Fragility
from detente.report.fragility_chart import fragility_chart
from detente.report.fragility_told import fragility_told, weak_point_told
from detente.report.page import environment
from detente.report.told import Told


def fragility_html(told: Told, found: Fragility) -> str:
    """Return the section of the page as trusted HTML."""
    words = fragility_told(told, found)
    chart = fragility_chart(told, found, [weak_point_told(told, one) for one in found.points])
    return environment().get_template("fragility.html.j2").render({"fragility": words, "chart": Markup(chart)})
