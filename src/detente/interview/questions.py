"""The interview: which question comes next, given what has been answered (detente.interview).

The interview is walked through from its beginning each time. Where a question has its answer, the answer is taken in
and the walk goes on; the first question without one is the next to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from detente.interview import understanding
from detente.interview.answers import Answers
from detente.interview.dossier import Before, Doing, Dossier, Other
from detente.interview.ranking import tiers
from detente.interview.understanding import NotUnderstoodError

__all__ = ["NotUnderstoodError", "Question", "dossier_of", "next_question", "questions_asked", "understood"]

T = TypeVar("T")

MOST_PARTIES = 40
MOST_STEPS = 200
MOST_ORDERS = 400

ROLES = {
    "v": "verifier: confirms that steps are carried out",
    "u": "underwriter: guarantees the agreement",
    "k": "keeper of a gate: has to let something happen",
    "m": "mediator",
    "s": "stakeholder: has a part without preferences that count here",
}
ROLE_NAMES = {"v": "verifier", "u": "guarantor", "k": "gatekeeper", "m": "mediator", "s": "stakeholder"}
WORTH = {"g": "gain", "c": "cost", "n": "neither"}
TAKEN_BACK = {"y": "yes, wholly and soon", "p": "partly, or slowly", "n": "no"}
MORE = {"1": "1 matters more", "2": "2 matters more", "=": "= both as much"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its id, the words to ask it with, what may be answered, and the lines to show before it."""

    id: str
    text: str
    hint: str = ""
    shown: tuple[str, ...] = ()


class _UnansweredError(Exception):
    """The walk came to a question without an answer."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.id)
        self.question = question


class _Walk:
    """One walk through the interview. ``asked`` are the questions that came up, with what they were answered."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.asked: list[tuple[Question, str]] = []

    def ask(self, question: Question, understand: Callable[[str], T]) -> T:
        """Return what a question was answered, as far as it can be understood; else ask it."""
        text = self._answers.given.get(question.id)
        if text is None:
            raise _UnansweredError(question)
        try:
            meant = understand(text)
        except NotUnderstoodError:
            raise _UnansweredError(question) from None
        self.asked.append((question, text))
        return meant


def next_question(answers: Answers) -> Question | None:
    """Return the next question to ask; `None` where all has been said."""
    try:
        _walk(_Walk(answers))
    except _UnansweredError as first:
        return first.question
    return None


def questions_asked(answers: Answers) -> tuple[tuple[Question, str], ...]:
    """Return the questions that have come up and been answered, with the answers, in the interview's order."""
    walk = _Walk(answers)
    with suppress(_UnansweredError):
        _walk(walk)
    return tuple(walk.asked)


def understood(answers: Answers, question: Question, text: str) -> Answers:
    """Return the answers with one more.

    Raises
    ------
    NotUnderstoodError
        The text is no answer to the question; the error says what would be one.
    """
    tried = answers.with_answer(question.id, text)
    follows = next_question(tried)
    if follows is not None and follows.id == question.id:
        _complain(tried, question)
    return tried


def _complain(answers: Answers, question: Question) -> None:
    """Raise what the question has to say of its answer."""

    class Strict(_Walk):
        def ask(self, asked: Question, understand: Callable[[str], T]) -> T:
            if asked.id == question.id:
                understand(self._answers.given[asked.id])
            return super().ask(asked, understand)

    _walk(Strict(answers))


def dossier_of(answers: Answers) -> Dossier:
    """Return what a finished interview says.

    Raises
    ------
    ValueError
        Where something is still to be asked.
    """
    try:
        return _walk(_Walk(answers))
    except _UnansweredError as first:
        raise ValueError(f"the interview has not come to its end: {first.question.text}") from None


def _walk(walk: _Walk) -> Dossier:
    known = Dossier()
    known.title = walk.ask(Question("title", "What is it about? A title for the dossier."), understanding.title)
    _ask_principals(walk, known)
    _ask_others(walk, known)
    _ask_steps(walk, known)
    for party in range(1, len(known.principals) + 1):
        known.tiers[party] = _ranked(walk, known, party)
    _ask_order(walk, known)
    known.starts = walk.ask(
        Question("starts", "On which day could the first phase begin?", "2027-03-01; empty: not known"),
        understanding.day,
    )
    return known


def _ask_principals(walk: _Walk, known: Dossier) -> None:
    for number in range(1, MOST_PARTIES):
        last = number > 2
        text = "Who has to agree, and could walk away later?" if number == 1 else "Who else has to agree?"
        hint = "a name; empty: nobody else" if last else "a name"

        def meant(said: str, last: bool = last) -> str:
            return understanding.new_name(said, known.principals) if last or said.strip() else understanding.title(said)

        name = walk.ask(Question(f"principal.{number}", text, hint), meant)
        if not name:
            return
        known.principals.append(understanding.new_name(name, known.principals))


def _ask_others(walk: _Walk, known: Dossier) -> None:
    for number in range(1, MOST_PARTIES):
        text = "Who else has a part in it, such as verifying, guaranteeing, or letting something happen?"
        name = walk.ask(
            Question(f"other.{number}", text if number == 1 else "Anybody else?", "a name; empty: nobody"),
            lambda said: understanding.new_name(said, known.parties),
        )
        if not name:
            return
        role = walk.ask(
            Question(f"other.{number}.role", f"What is {name}'s part?", _choices(ROLES)),
            lambda said: understanding.choice(said, ROLES),
        )
        known.others.append(Other(name, ROLE_NAMES[role]))


