"""What `read_text` makes of a text: speakers, relays, clutter, transcripts, acts, demands, and hostile input."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import parse_rule
from detente.evidence import Attribution, read_text
from detente.evidence.parties import parties, party_of
from detente.evidence.quotations import quotations

TUESDAY = date(2031, 5, 20)


def read(text: str, own: str | None = None) -> list[tuple[str, str | None, str]]:
    """Return speaker, party and words of each statement."""
    record = read_text(text, id="x", published=TUESDAY, parties=own)
    return [
        (one.speaker.name if one.speaker else "-", one.speaker.party if one.speaker else None, record.words(one))
        for one in record.attributions
    ]


def only(text: str) -> Attribution:
    (found,) = read_text(text, id="x", published=TUESDAY).attributions
    return found


def test_the_record_has_the_contracts_shape() -> None:
    record = read_text("“We are ready,” the Russian envoy said on Monday.", id="talks", published=TUESDAY)
    assert json.loads(json.dumps(record.to_dict())) == {
        "id": "talks",
        "published": "2031-05-20",
        "text": "“We are ready,” the Russian envoy said on Monday.",
        "lines_left_out": [],
        "attributions": [
            {
                "id": 1,
                "source": [[16, 33]],
                "cue": [[34, 38]],
                "content": [[0, 15]],
                "speaker": {"name": "Russian envoy", "office": None, "party": "Russia"},
                "relayed_by": None,
                "kind": "direct",
                "said_on": "2031-05-19",
                "date_basis": "on Monday, before publication",
                "setting": None,
                "act": "report",
                "act_words": [],
                "about": [],
                "demand": None,
                "confidence": 0.9,
                "dates": [],
            }
        ],
    }


def test_without_a_day_of_publication_days_stay_unknown() -> None:
    (found,) = read_text("“We are ready,” the envoy said on Monday.", id="x").attributions
    assert (found.said_on, found.date_basis) == (None, None)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kim Jong Un, the North Korean leader, said talks would resume.", ("Kim Jong Un", "North Korea")),
        ("The Kremlin said talks would resume.", ("Kremlin", "Russia")),
        ("Seoul said talks would resume.", ("Seoul", "South Korea")),
        ("The mayor of Seoul said talks would resume.", ("mayor of Seoul", None)),
        ("The U.S. ambassador to Iran said talks would resume.", ("U.S. ambassador to Iran", "United States")),
        ("The ambassador to Iran said talks would resume.", ("ambassador to Iran", None)),
        ("A senior official said talks would resume.", ("senior official", None)),
        ("French President Anne Roux said talks would resume.", ("Anne Roux", "France")),
        ("According to the IAEA, talks would resume.", ("IAEA", "IAEA")),
    ],
)
def test_a_speaker_belongs_to_a_party_only_where_the_words_say_so(text: str, speaker: tuple[str, str | None]) -> None:
    assert read(text)[0][:2] == speaker


def test_a_list_of_ones_own_goes_before_the_shipped_one() -> None:
    own = "Northern Authority: Authority, Northern\nJoint Command: Kremlin"
    assert read("The Authority said it would wait.", own)[0][1] == "Northern Authority"
    assert read("The Kremlin said it would wait.", own)[0][1] == "Joint Command"


def test_the_shipped_list_names_nobody_twice() -> None:
    names = [name for group in parties().values() for name in group]
    assert len({name.tokens for name in names}) == len(names)
    assert party_of(("Democratic", "People", "’s", "Republic", "of", "Korea"), parties()) == "North Korea"


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        ("“It is late,” Ahl quoted President Tomas Ekeli as saying.", "Tomas Ekeli", "Ahl"),
        ("Ahl quoted President Tomas Ekeli as saying that it was late.", "Tomas Ekeli", "Ahl"),
        ("President Tomas Ekeli was quoted by Dagbrief as saying it was late.", "Tomas Ekeli", "Dagbrief"),
    ],
)
def test_words_are_theirs_who_said_them(text: str, speaker: str, relay: str) -> None:
    found = only(text)
    assert found.speaker is not None
    assert found.relayed_by is not None
    assert (found.speaker.name, found.relayed_by.name) == (speaker, relay)


@pytest.mark.parametrize(
    ("text", "act", "shown"),
    [
        ("Voss said her country would never accept the line.", "refusal", "her country would never"),
        ("Voss rejected the draft.", "refusal", "rejected"),
        ("Voss called for an end to the blockade.", "demand", "called for"),
        ("Voss said the blockade must end.", "demand", "must"),
        ("Voss said her side was ready to meet.", "offer", "side was ready to"),
        ("Voss said fuel would come only after the release of the crew.", "condition", "only after"),
        ("Voss called the draft unfair.", "assessment", "called"),
        ("Voss said the ship left port.", "report", None),
    ],
)
def test_an_act_is_told_with_the_words_that_show_it(text: str, act: str, shown: str | None) -> None:
    found = only(text)
    words = [text[start:end] for start, end in found.act_words]
    assert found.act == act
    assert not words if shown is None else shown in words[0]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Voss said aid has to follow the release of the crew.", "aid after release-crew"),
        ("“Sanctions first, inspections second,” Voss said.", "inspections after sanctions"),
        ("Voss said the tanks would move only after the ceasefire.", "tanks-move after ceasefire"),
        ("Voss said the army will not withdraw until the mines are cleared.", "army-withdraw after mines-cleared"),
        ("Voss said the port could open in exchange for fuel.", "port-open with fuel"),
    ],
)
def test_what_must_follow_what_is_proposed_as_a_rule_that_can_be_read(text: str, rule: str) -> None:
    found = only(text)
    assert found.demand is not None
    assert found.demand.rule == rule
    assert parse_rule(rule)


def test_a_statement_that_orders_nothing_proposes_nothing() -> None:
    assert only("Voss said the blockade must end.").demand is None


def test_lines_round_the_article_are_flagged_and_stay_in_the_text() -> None:
    text = "Lorn said it rained.\n\nShare this article on Facebook\n\nRead more: Minister says no"
    record = read_text(text, id="x", published=TUESDAY)
    assert record.text == text
    assert [(text[slice(*one.span)], one.why) for one in record.lines_left_out] == [
        ("Share this article on Facebook", "share line"),
        ("Read more: Minister says no", "related story"),
    ]
    assert len(record.attributions) == 1


def test_a_table_of_names_is_no_transcript() -> None:
    assert read("Sanders: 1,547.\n\nClinton: 2,383.\n\nOther: 12.") == []


def test_who_answers_is_named_above_the_first_question() -> None:
    text = "Briefing by General Ivo Brandt, 3 May 2031\n\nQ. Is it over?\n\nA. Not before the winter."
    assert [one[0] for one in read(text)] == ["questioner", "Ivo Brandt"]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("“a” b “c”", ["“a”", "“c”"]),
        ("“a b", ["“a b"]),
        ("a” b", []),
        ('"a," he said. "b"', ['"a,"', '"b"']),
        ("''It's late,'' he said.", ["''It's late,''"]),
        ("«a» b", ["«a»"]),
    ],
)
def test_quotation_marks_are_paired_where_they_can_be(text: str, spans: list[str]) -> None:
    assert [text[slice(*one.span)] for one in quotations(text, (0, len(text)))] == spans


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 50,
        "“" * 3000,
        '"' * 3001,
        "he said " * 2000,
        "a" * 30000,
        "\u202e“قال” الوزير \u202c said",
        "QUESTION: " * 500,
        "according to " * 1000,
        "(" * 4000 + "said",
        "minister of the " * 1000 + "said so.",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_gives_a_sane_record(text: str) -> None:
    record = read_text(text, id="x", published=TUESDAY)
    assert record.text == text
    assert all(0 <= start < end <= len(text) for one in record.attributions for start, end in one.content)


@given(
    st.text(
        alphabet=st.sampled_from("“”\"'’‘ \n.,:;?!()—-ABab said He the of and quoted as saying Monday"), max_size=300
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_places_lie_in_it_and_reading_repeats_itself(text: str) -> None:
    record = read_text(text, id="x", published=TUESDAY)
    assert record == read_text(text, id="x", published=TUESDAY)
    for one in record.attributions:
        for start, end in (*one.source, *one.cue, *one.content, *one.act_words):
            assert 0 <= start < end <= len(text)


def test_confidence_is_a_share() -> None:
    text = "Voss said it rained. He said Hald had told her it rained. Her refusal to go. Lorn, who wants peace, left."
    record = read_text(text, id="x", published=TUESDAY)
    assert record.attributions
    assert all(0 < one.confidence < 1 for one in record.attributions)
