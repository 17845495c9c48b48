"""Skeleton cases from collections of agreements: where a dossier can begin, never where it can end."""

from detente.skeletons.pax_case import skeleton
from detente.skeletons.pax_table import Agreement, agreement, agreements

__all__ = ["Agreement", "agreement", "agreements", "skeleton"]
