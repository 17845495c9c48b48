"""The case file's shape: one model for each kind of mapping in it, with a description of every key.

The JSON Schema of the format (``detente schema``) is generated from these models, so the descriptions are what editors
show. Values are read exactly (`detente.case.values`); whether names exist and amounts fit the scales is
asked later, by `detente.case.building`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from detente.case import values
from detente.case.model import Fairness, Mark, Objective, Role, Scale

ID_PATTERN = "^[a-z0-9][a-z0-9-]*$"


class Filler(str):
    """Stands in for a required value that was found wrong, so that the rest can still be looked at."""

    __slots__ = ()


def _reader(read: Callable[[Any], Any], filling: Any = None) -> PlainValidator:
    """Return a validator that reads a value, or lets a `Filler` pass (as ``filling``, where that is given)."""

    def validate(value: Any) -> Any:
        if isinstance(value, Filler):
            return value if filling is None else filling
        try:
            return read(value)
        except values.RefusedError as refused:
            # Without its trace: a file may hold very many wrong values, and each would keep its frames.
            raise PydanticCustomError("refused", "refused", {"error": refused.with_traceback(None)}) from None

    return PlainValidator(validate)


def _one_of(kind: Any) -> BeforeValidator:
    def validate(value: object) -> object:
        return values.read_choice(value, kind)

    return BeforeValidator(validate)


def _or(nothing: type) -> BeforeValidator:
    """Let a key without a value stand for an empty list or mapping, as after all its entries were commented out."""
    return BeforeValidator(lambda value: nothing() if value is None or isinstance(value, Filler) else value)


def _as_list(value: object) -> object:
    if value is None or isinstance(value, Filler):
        return []
    return [value] if isinstance(value, str | int) else value


def _schema(**keys: Any) -> WithJsonSchema:
    return WithJsonSchema(keys)


_NUMBER_SCHEMA = {"type": "number", "minimum": -values.LARGEST, "maximum": values.LARGEST}
_AMOUNT_SCHEMA = {"type": "number", "minimum": 0, "maximum": values.LARGEST}

Text = Annotated[str, _reader(values.read_text), _schema(type="string")]
Notes = Annotated[str, _reader(values.read_notes), _schema(type=["string", "array", "object"])]
Id = Annotated[str, _reader(values.read_text), _schema(type="string", pattern=ID_PATTERN)]
Number = Annotated[Fraction, _reader(values.read_number), _schema(**_NUMBER_SCHEMA)]
NotNegative = Annotated[Fraction, _reader(values.read_not_negative), _schema(**_AMOUNT_SCHEMA)]
Share = Annotated[Fraction, _reader(values.read_share), _schema(type="number", minimum=0, maximum=1)]
Amount = Annotated[
    Fraction | tuple[Fraction, ...],
    _reader(values.read_amount),
    _schema(anyOf=[_AMOUNT_SCHEMA, {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 99}}]),
]
StepValue = Annotated[
    Fraction | tuple[Fraction, Fraction],
    _reader(values.read_step_value),
    _schema(anyOf=[_NUMBER_SCHEMA, {"type": "array", "items": _NUMBER_SCHEMA, "minItems": 2, "maxItems": 2}]),
]
Reversible = Annotated[
    Fraction,
    _reader(values.read_reversible),
    _schema(anyOf=[{"type": "boolean"}, {"type": "number", "minimum": 0, "maximum": 1}]),
]
Days = Annotated[int, _reader(values.read_days), _schema(type="string", pattern="^[0-9]+(d|w|mo|y)$")]
Date = Annotated[date, _reader(values.read_date), _schema(type="string", format="date")]
Address = Annotated[str, _reader(values.read_address), _schema(type="string", pattern="^[hH][tT][tT][pP][sS]?://")]
Firmness = Annotated[
    int, _reader(lambda value: values.read_whole(value, 1, 5)), _schema(type="integer", minimum=1, maximum=5)
]
Phases = Annotated[
    int, _reader(lambda value: values.read_whole(value, 1, 60)), _schema(type="integer", minimum=1, maximum=60)
]
Place = Annotated[int, _reader(lambda value: values.read_whole(value, 1, 1000)), _schema(type="integer", minimum=1)]
Number0 = Annotated[
    int, _reader(lambda value: values.read_whole(value, 0, values.LARGEST)), _schema(type="integer", minimum=0)
]
YesNo = Annotated[bool, _reader(values.read_yes_no), _schema(type="boolean")]
Version = Annotated[Literal[1], _reader(values.read_version, filling=1), _schema(type="integer", const=1)]
Names = Annotated[
    list[Id],
    BeforeValidator(_as_list),
    _schema(
        anyOf=[
            {"type": "string", "pattern": ID_PATTERN},
            {"type": "array", "items": {"type": "string", "pattern": ID_PATTERN}},
        ]
    ),
]
Said = Annotated[str, _reader(values.read_text), _schema(type=["string", "integer"])]
MarkField = Annotated[Mark, _one_of(Mark)]
Free = Annotated[dict[str, Any], _or(dict)]


class Model(BaseModel):
    """A mapping of the case file: known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class PartyDocument(Model):
    """A party. With a scale it is a principal: it has preferences, and so temptations (model.md §1)."""

    name: Text | None = Field(None, description="Its name as people write it; default: its id.")
    role: Annotated[Role, _one_of(Role)] | None = Field(
        None, description="What it is in the case. Default: principal with a scale, stakeholder without."
    )
    scale: Annotated[Scale, _one_of(Scale)] | None = Field(
        None,
        description="How its values are stated: numbers, intervals, or importance levels 1–99. None: no principal.",
    )
    walk_away: Amount | None = Field(
        None,
        description="What its best alternative is worth to it: a number, or for an ordinal party levels. Default 0.",
    )
    breach_cost: Amount | None = Field(
        None, description="What breaking its word would cost it: a number, or for an ordinal party levels. Default 0."
    )
    tolerance: Amount | None = Field(
        None, description="How much temptation it can bear: a number, or for an ordinal party levels. Default 0."
    )
    trust: Amount | None = Field(
        None, description="What it is willing to risk: a number, or for an ordinal party levels. Default: no bound."
    )
    trust_growth: NotNegative | None = Field(
        None,
        description="How much its trust grows for each unit of what the others have verifiably delivered. Default 0.",
    )
    sources: Names = Field([], description="Where it is said: ids of sources.")
    mark: MarkField | None = Field(None, description="How well this is known.")
    notes: Notes = Field("", description="Anything worth noting; has no effect.")


