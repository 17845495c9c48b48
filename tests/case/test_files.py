"""Writing files whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from detente.case.files import refuse_outputs, write_all, write_whole
from detente.errors import CaseError


def code_of(call) -> str:
    with pytest.raises(CaseError) as caught:
        call()
    return caught.value.findings[0].code


def test_text_and_bytes_are_written_as_they_are(tmp_path):
    write_whole(tmp_path / "a.txt", "é\r\n")
    write_whole(tmp_path / "b.bin", b"\x00\xff")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\r\n"
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"


def test_no_temporary_file_is_left(tmp_path):
    write_whole(tmp_path / "a.txt", "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_what_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert code_of(lambda: write_whole(file, "new")) == "cannot-write"
    assert file.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_an_existing_file_keeps_its_permissions(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o640)
    write_whole(file, "new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_symbolic_link_stays_a_link(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_whole(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_what_is_no_regular_file_is_written_directly():
    write_whole("/dev/null", "gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("spelling", ["case.yaml", "./case.yaml", "sub/../case.yaml", "link.yaml", "hard.yaml"])
def test_an_input_is_never_overwritten_however_it_is_spelled(tmp_path, monkeypatch, spelling):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "case.yaml").write_text("input")
    (tmp_path / "link.yaml").symlink_to("case.yaml")
    os.link("case.yaml", "hard.yaml")
    assert code_of(lambda: write_whole(spelling, "output", ["-", "case.yaml"])) == "output-is-input"
    assert (tmp_path / "case.yaml").read_text() == "input"


@pytest.mark.parametrize("name", ["missing/a.txt", "directory"])
def test_a_place_where_nothing_can_be_written_is_an_error_in_words(tmp_path, name):
    (tmp_path / "directory").mkdir()
    assert code_of(lambda: write_whole(tmp_path / name, "text")) == "cannot-write"


def test_several_files_are_written_all_or_none(tmp_path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "nowhere" / "b.txt"
    assert code_of(lambda: write_all({str(good): "one", str(bad): "two"})) == "cannot-write"
    assert list(tmp_path.iterdir()) == []
    write_all({str(good): "one", str(tmp_path / "b.txt"): b"two"})
    assert sorted(each.read_text() for each in tmp_path.iterdir()) == ["one", "two"]


def test_two_outputs_may_not_be_one_file(tmp_path) -> None:
    (tmp_path / "folder").mkdir()
    names = [str(tmp_path / "a.txt"), str(tmp_path / "folder" / ".." / "a.txt")]
    assert code_of(lambda: refuse_outputs(names, [])) == "output-twice"
