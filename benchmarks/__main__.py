"""The one command: `python -m benchmarks`, with `--quick` for a glance and `--only NAME` for a part."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.protocol import protocol
from benchmarks.registry import benchmarks, headline
from benchmarks.tables import Outcome, Settings, as_csv, as_document, as_text

QUICK_SEEDS = 2
QUICK_LIMIT = 20.0


def _listed(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        for name, benchmark in benchmarks().items():
            click.echo(f"{name:12} {headline(benchmark)}")
        context.exit()


@click.command(help="Measure planning against named alternatives, and how it grows.")
@click.option("--only", multiple=True, metavar="NAME", help="Run only this benchmark (repeatable); see --list.")
@click.option("--quick", is_flag=True, help="Small sizes, few repeats: minutes instead of hours.")
@click.option("--seeds", default=10, show_default=True, type=click.IntRange(1, 1000), help="Random cases of each size.")
@click.option("--time-limit", default=60.0, show_default=True, type=click.FloatRange(min=0.1), help="Seconds a plan.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Directory for the results.")
@click.option("--list", "_list", is_flag=True, is_eager=True, expose_value=False, callback=_listed, help="List all.")
def main(only: tuple[str, ...], quick: bool, seeds: int, time_limit: float, output: Path | None) -> None:
    """Run benchmarks, print their tables, and write them down where asked."""
    every = benchmarks()
    for name in only:
        if name not in every:
            raise click.BadParameter(f"no benchmark {name!r}; there are {', '.join(every)}", param_hint="--only")
    chosen = [name for name in every if not only or name in only]
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
    if quick:
        seeds, time_limit = min(seeds, QUICK_SEEDS), min(time_limit, QUICK_LIMIT)
    settings = Settings(quick, seeds, time_limit, output, lambda text: click.echo(text, err=True))
    about = protocol(settings, chosen)
    outcomes: dict[str, Outcome] = {}
    click.echo(_head(about))
    for name in chosen:
        outcomes[name] = every[name].run(settings)
        click.echo(_told(outcomes[name]))
    if output is not None:
        _write(output, about, outcomes)


def _head(about: dict[str, str]) -> str:
    width = max(map(len, about))
    return "\n".join(["Protocol", "========", *(f"{key:{width}}  {value}" for key, value in about.items())]) + "\n"


def _told(outcome: Outcome) -> str:
    parts = [as_text(table) for table in outcome.tables if not table.name.endswith("-single")]
    for goal in outcome.goals:
        measured = "not reached" if goal.measured is None else f"{goal.measured:.3g} {goal.unit}"
        parts.append(f"{'met   ' if goal.met else 'MISSED'}  {goal.what}: {measured} (goal {goal.limit:g} {goal.unit})")
    parts += [f"skipped: {reason}" for reason in outcome.skipped]
    return "\n".join(parts) + "\n"


def _write(output: Path, about: dict[str, str], outcomes: dict[str, Outcome]) -> None:
    """Write text, CSV, JSON and pictures; a name says when they were measured."""
    date = datetime.now(UTC).date().isoformat()
    text = "\n".join([_head(about), *(_told(outcome) for outcome in outcomes.values())])
    (output / f"{date}.txt").write_text(text, encoding="utf-8")
    document: dict[str, object] = {"protocol": about}
    for name, outcome in outcomes.items():
        for table in outcome.tables:
            (output / f"{date}-{table.name}.csv").write_text(as_csv(table), encoding="utf-8")
        for file, picture in outcome.pictures.items():
            (output / f"{date}-{file}").write_text(picture, encoding="utf-8")
        document[name] = {
            "tables": [as_document(table) for table in outcome.tables],
            "goals": [asdict(goal) | {"met": goal.met} for goal in outcome.goals],
            "skipped": list(outcome.skipped),
        }
    (output / f"{date}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
