# The one entry to everything: each target prints what it runs, and sets up what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test quick lint docs bench clean

help:
	@echo "make demo    plan the flagship case, print the roadmap, write hanoi.html"
	@echo "make test    all tests"
	@echo "make quick   tests without the slow ones"
	@echo "make lint    style and types"
	@echo "make docs    the documentation, into build/docs"
	@echo "make bench   the benchmarks (see benchmarks/README.md)"
	@echo "make clean   remove what the other targets made"

# A second run finds the stamps and installs nothing.
$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "detente needs Python 3.11 or newer; this is " + sys.version.split()[0] + " (name another with PYTHON=…)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@touch $@

$(VENV)/.installed-docs: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/detente plan src/detente/examples/hanoi.yaml --html hanoi.html

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto

quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto -m "not slow"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: $(VENV)/.installed-docs
	$(BIN)/python -m sphinx -W --keep-going -q docs build/docs
	@echo "The documentation is in build/docs/index.html"

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist hanoi.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
