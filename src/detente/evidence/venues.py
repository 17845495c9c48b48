"""Words for what a statement can be made in: an interview, a speech, a letter."""

from __future__ import annotations

from detente.evidence.lexicon import word_set

VENUES = word_set(
    "interview interviews conference briefing statement statements speech address letter letters tweet tweets "
    "post posts article op-ed commentary editorial hearing debate rally meeting call remarks testimony release "
    "email e-mail message broadcast podcast summit session forum event communique communiqué memo report "
    "telegram video blog ceremony visit reception panel Twitter twitter Facebook facebook Telegram"
)
