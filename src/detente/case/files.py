"""Writing files whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from detente.errors import CaseError, Finding

FileName = str | os.PathLike[str]


def write_whole(path: FileName, content: str | bytes, inputs: Iterable[FileName] = ()) -> None:
    """Write a file so that a reader finds the old content or the new one, never a part.

    The content goes to a temporary neighbour, which then takes the file's name. The permissions of an existing file
    stay, a symbolic link stays a link, and what is no regular file (``/dev/stdout``, a pipe) is written directly.

    Parameters
    ----------
    path
        The file to write.
    content
        Text (written as UTF-8, its line ends as they are) or bytes.
    inputs
        The files that were read to get here; ``-`` is none. The output may not be one of them.

    Raises
    ------
    CaseError
        ``output-is-input`` where the output is one of the inputs, ``cannot-write`` where it cannot be written.
    """
    write_all({os.fspath(path): content}, inputs)


def write_all(contents: Mapping[str, str | bytes], inputs: Iterable[FileName] = ()) -> None:
    """Write several files by name as `write_whole` does, all or none.

    Nothing takes its name before everything has been written beside it.

    Raises
    ------
    CaseError
        ``output-is-input``, ``output-twice`` where two names are one file, ``cannot-write``.
    """
    refuse_outputs(list(contents), inputs)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, content in contents.items():
            data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            target = Path(os.path.realpath(name))
            try:
                if target.exists() and not target.is_file() and not target.is_dir():
                    Path(name).write_bytes(data)
                else:
                    waiting.append((_beside(target, data), target))
            except OSError as error:
                raise _cannot_write(name, error) from error
        for neighbour, target in waiting:
            try:
                os.replace(neighbour, target)
            except OSError as error:
                raise _cannot_write(str(target), error) from error
    finally:
        for neighbour, _ in waiting:
            neighbour.unlink(missing_ok=True)


def refuse_input(path: FileName, inputs: Iterable[FileName]) -> None:
    """Refuse to write a file that was read, also before any work is done for it.

    Raises
    ------
    CaseError
        ``output-is-input``.
    """
    name = os.fspath(path)
    if any(_is_same_file(name, os.fspath(other)) for other in inputs):
        raise _refusal("output-is-input", name, "the output would overwrite what was read", "another file name")


def refuse_outputs(outputs: Sequence[FileName], inputs: Iterable[FileName]) -> None:
    """Refuse to write a file that was read, or one file twice, also before any work is done for it.

    Raises
    ------
    CaseError
        ``output-is-input`` or ``output-twice``.
    """
    inputs = tuple(inputs)
    for number, path in enumerate(outputs):
        refuse_input(path, inputs)
        name = os.fspath(path)
        if any(_is_same_file(name, os.fspath(other)) for other in outputs[:number]):
            raise _refusal("output-twice", name, "two outputs would go to this one file", "a file name for each")


def _is_same_file(output: str, given: str) -> bool:
    if given == "-":
        return False
    try:
        return os.path.samefile(output, given)
    except OSError:
        return os.path.realpath(output) == os.path.realpath(given)


def _beside(target: Path, data: bytes) -> Path:
    """Write what is to become a file into a temporary neighbour of it."""
    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory", str(target))
    neighbour = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    handle = os.open(neighbour, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(neighbour, mode)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise
    return neighbour


def _cannot_write(name: str, error: OSError) -> CaseError:
    return _refusal("cannot-write", name, f"cannot be written: {error.strerror or error}", "")


def _refusal(code: str, file: str, message: str, expected: str) -> CaseError:
    return CaseError([Finding(code, message, expected, file=file)])
