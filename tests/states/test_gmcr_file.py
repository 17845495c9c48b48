"""The .gmcr format: every version is read, nothing is lost on the way back, and all that is wrong is told in place."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CaseError, Finding
from detente.states.from_gmcr import from_gmcr
from detente.states.gmcr_file import gmcr_text, read_gmcr, read_gmcr_text
from detente.states.orders import Ranking
from tests.states import gmcr_files

Document = dict[str, Any]


def ranks(document: Document) -> list[list[int]]:
    """Return each party's ranks of the feasible states, ascending by code."""
    model = from_gmcr(read_gmcr_text(gmcr_files.text(document), "model.gmcr")).model
    rankings = [preference for preference in model.preferences if isinstance(preference, Ranking)]
    assert len(rankings) == len(model.dms)
    return [ranking.rank[model.states()].tolist() for ranking in rankings]


def test_statements_rank_the_states_by_the_first_that_tells_them_apart() -> None:
    # feasible: NNN YNN NYN YYN NNY YNY; Upstream: Pay first, then exactly one of Open and Protest
    assert ranks(gmcr_files.water()) == [[4, 3, 2, 1, 3, 4], [3, 1, 4, 2, 3, 1]]


@pytest.mark.parametrize(
    ("vector", "flag"),
    [
        ("preferenceRanking", "useManualPreferenceRanking"),
        ("preferenceVector", "useManualPreferenceVectors"),
        ("preferenceVector", "useManualPreferenceRanking"),
    ],
)
def test_rankings_are_read_under_their_old_and_new_names(vector: str, flag: str) -> None:
    assert ranks(gmcr_files.ranked(vector, flag)) == [[3, 4, 1, 2], [2, 1, 3, 2]]


def test_options_are_regrouped_by_decision_maker_and_numbers_refer_to_that_order() -> None:
    document = gmcr_files.ranked()
    document["decisionMakers"][0]["options"], document["decisionMakers"][1]["options"] = [1], [0]
    model = from_gmcr(read_gmcr_text(gmcr_files.text(document))).model
    assert [option.name for option in model.options] == ["B", "A"]
    assert ranks(document)[0] == [3, 4, 1, 2]


def test_directions_are_read() -> None:
    model = from_gmcr(read_gmcr_text(gmcr_files.text(gmcr_files.water()))).model
    assert [option.direction.value for option in model.options] == ["both", "forward", "back"]


@pytest.mark.parametrize("document", [gmcr_files.water(), gmcr_files.ranked(), gmcr_files.ranked("preferenceVector")])
def test_a_file_read_and_written_says_the_same_with_its_unknown_fields(document: Document) -> None:
    written = gmcr_text(read_gmcr_text(gmcr_files.text(document)))
    assert json.loads(written) == document
    assert list(json.loads(written)) == list(document)
    assert gmcr_text(read_gmcr_text(written)) == written


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e6, 1e6).map(lambda x: round(x, 6))
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text().map(lambda key: f"x{key}"), json_values, max_size=3), st.integers(0, 2))
def test_whatever_else_a_file_holds_survives(extra: Document, where: int) -> None:
    document = gmcr_files.water()
    place = [document, document["options"][0], document["decisionMakers"][1]][where]
    place.update(extra)
    assert json.loads(gmcr_text(read_gmcr_text(gmcr_files.text(document)))) == document


def test_a_file_on_disk_with_a_byte_order_mark_is_read(tmp_path: Any) -> None:
    path = tmp_path / "water.gmcr"
    path.write_text(gmcr_files.text(gmcr_files.water()), encoding="utf-8-sig")
    assert from_gmcr(read_gmcr(path)).title == "water"


def test_duplicate_conditions_count_once() -> None:
    assert len(read_gmcr_text(gmcr_files.text(gmcr_files.water())).decision_makers[0].statements) == 2


