"""The command ``detente``: what every subcommand has in common, above all how it ends.

Whatever happens, the user sees a sentence and an exit status of the contract (`detente.cli.status`), never a traceback;
``DETENTE_DEBUG=1`` shows the traceback too.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from detente import __version__
from detente.cli.lazy import LazyGroup
from detente.cli.status import ExitStatus
from detente.errors import CaseError, InternalError, LimitReached

COMPLETION_VARIABLE = "_DETENTE_COMPLETE"

EPILOG = """\b
Completion in the shell (in its start-up file; zsh, fish likewise):
  eval "$(_DETENTE_COMPLETE=bash_source detente)"
"""


class Detente(LazyGroup):
    """The group of all commands, which turns every ending into an exit status."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line and exit. The parameters are click's; only the first matters here."""
        arguments = list(sys.argv[1:] if args is None else args)
        _print_whatever_it_is()
        if COMPLETION_VARIABLE in os.environ:
            from click.shell_completion import shell_complete

            sys.exit(shell_complete(self, {}, "detente", COMPLETION_VARIABLE, os.environ[COMPLETION_VARIABLE]))
        sys.exit(int(run(self, arguments, **extra)))


@click.group(
    cls=Detente,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="detente", message="%(prog)s %(version)s")
def cli() -> None:
    """Plan how parties who do not trust each other can carry out an agreement: an order of steps in which nobody ever
    gains by walking away.
    """  # noqa: D205 (click shows the first paragraph whole)


def main() -> NoReturn:
    """Run the command ``detente``."""
    try:
        cli.main()
    finally:
        # all has been said: an interrupt from here on must not change how it ended
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def run(group: click.Group, arguments: list[str], **extra: Any) -> int:
    """Run a command line and return its exit status; everything that can go wrong has been said on stderr by then."""
    try:
        status = _invoke(group, arguments, extra)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
        return ExitStatus.READER_LEFT
    except (KeyboardInterrupt, click.Abort):
        return ExitStatus.UNDECIDED
    except Exception as error:
        return ExitStatus.UNDECIDED if _was_interrupted(error) else _explain(error)
    return status


def _was_interrupted(error: BaseException | None) -> bool:
    """Whether an interrupt is behind an error: a library interrupted while it loads complains of something else."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _invoke(group: click.Group, arguments: list[str], extra: dict[str, Any]) -> int:
    try:
        with group.make_context("detente", arguments, color=_color(), **extra) as context:
            group.invoke(context)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    return ExitStatus.DONE


def _explain(error: Exception) -> int:
    """Say on stderr what went wrong, and return the status for it."""
    if os.environ.get("DETENTE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    match error:
        case click.exceptions.NoArgsIsHelpError():
            _complain(error.format_message(), prefix="")
            return ExitStatus.WRONG_INPUT
        case click.ClickException():
            _complain(_usage(error) + error.format_message())
            return ExitStatus.WRONG_INPUT
        case CaseError():
            _complain(str(error), prefix="")
            return ExitStatus.WRONG_INPUT
        case LimitReached():
            _complain(str(error))
            return ExitStatus.UNDECIDED
        case OSError() if error.filename is not None:
            _complain(f"{error.filename}: {error.strerror}")
            return ExitStatus.WRONG_INPUT
        case OSError():
            _complain(str(error))
            return ExitStatus.CANNOT_WRITE
        case InternalError():
            _complain(f"this is a fault of ours, not of your input: {error}")
        case _:
            _complain(
                f"this is a fault of ours, not of your input: {type(error).__name__}: {error}\n"
                "DETENTE_DEBUG=1 shows where it happened; please report it."
            )
    return ExitStatus.OUR_FAULT


def _usage(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return ""
    return f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n\n"


def _complain(text: str, *, prefix: str = "detente: ") -> None:
    """Write a complaint to stderr, with what could disturb a terminal made visible."""
    from detente.case.visible import visible

    if text.startswith("Usage: "):
        prefix = ""
    lines = (visible(line) for line in f"{prefix}{text}".split("\n"))
    try:
        click.echo("\n".join(lines), err=True, color=_color())
    except OSError:
        return  # nobody is listening; the status still tells


def _color() -> bool | None:
    """Whether to colour: never with ``NO_COLOR`` or on a dumb terminal, else click asks whether it is a terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def _print_whatever_it_is() -> None:
    """Let a narrow or broken encoding of the terminal cost legibility, not the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _close_quietly() -> None:
    """Point stdout nowhere, so that the interpreter does not stumble over the broken pipe once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
