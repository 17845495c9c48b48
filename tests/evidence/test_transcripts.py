"""Transcripts: whose a turn is, and what its speaker passes on of others."""

from __future__ import annotations

from datetime import date

from detente.evidence.reading import read_text


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
