"""What all commands have in common: help, exit statuses, errors in words, quiet endings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from detente import __version__
from detente.cli.lazy import LazyGroup
from detente.cli.main import cli
from detente.cli.options import CaseCommand, changes_options, done_option, html_option, read_changes, time_limit_option
from detente.cli.status import ExitStatus
from detente.errors import CaseError, Finding, InternalError, LimitReached
from tests.cli.running import run, run_apart

HEAVY = {"pydantic", "pydantic_core", "lark", "ortools", "rich", "yaml", "ruamel", "jinja2", "numpy", "pandas", "lxml"}


def modules_loaded_by(*arguments: str) -> set[str]:
    """Return the top-level packages that a call of the command loads, and the modules of ours in full."""
    script = (
        "import sys, json, atexit\n"
        "from detente.cli.main import cli\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        f"cli.main({list(arguments)!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    names = json.loads(done.stderr.splitlines()[-1])
    return {name if name.startswith("detente") else name.split(".")[0] for name in names}


def test_help_loads_no_command_and_nothing_heavy():
    loaded = modules_loaded_by("--help")
    assert not loaded & HEAVY
    ours = {name for name in loaded if name.startswith("detente")}
    assert ours == {"detente", "detente.errors"} | {f"detente.cli{part}" for part in ("", ".main", ".lazy", ".status")}


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["shw"], ["show", "--help"], ["new", "--help"], ["schema", "--help"], ["read", "--help"]],
)
def test_neither_do_other_calls_that_need_no_case(arguments):
    assert not modules_loaded_by(*arguments) & HEAVY


def test_help_lists_every_command_with_the_first_line_of_its_module():
    out = run("--help").out
    for name in ("check", "new", "plan", "schema", "show"):
        source = files("detente.cli").joinpath(f"{name}.py").read_text(encoding="utf-8")
        first = source.split('"""')[1].splitlines()[0]
        assert name in out
        assert " ".join(first.split()) in " ".join(out.split())


def test_every_command_names_itself_and_takes_json():
    group = cli
    assert isinstance(group, LazyGroup)
    for name in group.short_helps:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert "--json" in {option for parameter in command.params for option in parameter.opts}
        assert group.short_helps[name].endswith(".")


def test_help_says_how_to_get_completion():
    assert "_DETENTE_COMPLETE=bash_source" in run("--help").out


def test_completion_completes_names_of_commands():
    ran = run_apart(env={"_DETENTE_COMPLETE": "bash_complete", "COMP_WORDS": "detente sh", "COMP_CWORD": "1"})
    assert ran.out.splitlines() == ["plain,show"]


def test_the_version_is_the_packages():
    ran = run_apart("--version")
    assert (ran.status, ran.out) == (0, f"detente {__version__}\n")


