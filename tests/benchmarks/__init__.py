"""Tests of the yardsticks in `benchmarks/`."""
