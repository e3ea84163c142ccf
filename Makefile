.DEFAULT_GOAL := help
# Every process would compile Django and Wagtail anew, some ten seconds each.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready-dev
FOLDER ?=
URL ?=
KEY ?=
STORE ?=

.PHONY: help
help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk 'BEGIN {FS = ":.*## "} {printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}'

$(STAMP): requirements/dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c "import uv" 2>/dev/null || $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/installer.txt
	@echo "Installing packages …"
	@$(BIN)/python -m uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/dev.txt
	@touch $(STAMP)

.PHONY: run
run: $(STAMP) ## everything that stores need, with three demo stores; Ctrl-C stops it
	@$(BIN)/python -m sites.run

.PHONY: dev
dev: $(STAMP) ## the same with reload on changes and debug pages
	@$(BIN)/python -m sites.run --dev

.PHONY: stop
stop: $(STAMP) ## stop a running `make run` and the embedded servers
	@$(BIN)/python -m sites.embedded stop

.PHONY: test
test: $(STAMP) ## all tests; browser tests where there is a Chromium
	@$(BIN)/python -m tests

.PHONY: check
check: $(STAMP) ## style, types, floors, migrations, Django's own checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: fmt
fmt: $(STAMP) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: lock
lock: $(STAMP) ## pin what pyproject.toml asks for, with hashes
	@for which in base dev; do \
	  extra=$$([ $$which = dev ] && echo "--extra dev"); \
	  $(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" $$extra pyproject.toml -o requirements/$$which.txt; done
	@printf 'uv\npip\n' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	    --custom-compile-command "make lock" -c requirements/dev.txt - -o requirements/installer.txt

.PHONY: migrations
migrations: $(STAMP) ## write migrations for changed models
	$(BIN)/python manage.py makemigrations

.PHONY: store
store: $(STAMP) ## make a store; asks for what it needs
	$(BIN)/python manage.py create_store

.PHONY: import
import: $(STAMP) ## bring in a PrestaShop catalogue: STORE=… and FOLDER=… or URL=… KEY=…
	@PRESTASHOP_KEY="$(KEY)" $(BIN)/python manage.py import_shop --store "$(STORE)" $(if $(FOLDER),--folder "$(FOLDER)") $(if $(URL),--url "$(URL)")

.PHONY: screenshots
screenshots: $(STAMP) ## pictures of every page type, phone and desktop, of the running demo stores
	$(BIN)/python -m tests.browser.screenshots

.PHONY: bench
bench: $(STAMP) ## measure: making stores, replaying, pages, import
	$(BIN)/python -m bench

.PHONY: messages
messages: $(STAMP) ## collect texts to translate into locale/
	$(BIN)/python manage.py makemessages --all --no-location --no-wrap --ignore var --ignore .venv --ignore tests --ignore bench

.PHONY: docs
docs: $(STAMP) ## build the documentation into docs/_build
	$(BIN)/python -m sphinx -W -q -b html docs docs/_build

.PHONY: clean
clean: ## remove what was built; data under var/ stays
	rm -rf docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov .coverage* var/static var/blueprints
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
