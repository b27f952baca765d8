# `make help` lists the targets. Whatever they need is set up first, once, in .venv.

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough; PYTHON=/path/to/python chooses another.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11, \
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
PIP_INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check
# The newest Python there is; NEWEST=/path/to/python chooses another.
NEWEST ?= $(firstword $(foreach name,python3.14 python3.13 python3.12 python3.11, \
	$(shell $(name) -c '' 2>/dev/null && echo $(name))))
UV = $(BIN)/uv
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --upgrade

.DELETE_ON_ERROR:
.PHONY: help demo setup test check docs bench bench-peers lock clean system-packages test-tools \
	test-browser test-lowest test-newest

help:
	@echo 'make demo          set up, check the sample campaign, and draft its letters into letters/'
	@echo 'make setup         install what is missing of the system, and the project into $(VENV)'
	@echo 'make test          set up, then every quality gate and every test'
	@echo 'make check         the quick part of that, for every change'
	@echo 'make test-browser  the tests of pages, in Chromium, which it installs'
	@echo 'make test-lowest   every test with the oldest libraries that pyproject.toml allows'
	@echo 'make test-newest   every test with the newest ones, on the newest Python that is here'
	@echo 'make bench         measure the speed, and write docs/performance.md; ONLY=letters,'
	@echo '                   growth, printing, answering, lists or ledger does a part, SCALE=1000 less'
	@echo 'make bench-peers   install the other programs that make bench measures beside it'
	@echo 'make docs          run the examples of the documentation again, and renew what it shows'
	@echo 'make lock          renew the pinned dependencies'
	@echo 'make clean         remove $(VENV)*, caches and builds; never a letter or a ledger'

demo: setup
	@echo '$$ advocacy check'
	@$(BIN)/advocacy check
	@echo
	@echo '$$ advocacy draft call-on-xi-jinping --via tag:cn-missions'
	@$(BIN)/advocacy draft call-on-xi-jinping --via tag:cn-missions
	@echo
	@echo 'Look at them in letters/. They are signed by an invented person, so they say SPECIMEN.'
	@echo 'Next, write your own:'
	@echo '  . $(BIN)/activate'
	@echo '  advocacy init ~/my-campaign && cd ~/my-campaign'

setup: $(VENV)/.installed

test: test-tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 2 --dist loadgroup

check: test-tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 2 --dist loadgroup -m 'not slow'

test-browser: test-tools
	@scripts/system-packages '$(PYTHON)' scripts/debian-packages-browser.txt
	$(BIN)/pytest tests/browser

bench: $(VENV)/.peers
	$(BIN)/python benchmarks/run.py $(if $(ONLY),--only $(ONLY)) $(if $(SCALE),--scale $(SCALE)) \
		$(if $(ROUNDS),--rounds $(ROUNDS)) --write docs/performance.md

# Chromium and LibreOffice, which `bench` leaves out where they are missing.
bench-peers: $(VENV)/.peers
	@scripts/system-packages '$(PYTHON)' scripts/debian-packages-peers.txt

docs: test-tools
	$(BIN)/python docs/generate_reference.py
	$(BIN)/python docs/letter_rules.py
	$(BIN)/python docs/examples.py

lock: $(VENV)/.installed
	@$(PIP_INSTALL) --require-hashes -r requirements/lock.txt
	$(LOCK) requirements/lock.in --output-file requirements/lock.txt
	$(LOCK) requirements/build.in --output-file requirements/build.txt
	$(LOCK) pyproject.toml --output-file requirements/run.txt
	$(LOCK) requirements/test.in --constraint requirements/run.txt \
		--constraint requirements/build.txt --output-file requirements/test.txt
	$(LOCK) requirements/bench.in --constraint requirements/run.txt \
		--constraint requirements/build.txt --constraint requirements/test.txt \
		--output-file requirements/bench.txt
	$(LOCK) --resolution lowest-direct pyproject.toml --constraint requirements/build.txt \
		--output-file requirements/lowest.txt
	$(LOCK) requirements/test.in --constraint requirements/lowest.txt \
		--constraint requirements/build.txt --output-file requirements/test-lowest.txt

# A virtual environment each. Gates of style are left out: they need the pinned versions.
test-lowest: | system-packages
	@$(PYTHON) -m venv --clear $(VENV)-lowest
	@$(VENV)-lowest/bin/python -m pip install -qq --require-hashes -r requirements/build.txt \
		-r requirements/lowest.txt -r requirements/test-lowest.txt
	@$(VENV)-lowest/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
	$(VENV)-lowest/bin/pytest -n 2 --dist loadgroup

test-newest: | system-packages
	@$(NEWEST) -m venv --clear $(VENV)-newest
	@$(VENV)-newest/bin/python -m pip install -qq --require-hashes -r requirements/build.txt
	@$(VENV)-newest/bin/python -m pip install -qq -r requirements/test.in --no-build-isolation --editable .
	$(VENV)-newest/bin/pytest -n 2 --dist loadgroup

clean:
	rm -rf $(VENV) $(VENV)-lowest $(VENV)-newest build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Looks each time, which takes a moment; installs only what is missing.
system-packages:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer was not found.' \
		'On Debian 12 or Ubuntu 24.04 and newer: sudo apt-get install python3.' \
		'Elsewhere: make PYTHON=/path/to/python3.12 demo' >&2; exit 1; }
	@scripts/system-packages '$(PYTHON)'

$(VENV)/.made: | system-packages
	@echo 'Making $(VENV) with $(PYTHON)'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: requirements/build.txt requirements/run.txt pyproject.toml $(VENV)/.made | system-packages
	@echo 'Installing the pinned dependencies, which may take a minute'
	@$(PIP_INSTALL) --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

test-tools: $(VENV)/.tested

$(VENV)/.tested: requirements/test.txt $(VENV)/.installed
	@echo 'Installing the test tools'
	@$(PIP_INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.peers: requirements/bench.txt $(VENV)/.tested
	@echo 'Installing the tools to measure beside'
	@$(PIP_INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@
