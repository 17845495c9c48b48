"""The price list: where several deals come to the same, none is picked by chance."""

from __future__ import annotations

import textwrap

import pytest

import detente
from detente.case import Case, read_text

CASE = """\
    detente: 1
    title: One large demand against two small ones
    parties:
      hills: {name: Hills, scale: cardinal}
      coast: {name: Coast, scale: cardinal}
    steps:
      road: {title: Build the road, by: hills, value: {hills: -1, coast: 3}, reversible: 1}
      port: {title: Open the port, by: coast, value: {coast: -1, hills: 3}, reversible: 1}
      flag: {title: Raise the flag, by: hills}
      song: {title: Sing the song, by: coast}
    max_phases: 3
    demands:
      - {id: quiet, by: %s, rules: [never flag, never song], firmness: 2}
      - {id: shown, by: hills, rules: [include flag], firmness: 1}
      - {id: heard, by: coast, rules: [include song], firmness: 1}
    """


def _case(demander: str) -> Case:
    return read_text(textwrap.dedent(CASE % demander))


@pytest.mark.parametrize("demander", ["hills", "coast"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_of_deals_that_come_to_the_same_the_evenest_is_given(demander: str, seed: int) -> None:
    """Hills and Coast can each give up a point, or one of them two; both ways the same roadmap follows."""
    (price,) = detente.why(_case(demander), seed=seed).price_list
    assert price.payment.give_up == ("shown", "heard")
    assert price.payment.by_party == {"hills": 1, "coast": 1}
