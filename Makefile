PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q

.PHONY: help run test check lint types imports templates migrations deploy audit format lock screens bench drills

help: ## This list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## Everything, at http://127.0.0.1:8000/, until Ctrl-C
	$(PYTHON) manage.py up

test: ## All tests
	$(PYTHON) manage.py test

check: lint types imports templates migrations deploy audit ## Everything CI checks beside the tests
	@echo "make check: clean"

lint: ## Style and mistakes, Python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: ## mypy, strict
	$(BIN)/mypy

imports: ## Apps depend downwards only
	$(BIN)/lint-imports --no-logo

templates: ## Style and mistakes, templates (mails need inline styles: djade only)
	find templates -name '*.html' -not -path '*/email/*' -exec $(BIN)/djlint --lint --quiet {} +
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +

migrations: ## Models and migrations agree
	$(BIN)/python manage.py makemigrations --check --dry-run

deploy: ## Django's own checks, as in production
	ACQUAINT_ENV=production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	ALLOWED_HOSTS=acquaint.example SITE_URL=https://acquaint.example DEFAULT_FROM_EMAIL=no-reply@acquaint.example \
	EMAIL_URL=smtp://relay.example:587 $(BIN)/python manage.py check --deploy --fail-level WARNING

audit: ## Known vulnerabilities in what we install, where the network lets us ask
	$(BIN)/python tools/audit.py

format: ## Repair what can be repaired by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

lock: ## Write the lock files anew from pyproject.toml
	$(COMPILE) --group embedded -o config/locks/run.txt
	$(COMPILE) --group embedded --group test -c config/locks/run.txt -o config/locks/dev.txt

screens: ## A picture of every page, into docs/screens
	$(BIN)/python -m tools.screens

bench: ## What reminders and pages cost, beside their floors, into docs/performance.md
	$(BIN)/python -m benchmarks.reminders
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.desk

drills: ## Breaks things on purpose, into docs/reliability.md
	$(BIN)/python -m tests.drills.table
