"""The JSON Schema of the case file, generated from the models that read it, so that editors complete and check it.

The schema is shipped as ``case.schema.json`` beside this module. After a change of the format, bring it up to date with
``python -m detente.case.json_schema > case.schema.json`` in this directory; a test says when that was forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TITLE = "Case for détente"

_ID_NAMES = {"pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 100}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the case file.

    What needs more than a file's shape (unknown ids, amounts that do not fit a scale, rules that cannot be read) is not
    in it; `detente.case.load` says that.
    """
    from detente.case.document import CaseDocument

    generated = CaseDocument.model_json_schema(by_alias=True)
    parts = generated.pop("$defs")
    names = {name: name.removesuffix("Document").lower() for name in parts}
    defined = {names[name]: _tidy(part, names) for name, part in sorted(parts.items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        **_with_details(_tidy(generated, names)),
        "$defs": {name: _whole(name, part, defined["step"]) for name, part in defined.items()},
    }


def _tidy(part: Any, names: Mapping[str, str], *, of_keys: bool = False) -> Any:
    """Return a generated part without made-up titles, without the ``null`` of keys that can be left out."""
    if isinstance(part, list):
        return [_tidy(entry, names) for entry in part]
    if not isinstance(part, dict):
        return part
    if of_keys:
        return {key: _tidy(value, names) for key, value in part.items()}
    if "$ref" in part:
        part = part | {"$ref": f"#/$defs/{names[part['$ref'].rsplit('/', 1)[1]]}"}
    choices = [choice for choice in part.get("anyOf", ()) if choice != {"type": "null"}]
    if "anyOf" in part:
        rest = {key: value for key, value in part.items() if key != "anyOf"}
        if len(choices) == 1:
            return _tidy(rest | choices[0], names)
        part = rest | {"anyOf": choices}
    return {
        key: _tidy(value, names, of_keys=key == "properties")
        for key, value in part.items()
        if key != "title" and not (key == "default" and value in (None, "", [], {}))
    }


def _whole(name: str, part: dict[str, Any], step: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a kind of mapping with what must be said of several keys together."""
    match name:
        case "demand" | "softer":
            part["oneOf"] = [{"required": ["rule"]}, {"required": ["rules"]}]
        case "bridge":
            part["anyOf"] = [{"required": ["changes"]}, {"required": ["split", "into"]}]
            part["dependentRequired"] = {"split": ["into"], "into": ["split"]}
            part["properties"]["into"] |= {"propertyNames": _ID_NAMES, "additionalProperties": _part_of_step(step)}
    return part


def _part_of_step(step: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a part of a split step: any keys of a step, none required."""
    keys = {key: {"$ref": f"#/$defs/step/properties/{key}"} for key in step["properties"]}
    return {"type": "object", "additionalProperties": False, "properties": keys}


def _with_details(case: dict[str, Any]) -> dict[str, Any]:
    """Say what an id is, and that a fact or an assumption may be a mere text."""
    for key in ("parties", "steps", "sources", "preferences"):
        case["properties"][key]["propertyNames"] = _ID_NAMES
    for key in ("facts", "assumptions"):
        case["properties"][key]["items"] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/statement"}]}
    return case


def schema_text() -> str:
    """Return the schema as it is shipped."""
    from detente.case.json_text import json_text

    return json_text(schema()) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