class VerificationDocument(Model):
    """How it is made sure that a step has been done."""

    by: Names = Field([], description="Who verifies: a party's id, or a list of them.")
    takes: Days = Field(0, description="How long that takes: 10d, 2w, 3mo (30 days each) or 1y. Default 0d.")
    detection: Share | None = Field(
        None, description="The probability that a pretence is found out, 0 to 1. Not stated: 1 is assumed, and said so."
    )


class StepDocument(Model):
    """A step: what is done, by whom, what it is worth to whom (model.md §1)."""

    title: Text | None = Field(None, description="What is done, in words; default: its id.")
    by: Names = Field(
        description="Who does it: a party's id, or a list for a joint step, which happens only if all do it."
    )
    value: Annotated[dict[str, StepValue], _or(dict)] = Field(
        {},
        description="What it is worth to each principal: a number, [lo, hi] for an interval party, a signed level for "
        "an ordinal one. A party left out: 0.",
    )
    reversible: Reversible = Field(
        Fraction(0),
        description="The share of its worth that an owner can take back: true (1), false (0, the default), or between.",
    )
    reversible_if: Text | None = Field(
        None, description="A condition over steps without which it cannot be taken back, such as: snapback-clause."
    )
    takes: Days = Field(0, description="How long it takes: 10d, 2w, 3mo (30 days each) or 1y. Default 0d.")
    verified: VerificationDocument | None = Field(None, description="How it is verified. Default: at once.")
    admits: Names = Field([], description="The verifiers that this step lets in.")
    sources: Names = Field([], description="Where it is said: ids of sources.")
    mark: MarkField | None = Field(None, description="How well this is known.")
    marks: Annotated[dict[str, MarkField], _or(dict)] = Field(
        {}, description="How well single keys of this step are known, such as {value: judgement}."
    )
    notes: Notes = Field("", description="Anything worth noting; has no effect.")


class BonusDocument(Model):
    """What a condition on the package adds to the value of some cardinal parties (model.md §2)."""

    when: Text = Field(description="A condition over steps: a and (b or not c).")
    value: Annotated[dict[str, Number], _or(dict)] = Field(description="What it adds, by cardinal party.")


class RuledDocument(Model):
    """A mapping that states one rule or several."""

    rule: Text | None = Field(None, description="A rule, such as: a after b. Either this or `rules`.")
    rules: Annotated[list[Text], _or(list)] | None = Field(None, description="Several rules that belong together.")


class SofterDocument(RuledDocument):
    """A softer form of a demand."""

    firmness: Firmness | None = Field(
        None, description="The price of retreating to it, 1 to 5: less than the demand's."
    )


