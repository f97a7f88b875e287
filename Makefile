# make run    opens the window            make run POINT=infraspinatus-1   with that point lit
# make test   every check and every test  make format   puts the code in its usual shape
# make schema writes resources/points.schema.json anew from the model
# make translations  brings the catalogues up to date with the code   make translations LANGUAGE=fr   begins one
#
# All that the first use needs is git, make, python3 and python3-venv. uv, in a virtual environment of its own
# or already on the PATH, installs the locked versions into .venv; it never fetches a Python.

PYTHON ?= python3
UV_VERSION := 0.13.8
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin

export UV_PYTHON_DOWNLOADS := never

.PHONY: run test format schema translations setup

run: setup
	@$(PYTHON) scripts/system_libraries.py --window
	$(BIN)/bodymap $(POINT)

test: setup
	@$(PYTHON) scripts/system_libraries.py
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: setup
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

schema: setup
	$(BIN)/python scripts/write_schema.py

translations: setup
	$(BIN)/python scripts/translations.py $(if $(filter command line,$(origin LANGUAGE)),$(LANGUAGE))

setup: .venv/.synced

.venv/.synced: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --inexact --python $(PYTHON)
	@touch $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet uv==$(UV_VERSION)
