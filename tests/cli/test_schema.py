"""``detente schema``: the shipped JSON Schema, current and true of the cases there are."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files

from detente.case import schema
from detente.case.document import CaseDocument
from detente.case.json_schema import schema_text
from tests.cli.running import run

SHIPPED = files("detente.case").joinpath("case.schema.json").read_text(encoding="utf-8")


def test_the_shipped_schema_is_current():
    remedy = "run: python -m detente.case.json_schema > case.schema.json (in src/detente/case)"
    assert schema_text() == SHIPPED, remedy


def test_the_command_prints_it():
    assert run("schema").out == run("schema", "--json").out == SHIPPED


def test_the_documented_command_makes_it():
    done = subprocess.run(
        [sys.executable, "-m", "detente.case.json_schema"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == SHIPPED


def parts(part):
    """Yield every mapping of the schema."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from parts(value)
    elif isinstance(part, list):
        for value in part:
            yield from parts(value)


def test_every_key_of_the_format_is_described():
    for part in [schema(), *schema()["$defs"].values()]:
        for name, key in part.get("properties", {}).items():
            assert key.get("description"), name
    assert set(schema()["properties"]) == set(CaseDocument.model_fields)


def test_no_address_but_that_of_the_dialect_is_in_it():
    assert re.findall(r"https?://[^\"]+", SHIPPED) == ["https://json-schema.org/draft/2020-12/schema"]
    assert not any("$id" in part for part in parts(schema()))


def test_no_choice_has_only_one_side_and_null_is_none():
    for part in parts(schema()):
        assert len(part.get("anyOf", "  ")) > 1
        assert part.get("type") != "null"


def test_every_reference_leads_somewhere():
    whole = schema()
    for part in parts(whole):
        if isinstance(part.get("$ref"), str):
            at = whole
            for key in part["$ref"].removeprefix("#/").split("/"):
                at = at[key]
            assert at
