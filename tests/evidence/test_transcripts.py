"""Transcripts: whose a turn is, and what its speaker passes on of others."""

from __future__ import annotations

from datetime import date

from detente.evidence.reading import read_text
from detente.evidence.result import Act, Kind


def test_what_a_turn_passes_on_of_others_is_theirs_relayed_by_whose_turn_it_is() -> None:
    text = (
        "Daily press briefing, Vienna, 5 March 2019\n\n"
        "QUESTION: Do the talks go on? The Foreign Ministry of North Korea said yesterday that sanctions must be "
        "lifted first.\n\n"
        "MR. PALLA: I said last week that we are ready. As Secretary Tarn told reporters on Friday, “We go back to the "
        "table.” He said it well.\n"
    )
    found = read_text(text, id="briefing").attributions
    told = [(one.speaker and one.speaker.name, one.relayed_by and one.relayed_by.name, one.said_on) for one in found]
    assert told == [
        ("questioner", None, date(2019, 3, 5)),
        ("Foreign Ministry of North Korea", "questioner", date(2019, 3, 4)),
        ("Palla", None, date(2019, 3, 5)),
        ("Tarn", "Palla", date(2019, 3, 1)),
    ]
    assert [one.id for one in found] == [1, 2, 3, 4]
    assert text[slice(*found[1].content[0])] == "sanctions must be lifted first"


RECORD = (
    "The meeting was called to order on 4 June 2021.\n\n"
    "The President: I now give the floor to the representative of Tamar.\n\n"
    "Ms. Odell (Tamar): My Government rejects the accusation.\n\n"
    + "We have waited for this for ten long years.\n\n" * 12
    + "Tamar offers to open the crossing at Sorn. The Foreign Ministry of Velia said that it would not withdraw.\n\n"
    "Mr. Brandt (Velia) (spoke in French): Our delegation will not accept a timetable that is imposed from outside.\n"
)


def test_the_record_of_a_meeting_tells_each_delegation_s_speech_however_long() -> None:
    found = read_text(RECORD, id="meeting").attributions
    turns = [(one.speaker.name, one.speaker.party) for one in found if one.kind is Kind.DIRECT and one.speaker]
    assert turns == [("The President", None), ("Odell", "Tamar"), ("Brandt", "Velia")]


def test_what_somebody_says_of_the_own_government_is_that_somebody_s_own() -> None:
    found = read_text(RECORD, id="meeting").attributions
    told = [
        (RECORD[slice(*one.source[0])], one.speaker and one.speaker.name, one.relayed_by and one.relayed_by.name)
        for one in found
        if one.kind is not Kind.DIRECT
    ]
    assert told == [
        ("My Government", "Odell", None),
        ("Tamar", "Odell", None),
        ("The Foreign Ministry of Velia", "Foreign Ministry of Velia", "Odell"),
        ("Our delegation", "Brandt", None),
    ]


def test_that_there_are_no_more_speakers_is_no_demand() -> None:
    text = "The President: The floor is yours.\n\nMr. Orr: Thank you.\n\nThe President: There are no more names.\n"
    assert [one.act for one in read_text(text, id="meeting").attributions] == [Act.REPORT] * 3


def test_a_question_offers_nothing() -> None:
    text = "PRESENTER: Minister, will you open the port?\n\nMINISTER LUND: We will open it if the ships leave.\n"
    asked, answered = read_text(text, id="radio").attributions
    assert (asked.act, answered.act) == (Act.REPORT, Act.CONDITION)


def test_an_office_named_after_both_sides_is_not_both_sides() -> None:
    text = "Both sides agreed to open the crossing. The Special Envoy welcomed the agreement.\n"
    assert [one.speaker and one.speaker.name for one in read_text(text, id="communique").attributions] == [
        "Both sides",
        "Special Envoy",
    ]


SPEECHES = """\
The meeting was called to order on 4 June 2021.

The President: I give the floor to the representative of the Republic of Korea.

Mr. Park (Republic of Korea): My Government said on 1 May 2021 that it would wait.

Our Government's partners reject the plan.

Mr. Orlov (Russian Federation): My Government rejects the accusation. Russia offers to open the crossing.

Ms. Lee (Permanent Representative): Thank you.

Mr. Kim (Through interpreter): We are ready.
"""


def test_brackets_after_a_name_are_a_delegation_an_office_or_how_it_was_heard() -> None:
    found = read_text(SPEECHES, id="meeting").attributions
    told = [(one.speaker.name, one.speaker.office, one.speaker.party) for one in found if one.speaker and not one.cue]
    assert told == [
        ("The President", None, None),
        ("Park", None, "South Korea"),
        ("Orlov", None, "Russia"),
        ("Lee", "Permanent Representative", None),
        ("Kim", None, None),
    ]


def test_whose_government_is_meant_and_when_it_speaks_goes_by_the_turn() -> None:
    found = read_text(SPEECHES, id="meeting").attributions
    inner = [one for one in found if one.cue]
    told = [(SPEECHES[slice(*one.source[0])], one.speaker and one.speaker.name, one.said_on) for one in inner]
    assert told == [
        ("My Government", "Park", date(2021, 5, 1)),
        ("Our Government's partners", "Our Government's partners", None),
        ("My Government", "Orlov", date(2021, 6, 4)),
        ("Russia", "Orlov", date(2021, 6, 4)),
    ]


def test_a_list_of_people_is_no_transcript() -> None:
    text = "Who is who at the talks\n\nJohn Brook (Tamar): the adviser.\n\nAda Lorn (Velia): the foreign minister.\n"
    assert all(one.kind is not Kind.DIRECT for one in read_text(text, id="people").attributions)
