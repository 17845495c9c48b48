"""Whether a step can be taken back, as words and as a mark that is told by its shape."""

from __future__ import annotations

from detente.case.model import Step
from detente.report.sentences import condition_words
from detente.report.svg import Drawing
from detente.report.told import Told
from detente.report.words import percent

LEGEND = (("open", "can be taken back"), ("half", "in part"), ("full", "cannot be taken back"))


def mark_of(step: Step) -> str:
    """Return the mark of a step: ``open``, ``half`` or ``full``."""
    return "full" if step.reversible == 0 else "open" if step.reversible == 1 else "half"


def reversibility(told: Told, step: Step) -> str:
    """Say what of a step its owner can take back later, and on what that hangs."""
    if step.reversible == 0:
        return "cannot be taken back"
    if step.reversible == 1:
        words = "can be taken back"
    elif told.public:
        words = "can be taken back in part"
    else:
        words = f"can be taken back in part ({percent(step.reversible)} of its worth)"
    if step.reversible_if is not None:
        words += f" once {condition_words(told.case, step.reversible_if)} stands"
    return words


def draw_mark(drawing: Drawing, mark: str, x: float, y: float) -> None:
    """Draw a mark of ten pixels, centred at the point."""
    drawing.add("circle", {"cx": x, "cy": y, "r": 4, "class": "full" if mark == "full" else "mark"})
    if mark == "half":
        drawing.path(f"M{x} {y - 4}A4 4 0 0 0 {x} {y + 4}Z", "full")


def draw_legend(drawing: Drawing, x: float, y: float, *, size: int = 11, down: bool = False) -> float:
    """Draw what the marks mean, in a row or one below the other; return the last baseline."""
    from detente.report.svg import text_width

    for mark, words in LEGEND:
        draw_mark(drawing, mark, x + 5, y - 4)
        drawing.text(x + 14, y, words, size=size, style="soft")
        if down:
            y += size + 5
        else:
            x += 14 + text_width(words, size) // 10 + 18
    return y
