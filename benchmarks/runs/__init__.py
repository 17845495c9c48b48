"""The benchmarks, one a module: its docstring says what it measures, its `run` measures it."""
