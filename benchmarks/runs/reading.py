"""Reading articles: how many a second, and how well, beside patterns and (where installed) textacy."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from statistics import median
from typing import Any

from benchmarks.quotation_patterns import read_with_patterns
from benchmarks.tables import Cell, Goal, Outcome, Settings, Table
from detente.evidence import Record, read_text
from detente.evidence.article import open_article
from tests.evidence.gold import GoldText, corpus
from tests.evidence.pages import PAGE
from tests.evidence.scoring import score

LETTERS = 6_600
"""The length of a usual news article: 840 of seven US publishers have that many characters each on average."""

STATEMENTS = 24
"""So many attributed statements those articles have each; between them stands narrative."""

NARRATIVE = """The delegations arrived by ferry shortly after noon and were led to the old customs house. Rain had
fallen since the morning, and the harbour lay empty but for two pilot boats. On the table stood flags,
water and a bowl of apples. The first session went on for two hours, the second for less than one. In
the evening the lights in the upper floor were still on, and cars waited in the yard. Trade between the
two coasts had fallen by a third since the spring."""

ARTICLES = 100
SPACY_MODEL = "en_core_web_sm"


def run(settings: Settings) -> Outcome:
    """Measure plain text against the patterns, and opening pages, in processor time of one core."""
    repeats = 3 if settings.quick else 11
    articles = _articles(20 if settings.quick else ARTICLES)
    rows: list[Sequence[Cell]] = []
    spent = {}
    for name, read in (("detente", _ours), ("patterns", _patterns)):
        settings.say(f"reading: {name}")
        _seconds(read, articles[:3])  # lists and tables are loaded at the first call
        spent[name] = median(_seconds(read, articles) for _ in range(repeats)) / len(articles) * ARTICLES
        found = score((text, read(text)) for text in corpus())
        each = spent[name] / ARTICLES
        rows.append((name, 1 / each, each * 1000, float(found.f1), float(found.direct_recall)))
    settings.say("reading: pages")
    pages = _page_seconds(50 * repeats) * 1000
    return Outcome(
        [
            Table(
                "reading",
                f"Reading plain text, articles of {LETTERS} characters",
                ("reader", "articles a second", "ms an article", "F1", "recall of direct quotations"),
                rows,
                (f"detente takes {spent['detente'] / spent['patterns']:.1f} times as long as the patterns.",
                 "Scores are on the corpus of our own in tests/evidence/corpus, on which the rules were made."),
            ),
            Table("pages", "Opening a saved page", ("characters", "ms a page"), [(len(PAGE), pages)]),
        ],
        [Goal(f"{ARTICLES} articles of plain text", 1.0, spent["detente"])],
        skipped=_textacy(articles, rows, settings),
    )  # fmt: skip


def _articles(count: int) -> list[GoldText]:
    """Put articles of the usual length together: texts of the corpus, each from another one on, and narrative."""
    texts = corpus()
    made = []
    for start in range(count):
        parts: list[str] = []
        place, statements = start, 0
        while sum(map(len, parts)) < LETTERS:
            text = texts[place % len(texts)]
            place += 1
            if statements < STATEMENTS:
                parts.append(text.text)
                statements += len(text.statements)
            parts.append(NARRATIVE)
        made.append(GoldText(f"made-{start}", texts[0].published, "\n\n".join(parts)[:LETTERS], (), ()))
    return made


def _ours(text: GoldText) -> Record:
    return read_text(text.text, id=text.name, published=text.published)


def _patterns(text: GoldText) -> Record:
    return read_with_patterns(text.text, id=text.name, published=text.published)


def _seconds(read: Callable[[GoldText], Any], articles: Sequence[GoldText]) -> float:
    begin = time.process_time()
    for article in articles:
        read(article)
    return time.process_time() - begin


def _page_seconds(repeats: int) -> float:
    data = PAGE.encode()
    open_article(data, "a.html")
    begin = time.process_time()
    for _ in range(repeats):
        open_article(data, "a.html")
    return (time.process_time() - begin) / repeats


def _textacy(articles: Sequence[GoldText], rows: list[Sequence[Cell]], settings: Settings) -> list[str]:
    """Measure textacy's direct quotations where it and a model are installed; else say that it was not."""
    if find_spec("textacy") is None or find_spec(SPACY_MODEL) is None:
        return [f"textacy or {SPACY_MODEL} is not installed: that comparison is left out"]
    import spacy
    from textacy.extract import direct_quotations

    settings.say("reading: textacy")
    model = spacy.load(SPACY_MODEL)
    few = articles[:5]
    seconds = _seconds(lambda text: list(direct_quotations(model(text.text))), few) / len(few)
    rows.append((f"textacy, {SPACY_MODEL}", 1 / seconds, seconds * 1000, None, None))
    return []
