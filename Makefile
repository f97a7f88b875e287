# make run      opens the window           make run POINT=infraspinatus-1   with that point lit
# make test     every check and every test  make format   puts code and knowledge in their usual shape
# make coverage the tests again, measured   make bench    what the program costs; make bench WHAT="start curve"
# make test-art what the workshop lays in the body, tried on the mesh
# make art      redraws resources/svg       make schema   writes the schemas in resources/ anew from the model
# make translations  brings the catalogues up to date   make translations LANGUAGE=fr   begins one
# make package  builds the frozen bundle and, on Debian, the .deb, into dist/
#
# All that the first use needs is git, make, python3 and python3-venv. uv, in a virtual environment of its own
# or already on the PATH, installs the locked versions into .venv; it never fetches a Python.

PYTHON ?= python3
UV_VERSION := 0.13.8
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin
SYNC := $(UV) sync --frozen --inexact --python $(PYTHON)
LOCK := pyproject.toml uv.lock

export UV_PYTHON_DOWNLOADS := never

.PHONY: run test test-art coverage format schema art bench package translations setup

run: .venv/.run
	@$(PYTHON) scripts/system_libraries.py --window
	$(BIN)/bodymap $(POINT)

test: setup
	@$(PYTHON) scripts/system_libraries.py --listener
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist worksteal

coverage: setup
	@$(PYTHON) scripts/system_libraries.py
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report

format: setup
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/python scripts/format_atlas.py
	$(BIN)/python -m art.records

schema: setup
	$(BIN)/python scripts/write_schema.py

test-art: .venv/.art .venv/.dev
	$(BIN)/pytest art/tests

art: .venv/.art
	$(BIN)/python -m art
	$(BIN)/python -m art.skinmaps

translations: setup
	$(BIN)/python scripts/translations.py $(if $(filter command line,$(origin LANGUAGE)),$(LANGUAGE))

# Measured as a user has it: the libraries of the tests, which others try to import, take a tenth of a start.
bench: | $(UV)
	@$(PYTHON) scripts/system_libraries.py --window
	UV_PROJECT_ENVIRONMENT=build/bench $(UV) sync --frozen --no-default-groups --group bench --python $(PYTHON)
	build/bench/bin/python -m bench $(WHAT)

# The bundle is made in an environment of its own, in which there is nothing but what it needs.
package: | $(UV)
	@$(PYTHON) scripts/system_libraries.py --window
	UV_PROJECT_ENVIRONMENT=build/environment $(UV) sync --frozen --no-default-groups --group packaging \
		--no-editable --reinstall-package bodymap --python $(PYTHON)
	build/environment/bin/python packaging/bundle.py
	if command -v dpkg-deb > /dev/null; then build/environment/bin/python packaging/deb.py; fi

setup: .venv/.dev

# What the program needs to run, and nothing else.
.venv/.run: $(LOCK) | $(UV)
	$(SYNC) --no-default-groups
	@touch $@

.venv/.dev: $(LOCK) | $(UV)
	$(SYNC)
	@touch .venv/.run $@

.venv/.art: $(LOCK) | $(UV)
	$(SYNC) --no-default-groups --group art
	@touch .venv/.run $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet uv==$(UV_VERSION)
