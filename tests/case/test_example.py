"""The contract's example reads to exactly this case, as YAML and as JSON."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from detente.case import (
    After,
    And,
    Bonus,
    Bridge,
    Case,
    Demand,
    Fairness,
    Never,
    Not,
    Party,
    Requires,
    Role,
    Rule,
    Scale,
    SofterForm,
    Source,
    Step,
    StepDone,
    Verification,
    With,
    Within,
    WithOrAfter,
    build,
    load,
    read_text,
    to_document,
)

FILE = Path(__file__).with_name("prisoners-for-fuel.yaml")
CONTRACT = Path(__file__).parents[3] / "shared" / "design" / "case-format.md"

RELEASED = StepDone("release-wounded")
FUEL = StepDone("fuel-convoy")
FIRST = Rule(After("fuel-convoy", RELEASED), "fuel-convoy after release-wounded")

EXPECTED = Case(
    title="Prisoners for fuel",
    starts=date(2026, 1, 5),
    max_phases=6,
    fairness=Fairness.EGALITARIAN,
    parties={
        "north": Party(
            "north",
            "Northern Authority",
            Role.PRINCIPAL,
            Scale.CARDINAL,
            breach_cost=Fraction(1),
            trust=Fraction(5),
            trust_growth=Fraction(1, 2),
        ),
        "south": Party(
            "south", "Southern Council", Role.PRINCIPAL, Scale.ORDINAL, walk_away=(), breach_cost=(2,), tolerance=()
        ),
        "red-cross": Party("red-cross", "Red Cross", Role.VERIFIER),
    },
    steps={
        "release-wounded": Step(
            "release-wounded",
            "Release of wounded prisoners",
            by=("north",),
            value={"north": Fraction(-1), "south": 3},
            days=10,
            verified=Verification(("red-cross",), 3, Fraction(95, 100)),
            admits=("red-cross",),
            sources=("radio-interview",),
        ),
        "fuel-convoy": Step(
            "fuel-convoy",
            "fuel-convoy",
            by=("south",),
            value={"north": Fraction(2), "south": -1},
            reversible=Fraction(1),
            days=7,
        ),
    },
    bonuses=(Bonus(And((RELEASED, FUEL)), "release-wounded and fuel-convoy", {"north": Fraction(1)}),),
    rules=(Rule(Requires("fuel-convoy", RELEASED), "fuel-convoy requires release-wounded"),),
    demands={
        "wounded-first": Demand(
            "wounded-first",
            "south",
            (FIRST,),
            firmness=3,
            says="No fuel before the wounded are home",
            sources=("radio-interview",),
            softer=(
                SofterForm(
                    (Rule(WithOrAfter("fuel-convoy", RELEASED), "fuel-convoy with or after release-wounded"),), 1
                ),
            ),
        ),
        "step-by-step": Demand(
            "step-by-step", "south", (FIRST, Rule(Within("fuel-convoy", 60), "fuel-convoy within 60d")), firmness=2
        ),
        "no-fuel-alone": Demand(
            "no-fuel-alone",
            "north",
            (Rule(Never(And((FUEL, Not(RELEASED)))), "never (fuel-convoy and not release-wounded)"),),
            red_line=True,
        ),
    },
    bridges={
        "fuel-in-escrow": Bridge(
            "fuel-in-escrow",
            "The fuel waits in a third country",
            {"steps": {"fuel-convoy": {"reversible": True}}},
            None,
            {},
            Fraction(1),
        ),
        "un-guarantee": Bridge(
            "un-guarantee",
            "Security Council guarantees the ceasefire",
            {"parties": {"south": {"breach_cost": 3}}},
            None,
            {},
            Fraction(2),
        ),
        "two-convoys": Bridge(
            "two-convoys",
            "two-convoys",
            {},
            "fuel-convoy",
            {
                "fuel-convoy-1": {"value": {"north": 1, "south": -1}},
                "fuel-convoy-2": {"value": {"north": 1, "south": 0}},
            },
            Fraction(0),
        ),
    },
    sources={
        "radio-interview": Source(
            "radio-interview", "Interview", "B98 FM", date(2019, 3, 18), "https://…", statements=(3, 7)
        )
    },
    origin="case",
)


def test_the_example_is_read_to_exactly_this_case() -> None:
    case = read_text(FILE.read_bytes(), "case")
    assert case == EXPECTED
    assert [*case.parties, *case.steps, *case.demands] == [*EXPECTED.parties, *EXPECTED.steps, *EXPECTED.demands]


def test_its_twin_in_json_is_the_same_case() -> None:
    text = json.dumps(to_document(EXPECTED), default=float)
    assert read_text(text, "case") == EXPECTED
    assert read_text(text, "case", "json") == EXPECTED


def test_a_document_is_built_to_the_same_case() -> None:
    assert build(to_document(EXPECTED), "case") == EXPECTED


def test_it_is_loaded_from_its_file_under_its_name() -> None:
    assert load(FILE).origin == str(FILE)


def test_it_is_the_contracts_own_text() -> None:
    if not CONTRACT.exists():
        pytest.skip("the contract is not beside this checkout")
    text = CONTRACT.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert FILE.read_text(encoding="utf-8") == text


def test_with_is_read_apart_from_with_or_after() -> None:
    assert read_text(FILE.read_text(encoding="utf-8").replace("convoy requires", "convoy with")).rules[0].form == With(
        "fuel-convoy", "release-wounded"
    )
