# Everything runs in .venv, which `make setup` builds and keeps fresh. PYTHON= chooses the interpreter.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

PY := .venv/bin/python
STORE ?= ./demo.db
MINUTES ?= 30
SERVE ?= yes
export PYTHON
# Four processes of tests, and all that they start, would else compile the same source, each for itself; so the
# tests are also collected once before, while others are waited for. What is wrong with them they tell later.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo demo-here test test-long fuzz bench lint format derived constraints

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## the virtual environment (.venv), from pinned packages
	@bash scripts/bootstrap.sh

demo: setup ## the demo district, then the pages (SERVE=no stops before; STORE=path chooses where, STORE=neo4j a server)
	@if [ "$(STORE)" = neo4j ]; then \
	  RESNET_KEY_FILE=./demo-neo4j.key RESNET_ACCESS_LOG=./demo-neo4j.access \
	    $(PY) -m scripts.neo4j.server $(MAKE) -s --no-print-directory demo-here; \
	else RESNET_STORE="$(STORE)" $(MAKE) -s --no-print-directory demo-here; fi

demo-here:
	@$(PY) -m resnet demo
	@if [ "$(SERVE)" != no ]; then $(PY) -m resnet serve; fi

test: setup ## all tests up to ten minutes
	@$(PY) -m scripts.compile_loops & loops=$$!; \
	  $(PY) -m pytest --collect-only -qq -m "not long" > /dev/null & tests=$$!; \
	  bash scripts/find_browser.sh; \
	  $(PY) -m scripts.neo4j; \
	  wait $$loops; \
	  wait $$tests || true
	@$(PY) -m pytest -n 4 -m "not long"

test-long: setup ## the tests that take longer, alone
	@bash scripts/find_browser.sh
	@$(PY) -m scripts.neo4j --all
	@$(PY) -m pytest -m long
	@NEO4J_LINE=2026 $(PY) -m pytest -m "neo4j and not long"

fuzz: setup ## damaged files of every format, for MINUTES=30; what breaks a reader is kept in fuzz-found
	@$(PY) -m scripts.fuzz --minutes $(MINUTES)

bench: setup ## the benchmarks: ratios measured in one run
	@$(PY) -m benchmarks

lint: setup ## style, types and layers
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo

format: setup ## the code, formatted
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

derived: setup ## the files that are derived from the ontology, written anew
	@$(PY) -m scripts.derive

constraints: ## requirements/*.txt compiled again (needs uv)
	@bash scripts/compile_constraints.sh