def _ask_steps(walk: _Walk, known: Dossier) -> None:
    for number in range(1, MOST_STEPS + 1):
        text = "What could be done? One step at a time, in a few words." if number == 1 else "What else could be done?"
        titles = [step.title for step in known.steps]
        hint = "a step; empty: nothing else" if number > 1 else "a step"

        def meant(said: str, first: bool = number == 1, titles: list[str] = titles) -> str:
            return understanding.title(said) if first else understanding.new_name(said, titles)

        name = walk.ask(Question(f"step.{number}", text, hint), meant)
        if not name:
            return
        known.steps.append(_step(walk, known, number, name))


def _step(walk: _Walk, known: Dossier, number: int, name: str) -> Doing:
    step = Doing(name)
    step.by = walk.ask(
        Question(
            f"step.{number}.by",
            f"Who does it: “{name}”?",
            "a number or a name; several, with commas, only where half of it cannot happen",
            _numbered(known.parties),
        ),
        lambda said: understanding.some_of(said, known.parties),
    )
    step.taken_back = walk.ask(
        Question(f"step.{number}.back", f"Could “{name}” be taken back later?", _choices(TAKEN_BACK)),
        lambda said: understanding.choice(said, TAKEN_BACK),
    )
    for party, principal in enumerate(known.principals, start=1):
        step.worth[party] = walk.ask(
            Question(
                f"step.{number}.for.{party}",
                f"For {principal}, is “{name}” a gain, a cost, or neither?",
                _choices(WORTH),
            ),
            lambda said: understanding.choice(said, WORTH),
        )
    return step


def _ranked(walk: _Walk, known: Dossier, party: int) -> list[list[str]]:
    """Ask of one principal which of two steps matters more, until the order of all that matter to it is known."""
    matter = {str(number): step for number, step in enumerate(known.steps, start=1) if step.worth[party] != "n"}

    def compare(first: str, second: str) -> str:
        shown = tuple(
            f"  {place}  {WORTH[matter[key].worth[party]]}: {matter[key].title}"
            for place, key in (("1", first), ("2", second))
        )
        question = Question(
            f"weigh.{party}.{first}.{second}",
            f"What weighs more for {known.principals[party - 1]}, “{matter[first].title}” or “{matter[second].title}”?",
            _choices(MORE),
            shown,
        )
        return walk.ask(question, lambda said: understanding.choice(said, MORE))

    return tiers(list(matter), compare)


def _ask_order(walk: _Walk, known: Dossier) -> None:
    titles = [step.title for step in known.steps]
    for number in range(1, MOST_ORDERS):
        text = "Must something come before something else?" if number == 1 else "Anything else that must wait?"
        question = Question(
            f"order.{number}", text, '"3 after 1", "3 after 1 and 2", "3 with or after 1"; empty: no', _numbered(titles)
        )
        meant = walk.ask(question, lambda said: understanding.order(said, titles))
        if meant is None:
            return
        known.order.append(_who_says_so(walk, known, number, Before(*meant)))


def _who_says_so(walk: _Walk, known: Dossier, number: int, before: Before) -> Before:
    said_by = ["it lies in the nature of things", *known.parties]
    shown = tuple(f"  {place}  {name}" for place, name in enumerate(said_by))
    who = walk.ask(
        Question(f"order.{number}.who", "Who says so?", "0 for a fact that nobody can change, or a party", shown),
        lambda said: _who(known, before, said),
    )
    before.who = who
    if who:
        name = known.parties[who - 1]
        words = Question(
            f"order.{number}.words", f"In what words does {name} say it?", "as in your source; may stay empty"
        )
        before.words = walk.ask(words, lambda said: " ".join(said.split())[:1000])
        source = Question(
            f"order.{number}.source", "Where is that said?", "title of an article, speech, text; may stay empty"
        )
        before.source = walk.ask(source, lambda said: " ".join(said.split())[:300])
        firm = Question(
            f"order.{number}.firmness", f"How firm is {name} on it?", "1 a wish … 5 nearly everything; r a red line"
        )
        before.firmness = walk.ask(firm, understanding.firmness)
    return before


def _who(known: Dossier, before: Before, said: str) -> int:
    if said.strip() != "0":
        return understanding.some_of(said, known.parties)[0]
    if _closes_a_circle(known.order, before):
        raise NotUnderstoodError(
            "With the facts before it, that would make a step wait for itself. Is it a party that says so? Or change "
            "an earlier answer: /list, then /change and its number."
        )
    return 0


def _closes_a_circle(order: list[Before], new: Before) -> bool:
    """Whether facts would make a step wait for itself; steps that may come in the same phase do not."""
    waits: dict[int, list[tuple[int, bool]]] = {}
    for before in (*(each for each in order if not each.who), new):
        waits.setdefault(before.step, []).extend((step, not before.same_phase) for step in before.after)
    seen: set[tuple[int, bool]] = set()
    open_ = [(new.step, False)]
    while open_:
        step, strict = open_.pop()
        for following, later in waits.get(step, []):
            state = (following, strict or later)
            if state == (new.step, True):
                return True
            if state not in seen:
                seen.add(state)
                open_.append(state)
    return False


def _choices(choices: dict[str, str]) -> str:
    return "; ".join(words if key == words[0] else f"{key} {words}" for key, words in choices.items())


def _numbered(names: list[str]) -> tuple[str, ...]:
    return tuple(f"  {number}  {name}" for number, name in enumerate(names, start=1))
