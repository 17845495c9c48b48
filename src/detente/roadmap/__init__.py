"""The planner (model.md §§2–6)."""
