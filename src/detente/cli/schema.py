"""Print the JSON Schema of the case file, for editors."""

from __future__ import annotations

from importlib.resources import files

import click

from detente.cli.options import json_option


@click.command(
    epilog="""\b
In an editor that speaks YAML, as the first line of a case file:
  # yaml-language-server: $schema=case.schema.json
"""
)
@json_option
def command(as_json: bool) -> None:
    """Print the JSON Schema of the case file.

    With it an editor completes the keys of a case and marks what does not fit:
    detente schema > case.schema.json
    """
    del as_json  # it is JSON either way
    click.echo(files("detente.case").joinpath("case.schema.json").read_text(encoding="utf-8"), nl=False)
