"""A case in the plain shape of its file, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import assume, given, settings

from detente.case import build, load, read_text, to_document
from detente.case.document import CaseDocument
from detente.case.documenting import number
from detente.case.json_text import json_text
from detente.case.rules import Rule
from detente.case.unparse import condition_text, rule_text
from detente.errors import CaseError
from tests import strategies
from tests.case import complete

SHIPPED = sorted(
    entry.name for entry in files("detente").joinpath("examples").iterdir() if entry.name.endswith(".yaml")
)


def test_a_case_with_every_key_of_the_format_survives_the_way_back():
    case = build(complete.document())
    assert build(to_document(case), case.origin) == case


def test_the_complete_case_has_every_key_of_the_format():
    assert set(complete.document()) == set(CaseDocument.model_fields)


def test_nothing_is_written_that_a_reader_would_assume_anyway():
    document = complete.document()
    document["steps"] = {
        "release": {"by": ["north"], "title": "release", "value": {}, "reversible": False, "takes": "0d"}
    }
    document["parties"] = {"north": {"name": "north", "role": "principal", "scale": "cardinal", "walk_away": 0}}
    document["preferences"] = {}
    for key in ("bonuses", "rules", "demands", "bridges", "facts"):
        document[key] = []
    written = to_document(build(document))
    assert written["steps"] == {"release": {"by": "north"}}
    assert written["parties"] == {"north": {"scale": "cardinal"}}
    assert not {"preferences", "bonuses", "rules", "demands", "bridges", "facts"} & set(written)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_case_survives_the_way_back_as_document_and_as_json(name):
    case = load(str(files("detente").joinpath("examples", name)))
    document = to_document(case)
    assert build(document, case.origin) == case
    assert read_text(json_text(document), case.origin, format="json") == case


def test_numbers_are_exact_and_never_floats():
    document = to_document(build(complete.document()))
    assert document["steps"]["release"]["verified"]["detection"] == Decimal("0.95")
    assert document["parties"]["north"]["breach_cost"] == 1
    json.loads(json.dumps(document, default=lambda value: [str(value)]), parse_float=pytest.fail)


@pytest.mark.parametrize(
    ("amount", "written"),
    [(Fraction(3), "3"), (Fraction(-1, 4), "-0.25"), (Fraction(1, 10000), "0.0001"), (Fraction(0), "0")],
)
def test_a_number_is_written_with_the_decimals_it_has(amount, written):
    assert str(number(amount)) == written


def test_an_amount_without_end_cannot_be_written():
    with pytest.raises(ValueError, match="no finite decimal"):
        number(Fraction(1, 3))


def test_json_shows_numbers_as_they_are_and_hides_what_would_act_on_a_terminal():
    text = json_text(
        {"a": Decimal("0.0001"), "b": Decimal("-2.50"), "c": Fraction(4), "t": "é\x1b[31m\u202e\U000e0001\ud800"}
    )
    assert '"a": 0.0001' in text
    assert '"b": -2.5' in text
    assert '"c": 4' in text
    assert "é" in text
    assert not {"\x1b", "\u202e", "\U000e0001", "\ud800"} & set(text)
    assert json.loads(text)["t"] == "é\x1b[31m\u202e\U000e0001\ud800"


def in_words(case):
    """Return a drawn case as if somebody had written it down."""

    def rule(one):
        return Rule(one.form, rule_text(one.form))

    def softer(form):
        return replace(form, rules=tuple(map(rule, form.rules)))

    return replace(
        case,
        steps={
            name: replace(step, reversible_if_text=condition_text(step.reversible_if) if step.reversible_if else "")
            for name, step in case.steps.items()
        },
        rules=tuple(map(rule, case.rules)),
        bonuses=tuple(replace(bonus, text=condition_text(bonus.when)) for bonus in case.bonuses),
        demands={
            name: replace(demand, rules=tuple(map(rule, demand.rules)), softer=tuple(map(softer, demand.softer)))
            for name, demand in case.demands.items()
        },
    )


@settings(max_examples=150, deadline=None)
@given(strategies.cases())
def test_any_case_survives_the_way_back(drawn):
    case = in_words(drawn)
    try:
        built = build(to_document(case), case.origin)
    except CaseError as error:
        codes = {finding.code for finding in error.findings}
        assume(not codes <= {"bad-firmness", "bad-count", "date-without-start", "cyclic-after"})
        raise
    assert built == case
