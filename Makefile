# Chợ Làng. Two commands for everybody: `make demo` and `make test`. `make help` lists the rest.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv/bin
PYTEST := $(VENV)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-quick lint format lock e2e bench services install install-test

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: ## start the marketplace with demo data on http://HOST:PORT (127.0.0.1:8000)
	@HOST=$(HOST) PORT=$(PORT) $(PYTHON) scripts/demo.py

demo-reset: ## throw the demo's data away and start over
	@HOST=$(HOST) PORT=$(PORT) $(PYTHON) scripts/demo.py --reset

test: install-test ## run every check, against real servers started for the purpose
	@$(PYTHON) scripts/checks.py lint sqlite
	@$(PYTHON) scripts/services run -- $(PYTHON) scripts/checks.py servers browser

test-quick: install-test ## run the tests that need nothing but SQLite
	@$(PYTHON) scripts/checks.py sqlite

lint: install-test ## lock file, ruff, mypy, import-linter, templates, YAML, migrations, translations
	@$(PYTHON) scripts/checks.py lint

format: install-test ## format Python and sort imports
	@$(VENV)/ruff check --fix --quiet . ; $(VENV)/ruff format --quiet .

e2e: install-test ## run the browser tests alone
	@$(PYTHON) scripts/services run -- $(PYTHON) scripts/checks.py browser

bench: install-test ## measure the ways of serving pages, beside each other (never part of the tests)
	@$(VENV)/python -m benchmarks.serving
	@if [ -n "$$DATABASE_URL" ]; then $(VENV)/python -m benchmarks.storefront && $(VENV)/python -m benchmarks.centre && $(VENV)/python -m benchmarks.imports; fi

services: install-test ## start the servers that the tests use and leave them running (scripts/services down stops them)
	@$(PYTHON) scripts/services up

lock: install-test ## resolve the dependencies of pyproject.toml again and write requirements/*.lock
	@$(VENV)/python scripts/lock.py --upgrade

install:
	@$(PYTHON) scripts/bootstrap.py runtime

install-test:
	@$(PYTHON) scripts/bootstrap.py test
