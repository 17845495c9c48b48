"""Benchmarks: `python -m benchmarks`; ratios against named alternatives in the same run, and a scaling table.

Every module of `benchmarks.runs` is one benchmark; adding one is adding a file. The others are its yardsticks
(`exhaustive`, `exchange_tree`), its cases (`generator`, `exchanges`) and the frame.
"""
