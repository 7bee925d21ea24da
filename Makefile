# `make` alone shows what there is.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# PyTorch's CPU wheels where that index answers, else what pip finds.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
BIN := .venv/bin
export USTAZ_DATA ?= ../shared/data

.PHONY: help run test check widget evals bench web clean
help: ## Show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s '	'

.venv/installed: pyproject.toml constraints.txt
	@sh scripts/install.sh $(PYTHON) $(TORCH_INDEX)
	@touch $@

.venv/installed-dev: .venv/installed
	@sh scripts/install_dev.sh
	@touch $@

run: .venv/installed ## Set up what is missing and serve on HOST:PORT
	@$(BIN)/ustaz serve --host $(HOST) --port $(PORT)

test: .venv/installed-dev ## Lint, types, import rules, unit, integration and browser tests
	@$(MAKE) --no-print-directory check widget
	@$(BIN)/python -m pytest tests/unit tests/integration tests/e2e

check: .venv/installed-dev ## The quick part of the tests: lint, types, import rules
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/pyright

widget: .venv/installed-dev ## The widget's types, tests and build, which has to be the committed one
	@if [ -d web/node_modules ]; then cd web && npm run --silent check && npm test --silent && npm run --silent build && git diff --exit-code --stat ../tutor/http/static; fi

evals: .venv/installed-dev ## Measure retrieval, abstaining and language on the development data in USTAZ_DATA
	@for set in kk ru ru_en; do $(BIN)/python -m evals retrieval $(USTAZ_DATA)/retrieval_$${set}_dev || exit 1; done
	@$(BIN)/python -m evals language evals/data/language_messages.jsonl

bench: .venv/installed-dev ## Speed and memory, as ratios inside one run
	@$(BIN)/python -m evals.bench all

web: ## Rebuild the widget (needs Node)
	cd web && npm ci && npm run check && npm test && npm run build

clean: ## Remove the environment and everything that can be made again
	rm -rf .venv var web/node_modules
