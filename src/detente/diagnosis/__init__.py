"""Why there is no roadmap, why it is poor, and what would unlock a better one (model.md §7)."""
