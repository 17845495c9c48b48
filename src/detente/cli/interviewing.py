"""Asking the questions of `detente.interview` in a terminal, for `detente new --guided`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.saying import say

if TYPE_CHECKING:
    from detente.interview import Answers, Question

WELCOME = """Questions and answers, until there is a first case. At any question:
  /back       go back to the question before
  /list       show all answers, numbered; /change 3 asks the third one again
  /quit       leave; what was answered is kept, and the same command goes on from there
"""


def interview(file: str) -> str | None:
    """Ask until a case can be written.

    Answers are kept in a file beside the case after each question, so nothing is lost whatever happens.

    Parameters
    ----------
    file
        The case file that is to be written.

    Returns
    -------
    str or None
        The case as YAML with comments; nothing where whoever was asked left before the end.

    Raises
    ------
    CaseError
        ``bad-answers``: the file beside the case is none of ours.
    """
    from detente.interview import case_text, next_question, read_answers, write_answers

    kept = kept_in(file)
    answers = read_answers(kept)
    click.echo(WELCOME, err=True)
    if answers.given:
        say(f"Going on with what was answered before ({kept}).\n")
    while (question := next_question(answers)) is not None:
        said = _ask(question)
        if said is None:
            say(f"\nWhat was answered is kept in {kept}. The same command goes on from there.")
            return None
        changed = _command(answers, said) if said.startswith("/") else _answered(answers, question, said)
        if changed is not answers:
            answers = changed
            write_answers(kept, answers)
    return case_text(answers)


def kept_in(file: str) -> str:
    """Return the name of the file that keeps the answers of an interview."""
    return f"{file}.answers.json"


def _ask(question: Question) -> str | None:
    """Return what is answered; nothing at ``/quit``, at the end of the input and at an interrupt."""
    from detente.case.visible import visible

    for line in question.shown:
        click.echo(visible(line), err=True)
    hint = f" [{question.hint}]" if question.hint else ""
    try:
        said: str = click.prompt(
            visible(f"{question.text}{hint}"), default="", show_default=False, prompt_suffix="\n> ", err=True
        )
    except click.Abort:
        return None
    return None if said.strip() == "/quit" else said


def _answered(answers: Answers, question: Question, said: str) -> Answers:
    """Return the answers with one more, or as they were where it does not fit, with a word on what would."""
    from detente.case.visible import visible
    from detente.interview import NotUnderstoodError, understood

    try:
        return understood(answers, question, said)
    except NotUnderstoodError as error:
        click.echo(visible(f"  {error}"), err=True)
        return answers


def _in_words(question: Question, said: str) -> str:
    """Return an answer with the numbers and letters in it as what they stood for."""
    if not said.strip():
        return "(nothing)"
    shown = dict(line.split(None, 1) for line in question.shown)
    parts = [part.strip() for part in said.replace(" and ", ",").split(",")]
    if all(part in shown for part in parts):
        return ", ".join(shown[part] for part in parts)
    if len(said.strip()) > 1 or "empty" in question.hint or question.hint.startswith("a "):
        return said
    return next((choice for choice in question.hint.split("; ") if choice.startswith(said.strip())), said)


def _command(answers: Answers, said: str) -> Answers:
    """Do what a command at a question asks for, and return the answers as they are then."""
    from detente.case.visible import visible
    from detente.interview import questions_asked

    word, _, number = said.strip().partition(" ")
    asked = questions_asked(answers)
    if word == "/list":
        for place, (question, text) in enumerate(asked, start=1):
            click.echo(visible(f"  {place}  {question.text} {_in_words(question, text)}"), err=True)
        return answers
    if word == "/back" and asked:
        return answers.without(asked[-1][0].id)
    if word == "/change" and number.strip().isdigit() and 1 <= int(number) <= len(asked):
        return answers.without(asked[int(number) - 1][0].id)
    click.echo("  Commands: /back, /list, /change and the number of an answer, /quit.", err=True)
    return answers
