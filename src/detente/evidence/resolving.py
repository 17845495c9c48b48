"""From statements found to statements told: speaker, day, setting, act, demand, confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.evidence.acts import act
from detente.evidence.confidence import confidence
from detente.evidence.coreference import Resolver
from detente.evidence.demands import proposed
from detente.evidence.joining import Placed
from detente.evidence.kinds import kind
from detente.evidence.occasions import Occasions
from detente.evidence.people import People
from detente.evidence.result import Act, Attribution


@dataclass(slots=True)
class Teller:
    """Resolves the statements of one text in their order."""

    text: str
    resolver: Resolver
    occasions: Occasions

    @classmethod
    def of(cls, text: str, people: People, published: date | None) -> Teller:
        """Begin with a text's people and its day of publication."""
        return cls(text, Resolver(people), Occasions(text, published))

    def tell(self, number: int, placed: Placed, others: Sequence[Placed]) -> Attribution:
        """Resolve one statement; `others` are all of its paragraph."""
        found, parsed = placed.found, placed.parsed
        relay = self.resolver.speaker(self.text, parsed, found.relayed_by) if found.relayed_by else None
        speaker = self.resolver.speaker(self.text, parsed, found.source) if found.source else None
        relay = None if relay == speaker else relay
        if relay and speaker and not speaker.party and speaker.office and relay.office:
            speaker = replace(speaker, party=relay.party)  # a spokesman's "the foreign minister" is his own
        occasion = self.occasions.of(number, placed, speaker, relay, others)
        cue = parsed.place(found.cue)
        content = tuple(sorted(placed.content))
        does, shown = act(self.text, found, cue, content)
        return Attribution(
            id=number,
            source=(parsed.place(found.source.run),) if found.source else (),
            cue=(cue,),
            content=content,
            speaker=speaker,
            relayed_by=relay,
            kind=kind(self.text, content, placed.marks),
            said_on=occasion.day,
            date_basis=occasion.basis,
            setting=occasion.setting,
            act=does,
            act_words=shown,
            about=(),
            demand=proposed(self.text, content) if does is Act.CONDITION else None,
            confidence=confidence(found),
            dates=self.occasions.spoken_of(placed, occasion.day),
        )
