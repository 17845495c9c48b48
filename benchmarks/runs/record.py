"""The record: articles a second and core, and how many statements are right, beside regular expressions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec

from benchmarks.quoting import read_by_patterns
from benchmarks.tables import Cell, Goal, Outcome, Settings, Table
from detente.evidence import Record, read_text
from tests.evidence.gold import GoldText, corpus
from tests.evidence.scoring import score

LENGTH = 7000
"""Length of an article, in code points: the mean of US political news."""
LONGEST = 0.01
"""Seconds of processor time an article of that length may take: a hundred a second."""
STORY = (
    "The road along the river had been closed since the first days of the winter, and most of the shops on the market "
    "square stayed dark. Two buses stood in front of the town hall with their engines running. A few farmers had come "
    "down from the hills with potatoes and cheese, and children were playing between the empty stalls. ",
    "The hall dates from the last century and was used as a school until the roof gave way in a storm. Workers carried "
    "tables and chairs up the stairs during the night. The delegations sat on opposite sides of the long table, with "
    "the interpreters behind them and a row of flags along the wall. ",
    "Trade across the line has fallen by half in four years. The ferry runs twice a week with a handful of passengers, "
    "and the cannery on the northern shore lost most of its workers when the fishing grounds were mined. The valley "
    "lives on what it grows and on parcels from relatives abroad. ",
)
"""What an article tells between its statements, so that there are about as many of them as in US news."""
MODEL = "en_core_web_sm"

Reader = Callable[..., Record]


def run(settings: Settings) -> Outcome:
    """Read the corpus of our own, put together to articles of the usual length, and score it text by text."""
    texts = corpus()
    articles = _articles(texts)
    repeats = 1 if settings.quick else 5
    readers: dict[str, Reader] = {"detente": read_text, "regular expressions": read_by_patterns}
    rows: list[Sequence[Cell]] = []
    spent: dict[str, float] = {}
    for name, reader in readers.items():
        settings.say(f"record: {name}")
        spent[name] = min(_seconds(reader, articles) for _ in range(repeats))
        found = score((text, reader(text.text, id=text.name, published=text.published)) for text in texts)
        rows.append((name, 1 / spent[name], 1000 * spent[name], float(found.f1), float(found.direct_recall)))
    skipped = _textacy(articles, rows)
    columns = ("reader", "articles/s", "ms an article", "attribution F1", "direct recall")
    note = (
        f"{len(texts)} short texts of our own; for speed {len(articles)} articles of {LENGTH} characters put together."
    )
    goals = [Goal("an article", LONGEST, spent["detente"])]
    return Outcome([Table("record", "Reading articles", columns, rows, (note,))], goals, skipped=skipped)


def _articles(texts: Sequence[GoldText]) -> list[str]:
    """Put the texts together to articles of the usual length."""
    articles, current = [], ""
    for number, text in enumerate([*texts, *texts, *texts]):
        current += f"{text.text}\n{STORY[number % len(STORY)]}\n\n"
        if len(current) >= LENGTH:
            articles.append(current[:LENGTH])
            current = ""
    return articles


def _seconds(reader: Reader, articles: Sequence[str]) -> float:
    """Return the mean processor time of an article."""
    reader(articles[0], id="first", published=date(2031, 5, 20))  # loads lists and model
    before = time.process_time()
    for article in articles:
        reader(article, id="x", published=date(2031, 5, 20))
    return (time.process_time() - before) / len(articles)


def _textacy(articles: Sequence[str], rows: list[Sequence[Cell]]) -> list[str]:
    """Measure textacy's quotations where it and a model of spaCy are installed; else say that they are not."""
    if find_spec("textacy") is None or find_spec(MODEL) is None:
        return [f"textacy or {MODEL} is not installed"]
    import spacy
    from textacy.extract import direct_quotations

    model = spacy.load(MODEL)
    before = time.process_time()
    for article in articles:
        list(direct_quotations(model(article)))
    spent = (time.process_time() - before) / len(articles)
    rows.append(("textacy (quotations only)", 1 / spent, 1000 * spent, None, None))
    return []
