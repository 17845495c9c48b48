"""Arguments and options that several commands share: the case, what is changed in it for a try, forms of output."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detente.case import Case
    from detente.case.written import Changes, Softening

Function = TypeVar("Function", bound=Callable[..., Any])

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

case_argument = click.argument("case", metavar="CASE", type=click.Path(allow_dash=True))
"""``CASE`` (the parameter ``case``): a file, a workbook, a folder of CSV files, or ``-``. Read it with `read_case`."""

json_option = click.option("as_json", "--json", is_flag=True, help="Print JSON instead of text.")
"""``--json`` (the parameter ``as_json``)."""

html_option = click.option(
    "html",
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Write a page that needs no network to FILE as well.",
)
"""``--html FILE`` (the parameter ``html``, a path or ``None``). Write it with `detente.case.files.write_whole`."""

public_option = click.option(
    "public",
    "--public",
    is_flag=True,
    help="Leave out what is private: values, levels, walk-away, breach costs, trust, and what would give them away.",
)
"""``--public`` (the parameter ``public``)."""


def _no_nan(context: click.Context, parameter: click.Parameter, seconds: float) -> float:
    if seconds != seconds:
        raise click.BadParameter("nan is no number of seconds.", context, parameter)
    return seconds


time_limit_option = click.option(
    "time_limit",
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=1e7),
    default=60.0,
    show_default=True,
    callback=_no_nan,
    help="Stop searching after so many seconds, with the best found by then.",
)
"""``--time-limit SECONDS`` (the parameter ``time_limit``, a `float` above 0; default 60)."""

done_option = click.option(
    "done",
    "--done",
    metavar="ID…",
    multiple=True,
    callback=lambda _context, _parameter, given: tuple(
        dict.fromkeys(name for text in given for name in text.split(",") if name)
    ),
    help="From today, with these steps done already.",
)
"""``--done ID…`` (the parameter ``done``, a tuple of ids). The command needs ``cls=CaseCommand`` for ``--done a b``."""


class CaseCommand(click.Command):
    """A command whose ``--done`` takes several ids after it, as in ``--done inspectors-return freeze``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with ``--done a b`` understood as ``--done a --done b``."""
        return super().parse_args(ctx, _spread("--done", args))


def _spread(option: str, arguments: list[str]) -> list[str]:
    """Repeat an option before each of the ids that follow it; what names a file is no id."""
    spread: list[str] = []
    taking = False
    for place, argument in enumerate(arguments):
        if argument == "--":
            return spread + arguments[place:]
        is_id = _ID.fullmatch(argument) is not None and not Path(argument).is_file()
        if argument == option:
            taking = True
        elif taking and spread[-1] != option and is_id:
            spread.append(option)
        elif spread[-1:] != [option]:
            taking = False
        spread.append(argument)
    return spread


def changes_options(function: Function) -> Function:
    """Add the options that try something on the case, and pass them on as one parameter, ``changes``.

    ``--set``, ``--with-bridge``, ``--give-up``, ``--soften`` and ``--include``, each repeatable.
    """

    @functools.wraps(function)
    def with_changes(
        *args: Any,
        settings: tuple[str, ...],
        bridges: tuple[str, ...],
        given_up: tuple[str, ...],
        softened: tuple[str, ...],
        included: tuple[str, ...],
        **others: Any,
    ) -> Any:
        changes = read_changes(settings, bridges, given_up, softened, included)
        return function(*args, changes=changes, **others)

    for option in reversed(_CHANGES):
        option(with_changes)
    return with_changes  # type: ignore[return-value]


_CHANGES = (
    click.option(
        "included",
        "--include",
        metavar="CONDITION",
        multiple=True,
        help="Ask for a package in which this holds, such as 'inspectors-return and not freeze'.",
    ),
    click.option("given_up", "--give-up", metavar="ID", multiple=True, help="Leave out a demand."),
    click.option(
        "softened",
        "--soften",
        metavar="ID[=N]",
        multiple=True,
        help="Put a demand in its softer form (the N-th, counted from 1).",
    ),
    click.option("bridges", "--with-bridge", metavar="ID", multiple=True, help="Use a bridge that the case lists."),
    click.option(
        "settings",
        "--set",
        metavar="PATH=VALUE",
        multiple=True,
        help="Change one thing in the case for this run, such as parties.us.breach_cost=4.",
    ),
)


def read_changes(
    settings: tuple[str, ...] = (),
    bridges: tuple[str, ...] = (),
    given_up: tuple[str, ...] = (),
    softened: tuple[str, ...] = (),
    included: tuple[str, ...] = (),
) -> Changes:
    """Return the changes that the options ask for.

    Raises
    ------
    click.BadParameter
        Where one of them is not of the form that its option takes.
    """
    from detente.case.written import Changes

    return Changes(
        settings=tuple(map(_setting, settings)),
        bridges=bridges,
        given_up=given_up,
        softened=tuple(map(_softening, softened)),
        included=included,
    )


def _setting(text: str) -> tuple[str, str]:
    path, equals, value = text.partition("=")
    if not path.strip() or not equals:
        raise click.BadParameter(f"{text!r} is not PATH=VALUE, as in parties.us.breach_cost=4.", param_hint="--set")
    return path.strip(), value


def _softening(text: str) -> Softening:
    from detente.case.written import Softening

    demand, equals, form = text.partition("=")
    if not demand or (equals and not re.fullmatch(r"[1-9][0-9]{0,3}", form)):
        raise click.BadParameter(f"{text!r} is not ID or ID=N, N counted from 1.", param_hint="--soften")
    return Softening(demand, int(form) - 1 if form else 0)


def read_case(path: str) -> Case:
    """Read the case that a command was called with.

    Raises
    ------
    CaseError
        With all that is wrong with it.
    """
    from detente.case import load

    return load(path)
