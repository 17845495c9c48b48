"""What has been answered so far, and the file that keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from detente.case.files import write_whole
from detente.case.json_text import json_text
from detente.errors import CaseError, Finding

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by the id of their question, in the order in which they were given.

    An answer whose question is not asked any more, because an earlier one was changed, stays and does no harm: should
    the question come up again, it is answered already.
    """

    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_answer(self, question: str, answer: str) -> Answers:
        """Return the answers with one more, or with one changed."""
        return Answers(MappingProxyType({**self.given, question: answer}))

    def without(self, question: str) -> Answers:
        """Return the answers without one of them."""
        return Answers(MappingProxyType({key: text for key, text in self.given.items() if key != question}))


def read_answers(path: str) -> Answers:
    """Read what was answered the last time; nothing where there is no such file.

    Raises
    ------
    CaseError
        ``bad-answers``: the file is none of ours.
    """
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
        given = document["answers"]
        if document["interview"] != FORMAT or not all(isinstance(one, str) for pair in given.items() for one in pair):
            raise ValueError
    except FileNotFoundError:
        return Answers()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = "the file does not hold the answers of an interview"
        raise CaseError([Finding("bad-answers", message, "another name, or the file gone", file=path)]) from error
    return Answers(MappingProxyType(dict(given)))


def write_answers(path: str, answers: Answers) -> None:
    """Write what has been answered, whole or not at all."""
    document = {"interview": FORMAT, "answers": dict(answers.given)}
    write_whole(path, json_text(document) + "\n")
