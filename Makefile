# Two commands do everything: `make site` and `make test`. Needs Python 3.11 or later, git and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
AS_OF  ?=
PORT   ?= 8000

.PHONY: help site serve check test lint thorough bless mutation clean

help:
	@echo 'make site    build the site and say where it is'
	@echo 'make serve   preview it on http://127.0.0.1:$(PORT), rebuilt on each change'
	@echo 'make check   hold every supplier against the policies'
	@echo 'make test    all tests, a real browser included'
	@echo 'make thorough  the tests that take every day and 100,000 random catalogs (an hour)'
	@echo 'make bless   accept the present output as the golden output of the tests'
	@echo 'make mutation  change the checks one place at a time: do the tests notice? (an hour or so)'
	@echo 'make clean   remove what was built (not the environment)'

# An environment per lock file; it is made again when the lock changes, and not before.
$(BIN)/.site: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; say make PYTHON=python3.12 or the like" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || { echo 'Making the environment in $(VENV) …'; $(PYTHON) -m venv $(VENV); }
	@echo 'Installing the locked dependencies (once) …'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@.ci/link $(BIN)/python
	@touch $@

$(BIN)/.test: requirements-dev.lock $(BIN)/.site
	@echo 'Installing what the tests need (once) …'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

site: $(BIN)/.site
	@$(BIN)/catalog build $(if $(AS_OF),--as-of $(AS_OF))

serve: $(BIN)/.site
	@$(BIN)/catalog serve --port $(PORT)

check: $(BIN)/.site
	@$(BIN)/catalog check $(if $(AS_OF),--as-of $(AS_OF))

lint: $(BIN)/.test
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

test: $(BIN)/.test lint
	@.ci/browser
	@# Where compiled modules are not kept, each worker and each program it starts compiles all anew.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

thorough: $(BIN)/.test
	@EVERY_NTH_DAY=1 NAIVE_CATALOGS=100000 $(BIN)/python -m pytest tests/evaluate/test_every_day.py tests/naive/test_agreement.py

bless: $(BIN)/.test
	@BLESS=1 $(BIN)/python -m pytest -k golden

# Not in the lock: one of its dependencies has no wheel. An environment of its own keeps it apart.
MUTATION := .tools/mutation

$(MUTATION)/.ready: requirements-dev.lock Makefile
	@$(PYTHON) -m venv $(MUTATION)
	@$(MUTATION)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@$(MUTATION)/bin/python -m pip install -qq --disable-pip-version-check cosmic-ray==8.7.0
	@touch $@

mutation: $(MUTATION)/.ready
	@$(MUTATION)/bin/python -m tests.mutation $(ARGS)

clean:
	rm -rf build site .site.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
