.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
STAMP := $(VENV)/.installed-$(shell sha256sum $(LOCK) 2>/dev/null | cut -c1-16)
TORCH := $(shell grep '^torch==' $(LOCK) 2>/dev/null)
# PyTorch's own index of CPU builds: elsewhere "torch" would bring gigabytes of CUDA libraries along.
TORCH_CPU_INDEX := https://download.pytorch.org/whl/cpu
export HF_HUB_OFFLINE ?= 1

.PHONY: help install run test lint bench evaluate screenshots lock clean

help: ## Lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## Makes .venv and installs what requirements.lock pins (skipped when it has not changed)

$(STAMP):
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || { echo "Support Matcher needs Python 3.11 (set PYTHON=... to one)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --extra-index-url $(TORCH_CPU_INDEX) --retries 1 --timeout 10 "$(TORCH)" \
	  || $(BIN)/pip install --quiet --disable-pip-version-check "$(TORCH)"
	$(BIN)/pip install --quiet --disable-pip-version-check -r $(LOCK)
	@rm -f $(VENV)/.installed-* && touch $@

run: $(STAMP) ## Builds the bundled directory if there is no index yet, and serves it on http://127.0.0.1:8000
	@$(BIN)/python -m api.settings
	@$(BIN)/python -m indexer build --if-none
	@exec $(BIN)/gunicorn --config api/gunicorn_conf.py wsgi:app

test: $(STAMP) lint ## Linters, types, import contracts and all tests: what CI runs
	$(BIN)/pytest -n auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) ## Measures speed and memory against the bars, in one run
	$(BIN)/python -m tests.bench

SPLIT ?= dev
INDEX ?=
evaluate: $(STAMP) ## Measures matching on real directories (REAL_FEEDS_DIR) against baselines; SPLIT=test for the last look
	$(BIN)/python -m tests.relevance --split $(SPLIT) $(if $(INDEX),--index $(INDEX))

screenshots: $(STAMP) ## Draws the pictures of the desk in docs/ anew, with Debian's chromium
	@$(BIN)/python -m indexer build --if-none
	$(BIN)/python -m tests.browser.screenshots

lock: ## Writes requirements.lock anew from what pyproject.toml asks for
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet --extra-index-url $(TORCH_CPU_INDEX) --retries 1 --timeout 10 "$(TORCH)" || $(VENV)-lock/bin/pip install --quiet "$(TORCH)"
	$(VENV)-lock/bin/pip install --quiet .[dev]
	$(VENV)-lock/bin/pip freeze --exclude support-matcher | sed -E 's/\+cpu$$//' > $(LOCK)
	rm -rf $(VENV)-lock

clean: ## Removes the virtual environment and caches; never an index
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