def test_misperceptions_are_kept_and_said_to_have_no_effect() -> None:
    document = gmcr_files.water()
    document["decisionMakers"][0]["misperceptions"] = [[[1, "Y"]]]
    (assumption,) = from_gmcr(read_gmcr_text(gmcr_files.text(document))).assumptions
    assert "Upstream misperceives" in assumption


def test_coalitions_that_leave_somebody_out_are_no_partition() -> None:
    document = gmcr_files.water()
    document["coalitions"] = [0]
    read = read_gmcr_text(gmcr_files.text(document))
    assert (read.coalitions, len(read.warnings)) == (((0,), (1,)), 1)


def _set(*way: str | int, to: Any) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        at: Any = document
        for key in way[:-1]:
            at = at[key]
        if to is None:
            del at[way[-1]]
        else:
            at[way[-1]] = to

    return change


WRONG = [
    (_set("options", to=None), "missing-key", "no options"),
    (_set("decisionMakers", to={}), "wrong-type", "a mapping for a list"),
    (_set("decisionMakers", to=[]), "gmcr-empty", "nobody"),
    (_set("options", 0, "permittedDirection", to="up"), "bad-choice", "an unknown direction"),
    (_set("options", 0, "name", to=None), "missing-key", "an option without a name"),
    (_set("decisionMakers", 0, "name", to=[]), "bad-text", "a list for a name"),
    (_set("decisionMakers", 1, "name", to="Upstream"), "duplicate-id", "two of one name"),
    (_set("decisionMakers", 1, "options", to=[1, 2, 0]), "shared-option", "an option of two"),
    (_set("decisionMakers", 1, "options", to=[1, 2, 2]), "repeated-name", "an option twice"),
    (_set("decisionMakers", 1, "options", to=[1]), "unowned-option", "an option of nobody"),
    (_set("decisionMakers", 1, "options", to=[1, 2, 3]), "unknown-option", "an option that is not there"),
    (_set("infeasibles", 0, 0, to=[7, "Y"]), "unknown-option", "a condition on an option that is not there"),
    (_set("infeasibles", 0, 0, to=[1, "maybe"]), "bad-choice", "neither Y nor N"),
    (_set("infeasibles", 0, to="1Y"), "wrong-type", "a text for a condition"),
    (_set("infeasibles", 0, to=[[1, "Y"], [1, "N"]]), "bad-condition", "Y and N at once"),
    (_set("infeasibles", 0, to=[[1]]), "wrong-type", "a literal of one part"),
    (_set("decisionMakers", 0, "preferences", 1, "members", to=[]), "wrong-type", "a disjunction of nothing"),
    (_set("useManualPreferenceRanking", to="yes"), "wrong-type", "neither true nor false"),
    (_set("useManualPreferenceRanking", to=True), "missing-key", "rankings that are not there"),
    (_set("coalitions", to=[[0, 1], 1]), "repeated-name", "somebody in two coalitions"),
    (_set("coalitions", to=[0, 9]), "unknown-id", "a coalition of somebody unknown"),
]


@pytest.mark.parametrize(("change", "code", "why"), WRONG, ids=[row[-1] for row in WRONG])
def test_what_is_wrong_is_told_with_line_and_column(change: Callable[[Document], None], code: str, why: str) -> None:
    document = deepcopy(gmcr_files.water())
    change(document)
    with pytest.raises(CaseError) as refused:
        read_gmcr_text(gmcr_files.text(document), "water.gmcr")
    found = refused.value.findings
    assert code in {finding.code for finding in found}, why
    assert all(finding.file == "water.gmcr" and finding.line and finding.quoted for finding in found)


def test_all_that_is_wrong_is_told_at_once() -> None:
    document = gmcr_files.water()
    for change, _, _ in (WRONG[3], WRONG[7], WRONG[12]):
        change(document)
    with pytest.raises(CaseError) as refused:
        read_gmcr_text(gmcr_files.text(document))
    assert [finding.code for finding in refused.value.findings] == ["bad-choice", "shared-option", "bad-choice"]


