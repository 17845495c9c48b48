"""A state as people name it: by its number, by its YN string, by the options that are taken, or as the status quo."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.case.names import nearest
from detente.case.values import show
from detente.case.visible import visible
from detente.errors import CaseError, Finding
from detente.states.conflict import Conflict

STATUS_QUO = "status-quo"
NONE = "none"


def read_state(conflict: Conflict, text: str, *, file: str = "--from") -> int:
    """Return the code of the state that a text names.

    Parameters
    ----------
    text
        A number (from 1, among the feasible states in ascending order), a YN string, names of options joined by commas
        (those that are taken), ``none`` or ``status-quo``.
    file
        What to call the place of the text in errors.

    Raises
    ------
    CaseError
        ``unknown-state`` where there is no such state, ``infeasible-state`` where rules exclude it, ``unknown-option``.
    """
    try:
        return _feasible(conflict, _code(conflict, text.strip()))
    except CaseError as error:
        raise CaseError([replace(finding, file=file) for finding in error.findings]) from None


def _feasible(conflict: Conflict, code: int) -> int:
    if not conflict.model.feasible[code]:
        message = f"the state {conflict.model.yn(code)} is infeasible"
        raise _refusal("infeasible-state", message, "a feasible state, such as " + _examples(conflict))
    return code


def _code(conflict: Conflict, text: str) -> int:
    model = conflict.model
    states = model.states()
    if text == STATUS_QUO:
        if conflict.status_quo is None:
            raise _refusal("unknown-state", "the file does not say where things stand", _forms(conflict))
        return conflict.status_quo
    if text == NONE:
        return 0
    if text.isascii() and text.isdigit():
        number = int(text[:12])
        if not 1 <= number <= len(states):
            raise _refusal("unknown-state", f"there is no state {text[:20]}", f"a number from 1 to {len(states)}")
        return int(states[number - 1])
    if re.fullmatch("[YN]+", text) and text not in (option.name for option in model.options):
        if len(text) != len(model.options):
            message = f"{show(text)} has {len(text)} letters for {len(model.options)} options"
            raise _refusal("unknown-state", message, _forms(conflict))
        return model.code(text)
    return _taken(conflict, text)


def _taken(conflict: Conflict, text: str) -> int:
    names = [option.name for option in conflict.model.options]
    code = 0
    for name in (part.strip() for part in text.split(",")):
        if names.count(name) != 1:
            trouble = "there is no option" if name not in names else "several options are called"
            near = nearest(name, names)
            raise _refusal("unknown-option", f"{trouble} {show(name)}", _forms(conflict), near)
        code |= 1 << names.index(name)
    return code


def _forms(conflict: Conflict) -> str:
    quo = f", {STATUS_QUO}" if conflict.status_quo is not None else ""
    return f"a state: its number, its letters Y and N, the options taken joined by commas, {NONE}{quo}"


def _examples(conflict: Conflict) -> str:
    return ", ".join(conflict.model.yn(int(code)) for code in conflict.model.states()[:3])


def _refusal(code: str, message: str, expected: str, near: str = "") -> CaseError:
    return CaseError([Finding(code, visible(message), visible(expected), visible(near))])
