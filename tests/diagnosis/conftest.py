"""Diagnoses that several tests look at, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.case import Case, Changes, load
from detente.diagnosis import Diagnosis
from detente.examples import path

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def hanoi_order() -> Case:
    """Give the Hanoi case as pure order: no values, all steps asked for, demands U1–U4 and D1–D5."""
    return load(HERE / "hanoi-order-only.yaml")


@pytest.fixture(scope="session")
def of_hanoi_order(hanoi_order: Case) -> Diagnosis:
    return detente.why(hanoi_order, time_limit=None, brief=True)


@pytest.fixture(scope="session")
def good_friday() -> Case:
    return load(path("good-friday"))


@pytest.fixture(scope="session")
def of_good_friday(good_friday: Case) -> Diagnosis:
    """Ask for government and weapons, with the demands of July 1999."""
    return detente.why(good_friday, changes=Changes(included=("executive and decom-start",)), time_limit=None)
