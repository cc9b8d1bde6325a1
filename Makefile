# `make` alone prints what there is. Everything below needs only Python >= 3.11, Node >= 20 and make.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
STOREFRONT := frontend-next
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
LOCKS := infra/requirements
# Further arguments for pytest, for example: make test-python ARGS="-k cart -x"
ARGS ?=
# How many requests `make fuzz` makes up for each operation.
EXAMPLES ?= 200

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Start the whole shop: installs, migrates, seeds, builds what has changed
	@exec $(PYTHON) -m infra.launch $(ARGS)

.PHONY: setup
setup: ## Install the locked Python (with development tools) and npm packages
	@$(PYTHON) -m infra.launch --setup

.PHONY: services
services: ## Start PostgreSQL, Redis, Elasticsearch and stripe-mock on loopback
	@$(PYTHON) -m infra.services start

.PHONY: services-stop
services-stop: ## End exactly the services that were started here
	@$(PYTHON) -m infra.services stop

.PHONY: test
test: ## Everything that must pass: lint, types, tests, purchase in a browser
	@exec $(PYTHON) -m infra.testing.everything

.PHONY: lint
lint: ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: format
format: ## Put code into its canonical form
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

.PHONY: types
types: ## Check Python types
	$(BIN)/mypy infra commerce cms search chatbot

.PHONY: imports
imports: ## Check which package may import which
	$(BIN)/lint-imports

.PHONY: test-python
test-python: ## Run the Python tests on PostgreSQL when it is up (on SQLite what differs there), else on SQLite
	@$(BIN)/python -m infra.testing.run $(ARGS)

.PHONY: fuzz
fuzz: ## Ask each operation of the API what nobody thought of (EXAMPLES=1000 ARGS="-k search -x")
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest infra/tests/test_fuzz.py -q $(ARGS)

.PHONY: test-storefront
test-storefront: ## Type-check, lint and unit-test the storefront
	cd $(STOREFRONT) && npm run --silent types && npm run --silent lint && npm run --silent test

.PHONY: e2e
e2e: ## Buy something in a real browser from the real shop, started on spare ports
	@$(BIN)/python -m infra.testing.journeys $(ARGS)

.PHONY: e2e-shop
e2e-shop: ## Prepare the shop of the next e2e: the demo shop, the storefront in production form
	@$(BIN)/python -m infra.testing.journeys --prepare

.PHONY: openapi
openapi: ## Write the API contract and the storefront's types from it
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --format openapi-json --file infra/openapi/v1.json
	cd $(STOREFRONT) && npm run --silent api:types

.PHONY: messages
messages: ## Collect and compile the texts to translate
	@$(BIN)/python -m infra.translations collect
	@$(BIN)/python -m infra.translations compile

.PHONY: papers
papers: ## Write the papers that are made from code: settings, licences, events
	@$(BIN)/python -m infra.papers

.PHONY: migrations
migrations: ## Write the migrations that the models ask for
	$(BIN)/python manage.py makemigrations

.PHONY: lock
lock: ## Lock Python and npm packages (newest allowed ones: ARGS=--upgrade)
	echo "uv" | $(UV_COMPILE) $(ARGS) --no-annotate --output-file $(LOCKS)/installer.lock -
	$(UV_COMPILE) $(ARGS) --output-file $(LOCKS)/runtime.lock pyproject.toml
	$(UV_COMPILE) $(ARGS) --group pyproject.toml:dev --constraint $(LOCKS)/runtime.lock --output-file $(LOCKS)/development.lock pyproject.toml
	cd $(STOREFRONT) && npm install --package-lock-only
	$(PYTHON) -m infra.requirements.complete_npm_lock

.PHONY: bench
bench: ## Measure requests per second, importer and document builder; prints a table
	@DJANGO_SETTINGS_MODULE=infra.bench.settings $(BIN)/python manage.py bench $(ARGS)

.PHONY: reliability
reliability: ## Prove with real processes on PostgreSQL that no cent and no piece is lost (ARGS=--help)
	@$(BIN)/python -m infra.reliability $(ARGS)

.PHONY: reliability-short
reliability-short: ## The same in less than a minute, as CI does
	@$(BIN)/python -m infra.reliability --short
