# What a newcomer needs is `make run` and `make test`; both install what is missing first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check fmt bench lock screenshots

# Pass on what was given, and nothing else: PORT=8080 DATA=var TLS=1.
SERVE = $(if $(PORT),REMOTE_COUNTER_HTTP_PORT='$(PORT)') \
        $(if $(DATA),REMOTE_COUNTER_DATA='$(DATA)') \
        $(if $(TLS),REMOTE_COUNTER_HTTP_TLS='$(TLS)')

help:
	@echo 'make run          serve the demonstration (PORT=8080 DATA=var TLS=1)'
	@echo 'make test         run all tests (ARGS="tests/media -k dtls")'
	@echo 'make check        lint, types, import contracts, generated files'
	@echo 'make bench        measure (ONLY=forwarding); results go to benchmarks/results'
	@echo 'make fmt          format the code'
	@echo 'make lock         pin what pyproject.toml names (UPGRADE=1 for the newest)'
	@echo 'make screenshots  take the pictures of docs/screenshots anew'

run:
	@scripts/setup.sh run
	@exec env $(SERVE) .venv/bin/remote-counter serve --demo

test:
	@scripts/setup.sh test
	.venv/bin/python -m pytest $(ARGS)

check:
	@scripts/setup.sh dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/remote-counter types --check
	.venv/bin/python hatch_build.py run check

fmt:
	@scripts/setup.sh dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench:
	@scripts/setup.sh bench
	.venv/bin/python -m benchmarks $(ONLY)

lock:
	@scripts/setup.sh dev
	.venv/bin/uv pip compile --quiet $(if $(UPGRADE),--upgrade) --python-version 3.11 --python-platform linux \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    --extra dev --group build pyproject.toml --output-file constraints.txt

screenshots:
	@scripts/setup.sh test
	.venv/bin/python -m scripts.screenshots
