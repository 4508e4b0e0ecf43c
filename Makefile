# Two commands are enough: `make run` and, to change something, `make test`.

PYTHON ?= python3
BIN := .venv/bin
# A shell that forbids byte code would make every start of Prefect ten seconds slower.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install run test soak fuzz check bench lock clean
help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/installed  ## make .venv with everything in it

.venv/installed: requirements.lock requirements-uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "Python 3.11 to 3.13 is needed; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Making .venv from requirements.lock (a few minutes the first time) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode \
		requirements.lock requirements-uv.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src flows
	@touch $@

run: install  ## analyse corpus/ into outputs/ (ARGS="--no-samples" and so on)
	@$(BIN)/python -m flows.analyse $(ARGS)

test: install  ## run the tests
	@$(BIN)/python -m pytest $(ARGS)

soak: install  ## run the long tests: kill runs at 100 moments, and what takes files in at 50
	@$(BIN)/python -m pytest -m soak $(ARGS)
	@COMMENTARY_KILLS=50 $(BIN)/python -m pytest tests/corpus/inbox/test_killed.py

fuzz: install  ## feed the readers random damage for ten minutes
	@$(BIN)/uv pip install --quiet --python $(BIN)/python "atheris>=2.3"
	@$(BIN)/python -m tests.fuzz.readers -max_total_time=600 $(ARGS)

check: install  ## format, lint, types, import directions
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: install  ## measure time, memory and scale (ARGS=--quick: a quarter of an hour)
	@$(BIN)/python -m benchmarks $(ARGS)

lock: install  ## resolve the dependencies anew
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade --no-emit-index-url \
		--no-annotate --no-header --extra dev --output-file requirements.lock pyproject.toml

clean:  ## remove .venv and caches; corpus/ and outputs/ stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