RANKINGS = [
    ([3, 4, 1, 1, 2], "ranked-twice", "state 1 more than once", "1"),
    ([3, [4, 4], 1, 2], "ranked-twice", "state 4 more than once", "["),
    ([3, 4, 1], "unranked-state", "leaves out state 2", "["),
    ([3, 4, 1, 2, 5], "unknown-state", "names state 5, but there are 4", "5"),
]


@pytest.mark.parametrize(("ranking", "code", "words", "at"), RANKINGS, ids=[row[-2] for row in RANKINGS])
def test_a_ranking_that_does_not_fit_the_states_is_refused(ranking: list[Any], code: str, words: str, at: str) -> None:
    document = gmcr_files.ranked()
    document["decisionMakers"][0]["preferenceRanking"] = ranking
    with pytest.raises(CaseError) as refused:
        from_gmcr(read_gmcr_text(text := gmcr_files.text(document), "model.gmcr"))
    (finding,) = refused.value.findings
    assert (finding.code, finding.file) == (code, "model.gmcr")
    assert words in finding.message
    place = text.splitlines()[finding.line - 1][finding.column - 1 :]
    assert place.startswith(at)
    (unread,) = _refused_without_text(document)
    assert (unread.code, unread.message, unread.line) == (code, finding.message, 0)


def _refused_without_text(document: dict[str, Any]) -> tuple[Finding, ...]:
    """Return what is found in a model of which nobody knows the text any more."""
    with pytest.raises(CaseError) as refused:
        from_gmcr(replace(read_gmcr_text(gmcr_files.text(document), "model.gmcr"), opened=None))
    return refused.value.findings


def test_a_ranking_made_for_more_states_is_told_after_an_edit_of_the_infeasible_ones() -> None:
    document = gmcr_files.ranked()
    document["infeasibles"] = [[[0, "Y"], [1, "Y"]]]
    with pytest.raises(CaseError) as refused:
        from_gmcr(read_gmcr_text(gmcr_files.text(document)))
    assert [finding.code for finding in refused.value.findings] == ["unknown-state", "unknown-state"]


def test_more_states_than_memory_holds_is_said_before_it_is_tried() -> None:
    document = gmcr_files.ranked()
    document["options"] = [{"name": f"option {k}", "permittedDirection": "both"} for k in range(60)]
    document["decisionMakers"][0]["options"] = list(range(59))
    document["decisionMakers"][1]["options"] = [59]
    with pytest.raises(CaseError) as refused:
        from_gmcr(read_gmcr_text(gmcr_files.text(document)))
    assert refused.value.findings[0].code == "too-many-states"


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_gmcr_text(text)
    except CaseError as refused:
        assert refused.findings  # noqa: PT017 (either is fine)


@given(json_values)
def test_any_json_is_read_or_refused(value: Any) -> None:
    document = gmcr_files.water()
    for way in (("options", 0), ("decisionMakers", 1), ("infeasibles", 0)):
        changed = deepcopy(document)
        changed[way[0]][way[1]] = value
        try:
            assert json.loads(gmcr_text(read_gmcr_text(json.dumps(changed)))) == changed
        except CaseError as refused:
            assert refused.findings  # noqa: PT017 (either is fine)


def test_an_option_of_two_is_told_where_it_stands_in_the_list_also_after_one_that_is_not_there() -> None:
    document = gmcr_files.water()
    document["decisionMakers"][1]["options"] = [9, 0, 1, 2]
    with pytest.raises(CaseError) as refused:
        read_gmcr_text(gmcr_files.text(document))
    (shared,) = [finding for finding in refused.value.findings if finding.code == "shared-option"]
    lines = gmcr_files.text(document).splitlines()
    assert shared.line
    assert shared.column
    assert lines[shared.line - 1][shared.column - 1 :].startswith("0")
