"""A command group that finds its commands by file and imports one only when it is called.

A module of this package is a command if it defines ``command``; its short help is the first line of its docstring.
Both are read from the source text, so that ``detente --help`` imports no command and nothing that a command needs.
"""

from __future__ import annotations

import re
from functools import cached_property
from importlib import import_module
from importlib.resources import files

import click
from click.shell_completion import CompletionItem

PACKAGE = "detente.cli"
_COMMAND = re.compile(r"^(?:def command\(|command\s*[:=])", re.MULTILINE)
_DOCSTRING = re.compile(r'\A\s*(?:#[^\n]*\n\s*)*r?"""\s*([^\n]*)')


class LazyGroup(click.Group):
    """A group whose commands are the modules of `detente.cli` that define ``command``."""

    @cached_property
    def short_helps(self) -> dict[str, str]:
        """The commands and what each does, in alphabetical order."""
        found = {}
        for entry in files(PACKAGE).iterdir():
            if entry.name.endswith(".py"):
                source = entry.read_text(encoding="utf-8")
                if _COMMAND.search(source):
                    found[_command_name(entry.name)] = _first_line(source)
        return dict(sorted(found.items()))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, without importing any."""
        return list(self.short_helps)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or nothing if there is none of that name."""
        if cmd_name not in self.short_helps:
            return None
        module = import_module(f"{PACKAGE}.{_module_name(cmd_name)}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; a misspelt name is told its nearest neighbours."""
        name = args[0]
        if name not in self.short_helps and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self.short_helps)
            hint = f" Did you mean {' or '.join(near)}?" if near else f" Commands: {', '.join(self.short_helps)}."
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands with their short helps."""
        if self.short_helps:
            with formatter.section("Commands"):
                formatter.write_dl(list(self.short_helps.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, without importing any."""
        names = [
            CompletionItem(name, help=text) for name, text in self.short_helps.items() if name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)


def _command_name(file_name: str) -> str:
    return file_name.removesuffix(".py").rstrip("_").replace("_", "-")


def _module_name(command_name: str) -> str:
    name = command_name.replace("-", "_")
    return name if files(PACKAGE).joinpath(f"{name}.py").is_file() else f"{name}_"


def _first_line(source: str) -> str:
    match = _DOCSTRING.match(source)
    return match.group(1).strip().removesuffix('"""').rstrip() if match else ""
