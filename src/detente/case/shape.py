"""A document held against the shape of the case file: what does not fit is noted and left out, the rest is kept.

So one pass finds the wrong keys and values everywhere, and what remains can still be asked whether its names exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from detente.case.document import CaseDocument, Filler, Model
from detente.case.problems import MOST_KEPT, Path, Problems
from detente.case.values import RefusedError, show

Item = TypeVar("Item")

_LEAVE_OUT = object()


@dataclass(slots=True)
class Shape:
    """A document that fits, and the paths of what was left out of it."""

    document: CaseDocument
    bad: set[Path] = field(default_factory=set)
    holders: set[Path] = field(default_factory=set)
    places: dict[Path, list[int]] = field(default_factory=dict)

    def items(self, path: Path, entries: Sequence[Item]) -> Iterator[tuple[Path, Item]]:
        """Yield the entries of a list, each with its path in the document as it was given."""
        places = self.places.get(path) or range(len(entries))
        for place, entry in zip(places, entries, strict=False):
            yield (*path, place), entry

    def doubtful(self, *path: str | int) -> bool:
        """Whether what stands at a path, or holds it, was left out."""
        return bool(self.bad) and any(path[:length] in self.bad for length in range(len(path) + 1))

    def touched(self, path: Path) -> bool:
        """Whether what stands at a path, or anything in it, was left out."""
        return path in self.holders

    def leave_out(self, path: Path) -> None:
        """Write down that what stands at a path is missing or wrong."""
        self.bad.add(path)
        self.holders.update(path[:length] for length in range(len(path) + 1))


def fit(given: object, problems: Problems) -> Shape | None:
    """Return the part of a document that fits the format, or None where there is none; the rest is noted."""
    if not isinstance(given, dict):
        expected = "a mapping with the keys detente, title, parties, steps and so on"
        problems.add("wrong-type", f"{show(given)} is no case", (), expected=expected)
        return None
    shape = Shape(CaseDocument.model_construct())
    document: Any = given
    for attempt in range(4):
        try:
            shape.document = CaseDocument.model_validate(document)
        except ValidationError as error:
            edits: dict[Any, Any] = {}
            told = problems if not attempt else Problems()
            for detail in error.errors(include_url=False)[:MOST_KEPT]:
                _note(detail, document, shape, told, edits)
            if error.error_count() > MOST_KEPT:
                problems.more += error.error_count() - MOST_KEPT
                return None
            document = _edited(document, edits, (), shape.places)
        else:
            return shape
    return None


def _note(detail: ErrorDetails, document: Any, shape: Shape, problems: Problems, edits: dict[Any, Any]) -> None:
    """Note one complaint, and the edit that does away with it."""
    path, value = _existing(document, detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        key = str(detail["loc"][-1])
        message = f"the key {show(key)} is missing"
        problems.add("missing-key", message, path, expected=_wanted(path, key), at_key=True, missing=key)
        shape.leave_out((*path, key))
        _edit(edits, (*path, key), _filling(path, key))
        return
    shape.leave_out(path)
    if kind == "extra_forbidden":
        keys = list(_model(path[:-1]).model_fields)
        message, expected = f"{show(str(path[-1]))} is no key here", f"one of {', '.join(keys)}"
        problems.add("unknown-key", message, path, expected=expected, word=str(path[-1]), among=keys, at_key=True)
        _edit(edits, path, _LEAVE_OUT)
        return
    refused = detail.get("ctx", {}).get("error")
    if isinstance(refused, RefusedError):
        problems.refuse(refused, path)
    else:
        problems.add("wrong-type", f"{show(value)} cannot stand here", path, expected=_kind(kind))
    _edit(edits, path, _replacement(path))


def _kind(kind: str) -> str:
    if kind in {"dict_type", "model_type", "model_attributes_type", "mapping_type"}:
        return "a mapping: a key, a colon and a value for each entry"
    return "a list" if kind in {"list_type", "tuple_type"} else "another kind of value"


def _existing(document: Any, location: Sequence[str | int]) -> tuple[Path, Any]:
    """Return the part of a location that the document has, and the value there."""
    path: Path = ()
    for part in location:
        if (isinstance(document, dict) and part in document) or (
            isinstance(document, list | tuple) and isinstance(part, int) and part < len(document)
        ):
            document = cast("Any", document)[part]
        else:
            break
        path = (*path, part)
    return path, document


def _edit(edits: dict[Any, Any], path: Path, edit: object) -> None:
    for part in path[:-1]:
        edits = edits.setdefault(part, {})
        if not isinstance(edits, dict):
            return
    edits[path[-1]] = edit


def _edited(document: Any, edits: Any, path: Path, places: dict[Path, list[int]]) -> Any:
    """Return the document with the edits made; lists that lose entries have the places of the rest written down."""
    if not isinstance(edits, dict) or not edits:
        return edits
    if isinstance(document, dict):
        changed = {
            key: _edited(value, edits[key], (*path, key), places) if key in edits else value
            for key, value in document.items()
        } | {key: edit for key, edit in edits.items() if key not in document}
        return {key: value for key, value in changed.items() if value is not _LEAVE_OUT}
    entries = [
        (place, _edited(value, edits[place], (*path, place), places) if place in edits else value)
        for place, value in enumerate(document)
    ]
    kept = [(place, value) for place, value in entries if value is not _LEAVE_OUT]
    places[path] = [place for place, _ in kept]
    return [value for _, value in kept]


def _replacement(path: Path) -> object:
    """Return what takes the place of a value that does not fit: nothing, or a filling where a key is required."""
    model = _model(path[:-1], strict=False)
    if model is not None and isinstance(path[-1], str):
        known = model.model_fields.get(path[-1])
        if known is not None and known.is_required():
            return _filling(path[:-1], path[-1])
    return _LEAVE_OUT


def _filling(path: Path, key: str) -> object:
    origin = get_origin(_model(path).model_fields[key].annotation)
    return {} if origin is dict else [] if origin is list else Filler("")


def _wanted(path: Path, key: str) -> str:
    description: str = _model(path).model_fields[key].description or ""
    return f"`{key}`: {description[:1].lower()}{description[1:].rstrip('.')}"


def _model(path: Path, *, strict: bool = True) -> Any:
    """Return the model of the mapping at a path (not ``strict``: None where a list or free mapping is)."""
    kind: Any = CaseDocument
    for part in path:
        if isinstance(kind, type) and issubclass(kind, Model):
            known = kind.model_fields.get(str(part))
            kind = known.annotation if known else None
        else:
            kind = get_args(kind)[-1] if get_args(kind) else None
        kind = _plain(kind)
    found = kind if isinstance(kind, type) and issubclass(kind, Model) else None
    assert found or not strict, path
    return found


def _plain(kind: Any) -> Any:
    """Return a type without its annotations and without None."""
    while True:
        if hasattr(kind, "__metadata__"):
            kind = get_args(kind)[0]
        elif type(None) in get_args(kind):
            kind = next(option for option in get_args(kind) if option is not type(None))
        else:
            return kind


def known_names(given: object, section: str) -> Mapping[str, Any] | None:
    """Return what stands in a section by name, or None where the section cannot say which names there are."""
    if not isinstance(given, dict):
        return None
    entries = given.get(section)
    if entries is None and (section in given or not CaseDocument.model_fields[section].is_required()):
        return {}
    return entries if isinstance(entries, dict) else None