@pytest.mark.parametrize(
    "arguments", [[], ["shw"], ["show"], ["show", "a", "b"], ["show", "x.yaml", "--nothing"], ["--nothing"]]
)
def test_a_wrong_call_is_status_2_with_words_on_stderr_only(arguments):
    ran = run_apart(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Usage: detente" in ran.err
    assert "Traceback" not in ran.err


def test_a_misspelt_command_is_told_the_nearest():
    assert "Did you mean show?" in run("shwo").err


def test_a_file_that_is_not_there_is_status_2():
    ran = run_apart("show", "nowhere.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "nowhere.yaml: there is no such file [no-file]" in ran.err


def test_what_could_act_on_a_terminal_is_shown_escaped_in_every_error():
    for arguments in (
        ["show", "\x1b[31m.yaml"],
        ["\x1b[31m\u202e"],
        ["show", "--set", "\x1b[31m", "x"],
        ["show", "--\x1b[31m"],
    ):
        err = run(*arguments).err
        assert "\x1b" not in err
        assert "\u202e" not in err
        assert "\\x1b" in err


def ending(error: BaseException) -> tuple[int, str]:
    """Return status and words of a command that ends with an error."""

    @click.command()
    def command() -> None:
        raise error

    group = type(cli)("detente", commands={"end": command})
    group.__dict__["short_helps"] = {"end": "Ends."}
    group.get_command = lambda ctx, name: command  # type: ignore[method-assign]
    ran = CliRunner().invoke(group, ["end"])
    assert ran.stdout == ""
    return ran.exit_code, ran.stderr


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (CaseError([Finding("a-code", "one thing"), Finding("b-code", "another")]), 2, "another [b-code]"),
        (LimitReached("out of time"), 3, "out of time"),
        (KeyboardInterrupt(), 3, ""),
        (InternalError("planner and checker disagree"), 70, "fault of ours"),
        (ZeroDivisionError("by zero"), 70, "fault of ours"),
        (RecursionError(), 70, "fault of ours"),
        (MemoryError(), 70, "fault of ours"),
        (PermissionError(13, "Permission denied", "case.yaml"), 2, "case.yaml: Permission denied"),
        (OSError(28, "No space left on device"), 74, "No space left"),
        (BrokenPipeError(), 141, ""),
        (click.UsageError("no"), 2, "no"),
        (click.exceptions.Exit(1), 1, ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_every_ending_has_its_status_and_no_traceback(error, status, words):
    assert ExitStatus(status) or status == 2
    got, err = ending(error)
    assert got == status
    assert words in err
    assert bool(err.strip()) == bool(words)
    assert "Traceback" not in err


def test_a_traceback_is_shown_to_those_who_ask_for_it(monkeypatch):
    monkeypatch.setenv("DETENTE_DEBUG", "1")
    status, err = ending(ZeroDivisionError("by zero"))
    assert status == 70
    assert "Traceback" in err


def test_a_reader_that_leaves_early_hears_nothing_more(tmp_path):
    out, into = os.pipe()
    os.close(out)
    done = subprocess.run(
        [sys.executable, "-m", "detente", "schema"], stdout=into, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(into)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full on this system")
def test_a_full_disk_is_told():
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "detente", "schema"], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 74
    assert b"Traceback" not in done.stderr


WAITING = """\
import signal, sys, types
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit that it is ignored
from detente.cli.main import cli

class Waiting:
    def read(self, most):
        print("ready", file=sys.stderr, flush=True)
        signal.pause()

sys.stdin = types.SimpleNamespace(buffer=Waiting())
cli.main(["show", "-"])
"""


def test_ctrl_c_ends_quietly_with_status_3():
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as waiting:
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == b"ready\n"
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out, err) == (3, b"", b"")


READY = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit that it is ignored
from detente.cli.main import main

print("ready", file=sys.stderr, flush=True)
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.4, 0.9, 1.6, 2.5])
@pytest.mark.parametrize("command", ["plan", "why"])
def test_ctrl_c_during_a_search_gives_what_was_found_or_status_3(command: str, after: float, tmp_path: Path) -> None:
    """Wherever the interrupt falls: no traceback, no fault, no half a result."""
    assert run("new", str(tmp_path / "hanoi.yaml"), "--from", "hanoi").status == 0
    call = [sys.executable, "-c", READY, command, str(tmp_path / "hanoi.yaml"), "--json"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as searching:
        assert searching.stderr is not None
        assert searching.stderr.readline() == b"ready\n"
        time.sleep(after)
        searching.send_signal(signal.SIGINT)
        out, err = searching.communicate(timeout=60)
    assert searching.returncode in (0, 3)
    assert b"fault" not in err
    assert b"terminate" not in err
    if out:
        assert json.loads(out)["status"] in ("optimal", "feasible", "unknown")


def test_a_terminal_of_few_letters_costs_legibility_not_the_run():
    ran = run_apart("show", "-", given=SMALL, env={"PYTHONIOENCODING": "cp437"})
    assert ran.status == 0
    assert "\\u2212" in ran.out


SMALL = "detente: 1\ntitle: Cafe\nparties: {a: {scale: cardinal}}\nsteps: {s: {by: a, value: {a: -1}}}\n"


@pytest.mark.parametrize(
    ("arguments", "done"),
    [
        (["c.yaml", "--done", "a", "b", "--time-limit", "3"], ("a", "b")),
        (["--done", "a", "b", "c.yaml"], ("a", "b")),
        (["--done", "a", "--done", "b", "c.yaml"], ("a", "b")),
        (["--done", "a,b,a", "c.yaml"], ("a", "b")),
        (["--done", "a", "-"], ("a",)),
        (["c.yaml"], ()),
    ],
)
def test_done_takes_several_steps_in_any_of_the_usual_ways(arguments, done):
    seen = []

    @click.command(cls=CaseCommand)
    @click.argument("case")
    @done_option
    @time_limit_option
    @html_option
    def command(case, **options):
        seen.append((case, options["done"]))

    assert CliRunner().invoke(command, arguments).exit_code == 0
    assert seen == [("-" if "-" in arguments else "c.yaml", done)]


def test_all_that_is_tried_on_a_case_becomes_one_set_of_changes():
    seen = []

    @click.command()
    @changes_options
    def command(changes):
        seen.append(changes)

    arguments = ["--set", "parties.us.trust=4", "--set", "title=a=b", "--with-bridge", "x", "--give-up", "u"]
    arguments += ["--soften", "v", "--soften", "w=2", "--include", "a and b"]
    assert CliRunner().invoke(command, arguments).exit_code == 0
    changes = seen[0]
    assert changes.settings == (("parties.us.trust", "4"), ("title", "a=b"))
    assert (changes.bridges, changes.given_up, changes.included) == (("x",), ("u",), ("a and b",))
    assert [(one.demand, one.form) for one in changes.softened] == [("v", 0), ("w", 1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"settings": ("trust",)},
        {"settings": ("=4",)},
        {"softened": ("u=0",)},
        {"softened": ("u=x",)},
        {"softened": ("=1",)},
    ],
)
def test_an_option_that_is_not_of_its_form_is_a_wrong_call(wrong):
    with pytest.raises(click.BadParameter):
        read_changes(**wrong)


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "x"])
def test_a_time_limit_is_a_positive_number_of_seconds(limit):
    @click.command()
    @time_limit_option
    def command(time_limit):
        raise AssertionError(time_limit)

    assert CliRunner().invoke(command, ["--time-limit", limit]).exit_code == 2
