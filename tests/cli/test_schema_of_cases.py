"""The shipped JSON Schema held against cases, by a validator of its own."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from detente.case import build, load, schema, to_document
from tests.case import complete

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")


def problems(document) -> list[str]:
    plain = json.loads(json.dumps(document, default=float))
    return [error.message for error in jsonschema.Draft202012Validator(schema()).iter_errors(plain)]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "name", sorted(p.name for p in files("detente").joinpath("examples").iterdir() if p.name.endswith("yaml"))
)
def test_shipped_cases_fit(name):
    assert problems(to_document(load(str(files("detente").joinpath("examples", name))))) == []


def test_a_case_with_every_key_fits():
    assert problems(complete.document() | {"starts": "2026-01-05", "sources": {}}) == []
    assert problems(to_document(build(complete.document()))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"detente": 2},
        {"titel": "x"},
        {"steps": {"A b": {"by": "x"}}},
        {"steps": {"a": {}}},
        {"max_phases": 61},
        {"fairness": "fair"},
        {"demands": [{"id": "a", "by": "x"}]},
        {"demands": [{"id": "a", "by": "x", "rule": "r", "rules": ["s"]}]},
        {"bridges": [{"id": "a"}]},
        {"bridges": [{"id": "a", "split": "s"}]},
        {"sources": {"a": {"url": "javascript:alert(1)"}}},
    ],
    ids=str,
)
def test_what_does_not_fit_is_marked(change):
    assert problems(complete.document() | {"starts": "2026-01-05", "sources": {}} | change)
