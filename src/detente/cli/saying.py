"""What a command says beside its result: on standard error, with nothing in it that could act on a terminal."""

from __future__ import annotations

import click


def say(words: str) -> None:
    """Say something on standard error; names of files come from outside too, so what acts in them is shown escaped."""
    from detente.case.visible import visible

    click.echo(visible(words, keep="\n"), err=True)