class DemandDocument(RuledDocument):
    """A demand of one party: rules that hold unless it is softened or given up (model.md §5)."""

    id: Id = Field(description="Its name.")
    by: Id = Field(description="Whose demand it is.")
    firmness: Firmness | None = Field(None, description="Its price in points, 1 to 5: a stated judgement.")
    red_line: YesNo = Field(False, description="Whether it is never given up.")
    says: Text = Field("", description="What the party says.")
    sources: Names = Field([], description="Where it is said: ids of sources.")
    softer: Annotated[list[SofterDocument], _or(list)] = Field(
        [], description="Softer forms of it, each with a smaller firmness."
    )
    form: Place | None = Field(
        None, description="Which of its softer forms is in force, counted from 1. Default: the demand as made."
    )
    mark: MarkField | None = Field(None, description="How well this is known.")
    notes: Notes = Field("", description="Anything worth noting; has no effect.")


class BridgeDocument(Model):
    """A change of the deal that could unlock it (model.md §7)."""

    id: Id = Field(description="Its name.")
    title: Text | None = Field(None, description="What it is, in words; default: its id.")
    changes: Free = Field({}, description="The part of the case that it replaces, in the shape of the case file.")
    split: Text | None = Field(None, description="A step that is replaced by the steps of `into`.")
    into: Annotated[dict[str, Any], _or(dict)] = Field(
        {}, description="The parts of the split step: each with its value, and whatever else differs from the step."
    )
    cost: NotNegative = Field(Fraction(0), description="Its price, for comparing bridges. Default 0.")
    sources: Names = Field([], description="Where it is said: ids of sources.")
    notes: Notes = Field("", description="Anything worth noting; has no effect.")


class SourceDocument(Model):
    """Where something is said."""

    title: Text | None = Field(None, description="Its title; default: its id.")
    publisher: Text = Field("", description="Who published it.")
    date: Date | None = Field(None, description="When it was published, such as 2019-03-18.")
    url: Address | None = Field(None, description="Its address: http or https.")
    statements: list[Number0] = Field([], description="The statements in it that are meant, by number.")
    mark: MarkField | None = Field(None, description="How well this is known.")
    notes: Notes = Field("", description="Anything worth noting; has no effect.")


class StatementDocument(Model):
    """A fact or an assumption."""

    text: Text = Field(description="What is held to be so.")
    mark: MarkField | None = Field(None, description="How well this is known.")
    sources: Names = Field([], description="Where it is said: ids of sources.")


def _as_statement(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


_StatementField = Annotated[StatementDocument, BeforeValidator(_as_statement)]


class CaseDocument(Model):
    """A case: who the parties are, what could be done, what it is worth to whom, and what is demanded."""

    detente: Version = Field(description="The version of the format: 1.")
    title: Text = Field(description="What the case is called.")
    starts: Date | None = Field(
        None, description="When the first phase begins. Default: none, days are counted from 0."
    )
    max_phases: Phases = Field(8, description="The most phases that a roadmap may have, up to 60. Default 8.")
    fairness: Annotated[Fairness, _one_of(Fairness)] = Field(
        Fairness.EGALITARIAN, description="Which package is best (model.md §6). Default: egalitarian."
    )
    objectives: list[Annotated[Objective, _one_of(Objective)]] | None = Field(
        None, description="The six objectives in the order wanted (model.md §6)."
    )
    notes: Notes = Field("", description="Anything worth noting; has no effect.")
    facts: Annotated[list[_StatementField], _or(list)] = Field([], description="What is held to be known.")
    assumptions: Annotated[list[_StatementField], _or(list)] = Field([], description="What is assumed.")
    parties: Annotated[dict[str, PartyDocument], _or(dict)] = Field(description="The parties, by id.")
    steps: Annotated[dict[str, StepDocument], _or(dict)] = Field(description="The steps, by id.")
    preferences: Annotated[dict[str, Annotated[list[Said], _or(list)]], _or(dict)] = Field(
        {},
        description="What parties without values of steps prefer: statements over steps, the most important first, "
        "such as: not attack, or: release if (talks and visit). They matter to `detente stability`.",
    )
    bonuses: Annotated[list[BonusDocument], _or(list)] = Field(
        [], description="What combinations of steps are worth beyond their sum, to cardinal parties."
    )
    rules: Annotated[list[Text], _or(list)] = Field(
        [], description="What holds for everybody (physics, law), one rule each, such as: a after b."
    )
    demands: Annotated[list[DemandDocument], _or(list)] = Field([], description="What single parties demand.")
    bridges: Annotated[list[BridgeDocument], _or(list)] = Field([], description="Changes of the deal that could help.")
    sources: Annotated[dict[str, SourceDocument], _or(dict)] = Field({}, description="Where things are said, by id.")
