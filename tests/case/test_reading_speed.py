"""Reading stays quick where files are large, and where they are wrong in very many places."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from detente.case import Case, read_text
from detente.errors import CaseError


def yaml_case(steps: int, parties: int) -> str:
    """Return a case in YAML as people write it, one value a line, with a rule a step."""
    lines = [
        "detente: 1",
        "title: Large",
        "parties:",
        *(f"  p{i}: {{scale: cardinal}}" for i in range(parties)),
        "steps:",
    ]
    for number in range(steps):
        lines += [f"  step-{number}:", f"    title: Step {number}", f"    by: p{number % parties}", "    value:"]
        lines += [f"      p{i}: {(number * 7 + i) % 1000 / 100:.2f}" for i in range(parties)]
    lines += [
        "rules:",
        *(f"  - step-{i} after step-{i // 2} and (step-{i // 3} or step-{i // 5})" for i in range(2, steps)),
    ]
    return "\n".join(lines) + "\n"


def json_case(steps: int, parties: int) -> str:
    """Return a case in JSON."""
    document: dict[str, Any] = {
        "detente": 1,
        "title": "Large",
        "parties": {f"p{i}": {"scale": "cardinal"} for i in range(parties)},
        "steps": {
            f"s{n}": {"by": "p0", "value": {f"p{i}": ((n * 7 + i) % 1000 + 1) / 100 for i in range(parties)}}
            for n in range(steps)
        },
    }
    return json.dumps(document)


def seconds(work: Callable[[], object]) -> float:
    """Return how much processor time some work takes, which other work on the machine does not change."""
    began = time.process_time()
    work()
    return time.process_time() - began


def test_a_thousand_steps_of_ten_parties_are_read_from_yaml_in_three_seconds() -> None:
    text = yaml_case(1000, 10)
    assert seconds(lambda: read_text(text, "x", "yaml")) < 3


@pytest.mark.slow
def test_ten_megabytes_of_json_are_read_in_six_seconds() -> None:
    text = json_case(1000, 700)
    assert 9_000_000 < len(text) < 10_000_000
    case: list[Case] = []
    assert seconds(lambda: case.append(read_text(text, "x", "json"))) < 6
    assert len(case[0].steps["s999"].value) == 700


def refusal(text: str, format: str) -> CaseError:
    """Return the error that a text must raise."""
    with pytest.raises(CaseError) as caught:
        read_text(text, "x", format)  # type: ignore[arg-type]
    return caught.value


HEAD = "detente: 1\ntitle: T\nparties: {us: {scale: cardinal}}\nsteps:\n  a: {by: us}\n"


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (HEAD + "a: b\n" * 60_000, "yaml"),
        (HEAD + "rules:\n" + "".join(f"- a aftr b or c{i}\n" for i in range(30_000)), "yaml"),
        (HEAD + "rules:\n" + "- a requires a\n" * 30_000, "yaml"),
        (HEAD + "rules:\n- include " + "(" * 40 + " or ".join(["a"] * 9000) + ")" * 39, "yaml"),
        (HEAD + "rules:\n- at most 2 of (" + ", ".join(f"b{i}" for i in range(9000)) + ")", "yaml"),
        (json_case(100, 300).replace('"parties": {', '"parties": {"x": {}}, "notes": {'), "json"),
        (json_case(100, 300).replace("}}}", '}}, "more": 1}').replace(".", "1.1111"), "json"),
        ("{" * 500_000, "yaml"),
        ("- " * 500_000, "yaml"),
        ("[" * 500_000, "json"),
        (HEAD + "notes: " + "x" * 2_000_000 + ": y", "yaml"),
        ("\x01" * 500_000, "yaml"),
        (HEAD + "bridges: [" + "{id: b, split: a, into: {c: {}}}," * 3000 + "]", "yaml"),
    ],
    ids=[
        "a key very often", "bad rules", "too many rules", "a long rule", "a long list", "values of nobody",
        "numbers too fine", "brackets", "dashes", "JSON brackets", "a long line", "control characters", "bridges",
    ],
)  # fmt: skip
def test_a_file_full_of_errors_is_refused_in_seconds_with_a_bounded_list(text: str, format: str) -> None:
    errors: list[CaseError] = []
    assert seconds(lambda: errors.append(refusal(text, format))) < 8
    assert 1 <= len(errors[0].findings) <= 501
    assert len(str(errors[0])) < 1_000_000
