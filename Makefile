# Every target makes what it needs in .venv, from pyproject.toml and constraints.txt; only python3 and make are
# asked for. Another interpreter: make test PYTHON=python3.13 (after make clean).

PYTHON ?= python3
ARGS   ?=# more arguments for pytest or the benchmarks: make test ARGS="-k ports", make bench ARGS=crossings
JOBS   ?= 2
QUIET  ?= -qq# of pip only the errors show; make test QUIET= shows all it says

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --disable-pip-version-check $(QUIET)
# The build backend is installed with the rest, so that it is pinned too.
INSTALL := $(PIP) install --constraint constraints.txt --no-build-isolation --editable

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
.PHONY: demo test check docs bench pins clean help

demo: $(VENV)/.with-run ## Plan the shipped scenario, check the plan, draw its page, check the flown history
	@mkdir -p build
	@echo "== crossflight plan iss-2022 -o build/plan.json"
	@$(BIN)/crossflight plan iss-2022 -o build/plan.json
	@echo "== crossflight check build/plan.json"
	@$(BIN)/crossflight check build/plan.json
	@echo "== crossflight export build/plan.json --to html -o build/plan.html"
	@$(BIN)/crossflight export build/plan.json --to html -o build/plan.html
	@echo "== crossflight check iss-history"
	@code=0; $(BIN)/crossflight check iss-history || code=$$?; \
	case $$code in \
	    0) echo "== the demo is done" ;; \
	    1) echo "== exit code 1 is right here: the flown history holds real breaches, listed above; the demo is done" ;; \
	    *) echo "== the check of iss-history failed with exit code $$code" >&2; exit $$code ;; \
	esac

test: $(VENV)/.with-test ## Run the tests, import contracts among them
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

check: $(VENV)/.with-check ## Run all that must hold: format, lint, types, imports, tests, docs
	@echo "== format";  $(BIN)/ruff format --check .
	@echo "== lint";    $(BIN)/ruff check .
	@echo "== types";   $(BIN)/mypy
	@echo "== imports"; $(BIN)/lint-imports --no-logo
	@echo "== tests";   $(BIN)/python -m pytest -n $(JOBS) $(ARGS)
	@echo "== docs";    $(BIN)/sphinx-build -q -E -W -b html docs build/docs

# -E reads every page anew: a page from the cache would keep its warnings to itself.
docs: $(VENV)/.with-docs ## Build the documentation into build/docs
	@$(BIN)/sphinx-build -q -E -W -b html docs build/docs
	@echo "open build/docs/index.html"

bench: $(VENV)/.with-run ## Measure against peers, in environments of their own
	@$(BIN)/python benchmarks/run.py $(ARGS)

pins: ## Renew constraints.txt: the newest versions that pyproject.toml allows
	@echo "resolving the newest versions in build/pins ..."
	@rm -rf build/pins && $(PYTHON) -m venv build/pins
	@build/pins/bin/python -m pip --disable-pip-version-check $(QUIET) install hatchling editables
	@build/pins/bin/python -m pip --disable-pip-version-check $(QUIET) install --no-build-isolation '.[test,check,docs]'
	@{ sed '/^#/!d' constraints.txt; \
	   build/pins/bin/python -m pip --disable-pip-version-check freeze --exclude crossflight; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt
	@rm -rf build/pins

clean: ## Remove .venv and everything that is built
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1@\2/p' Makefile | awk -F@ '{ printf "%-12s %s\n", $$1, $$2 }'

# A stamp is newer than the files it was made from; a set-up that fails leaves none, and starts anew.
$(VENV)/.made: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("$(PYTHON) is " + sys.version.split()[0] + "; Crossflight needs Python 3.11 or newer: make PYTHON=..." if sys.version_info < (3, 11) else 0)'
	@echo "setting up $(VENV) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --constraint constraints.txt hatchling editables
	@touch $@

$(VENV)/.with-run: $(VENV)/.made
	@echo "installing crossflight ..."
	@$(INSTALL) .
	@touch $@

$(VENV)/.with-test: $(VENV)/.made
	@echo "installing crossflight and what its tests need ..."
	@$(INSTALL) '.[test]'
	@touch $@ $(VENV)/.with-run

$(VENV)/.with-docs: $(VENV)/.made
	@echo "installing crossflight and what its documentation needs ..."
	@$(INSTALL) '.[docs]'
	@touch $@ $(VENV)/.with-run

$(VENV)/.with-check: $(VENV)/.made
	@echo "installing crossflight and all that its checks need ..."
	@$(INSTALL) '.[test,check,docs]'
	@touch $@ $(VENV)/.with-run $(VENV)/.with-test $(VENV)/.with-docs
