"""No input gives anything but a case or findings, nor takes longer than reading takes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.case import Case, build, digest, read_roadmap, read_text, to_document
from detente.case.codes import CODES
from detente.case.visible import visible
from detente.errors import CaseError

from .broken import JSON_ROWS, ROWS

EXAMPLE = Path(__file__).with_name("prisoners-for-fuel.yaml").read_text(encoding="utf-8")
WORDS = [word for row in ROWS for word in row.clean.split()[-6:]]

QUIET = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

SECONDS = 10


def survive(text: Any, format: Any = None) -> None:
    """Read anything; what is refused must be refused with places in the text, in words that can be printed."""
    began = time.process_time()
    error = refusal(lambda: written_again(read_text(text, "case", format)))
    assert time.process_time() - began < SECONDS
    for finding in error.findings if error else ():
        shown = str(finding)
        assert visible(shown, keep="\n") == shown
        assert finding.code in CODES
    places = [(finding.line, finding.column) for finding in error.findings if finding.line] if error else []
    assert places == sorted(places)


def written_again(case: Case) -> None:
    """Hold a case that was read to what others will do with it."""
    assert build(to_document(case), "case") == case
    assert digest(case)


def refusal(work: Callable[[], object]) -> CaseError | None:
    """Return the error with which some input is refused, if it is; anything else is a failure."""
    try:
        work()
    except CaseError as error:
        return error if error.findings else None
    return None


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw the example with some pieces cut, doubled, moved or replaced."""
    text = EXAMPLE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 30))
        piece = draw(
            st.one_of(
                st.just(""),
                st.sampled_from(WORDS),
                st.text(max_size=8),
                st.sampled_from([*"{}[]:,-#&*!|>'\"%@`?~\t\n\r\x00\u202e\ufeff\u2028", "\n  ", ": ", "- ", "<<: "]),
                st.builds(lambda at, size: EXAMPLE[at : at + size], st.integers(0, len(EXAMPLE)), st.integers(0, 60)),
            )
        )
        text = text[:start] + piece + text[start + length :]
    return text


@QUIET
@given(mutated())
def test_the_example_with_pieces_cut_and_put_in(text: str) -> None:
    survive(text)


@QUIET
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xfe\xff\xd8\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes(data: bytes) -> None:
    survive(data)


@QUIET
@given(st.text(max_size=100), st.sampled_from(["yaml", "json", None]))
def test_any_text(text: str, format: str | None) -> None:
    survive(text, format)


KEYS = st.sampled_from(sorted({word.strip("{}[],:") for word in EXAMPLE.split()} | {"us", "form", "", "x"}))
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), KEYS, st.text(max_size=5), st.just("1" * 400))
STRUCTURES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)
SECTIONS = [
    "detente", "title", "starts", "max_phases", "fairness", "objectives", "parties", "steps", "bonuses", "rules",
    "demands", "bridges", "sources", "notes", "facts", "assumptions",
]  # fmt: skip
PARTS = st.dictionaries(st.sampled_from(SECTIONS), STRUCTURES, max_size=8)


def example_with(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the example's document with some sections replaced."""
    return {**to_document(read_text(EXAMPLE)), **parts}


@QUIET
@given(PARTS)
def test_the_example_with_sections_of_any_shape(parts: dict[str, Any]) -> None:
    document = example_with(parts)
    survive(json.dumps(document, default=float), "json")
    refusal(lambda: build(document))


@QUIET
@given(STRUCTURES)
def test_any_structure_as_json(structure: Any) -> None:
    survive(json.dumps(structure), "json")


@st.composite
def edited(draw: st.DrawFn) -> Any:
    """Draw the example's document with a value somewhere deep in it replaced."""
    document = json.loads(json.dumps(example_with({}), default=float))
    for _ in range(draw(st.integers(1, 3))):
        at: Any = document
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if not isinstance(at[key], dict | list) or draw(st.integers(0, 4)) == 0:
                at[key] = draw(STRUCTURES)
                break
            at = at[key]
    return document


@QUIET
@given(edited())
def test_the_example_with_values_replaced(document: Any) -> None:
    survive(json.dumps(document, indent=1), "json")
    survive(json.dumps(document, indent=1), "yaml")


@QUIET
@given(st.one_of(STRUCTURES, st.fixed_dictionaries({"phases": STRUCTURES}, optional={
    "given_up": STRUCTURES, "softened": STRUCTURES, "bridges_used": STRUCTURES, "included": STRUCTURES,
    "done": STRUCTURES, "changed": STRUCTURES,
})))  # fmt: skip
def test_any_structure_as_a_roadmap(structure: Any) -> None:
    if isinstance(structure, dict):
        refusal(lambda: read_roadmap(structure, read_text(EXAMPLE)))


def test_every_broken_file_cut_off_anywhere() -> None:
    for row in [*ROWS[::7], *JSON_ROWS[::3]]:
        text = row.clean[:600]
        for end in range(0, len(text), max(1, len(text) // 12)):
            survive(text[:end])
