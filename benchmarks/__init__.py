"""Benchmarks: `python -m benchmarks`; ratios against named alternatives in the same run, and a scaling table."""
