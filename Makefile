PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lock

run: ## Everything, at http://127.0.0.1:8000/
	$(PYTHON) manage.py up

test: ## All tests
	$(PYTHON) manage.py test

lock: ## Write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group embedded --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o config/locks/run.txt
	$(BIN)/uv pip compile pyproject.toml --group embedded --group test -c config/locks/run.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o config/locks/dev.txt
