# Every target sets up what it needs: a virtual environment in .venv, filled from the lock files.
# On a fresh Debian or Ubuntu: python3 (3.11 or newer), python3-venv, make, git.

VENV := .venv
EXTRAS := .venv-extras
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
DOSSIER ?=
BUNDLE ?=
BENCH ?=
DEB ?=
PROGRAM ?= dist/jwviewer/jwviewer
TESTS ?= tests
WORKERS ?= 2
EXTRA_TESTS ?= tests/dossier/test_parquet.py tests/dossier/test_database.py \
	tests/queries/test_timeline_on_engine.py tests/reading/test_cluster.py \
	tests/reading/test_batch_command.py tests/test_make_dossier.py

.PHONY: run test test-extras test-long check format bench bench-peers bench-big golden shots bundle test-bundle deb test-deb tarball fonts lock clean

run: $(VENV)/run.stamp          ## open the seed dossier, or render it where there is no display
	@$(PYTHON) packaging/system_libraries.py
	@$(PYTHON) packaging/run.py $(DOSSIER)

test: $(VENV)/dev.stamp         ## the whole suite but the long runs
	@$(PYTHON) packaging/system_libraries.py
	$(PYTHON) -m pytest -q -n $(WORKERS) --dist loadfile -m "not long" $(TESTS)

test-extras: $(EXTRAS)/extras.stamp ## the tests that need optional extras (Parquet, DuckDB, Ibis, Dask)
	$(EXTRAS)/bin/python -m pytest -q -n $(WORKERS) -m "not long" $(EXTRA_TESTS)

test-long: $(VENV)/dev.stamp    ## the long runs, and other examples than everyday's
	@$(PYTHON) packaging/system_libraries.py
	JWVIEWER_EXAMPLES=look-further $(PYTHON) -m pytest -q -n $(WORKERS) -m "long or hypothesis" $(TESTS)

check: $(VENV)/dev.stamp        ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/dev.stamp       ## put the code into the form that check asks for
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp        ## ratios from one run; BENCH=--quick
	@$(PYTHON) packaging/system_libraries.py
	$(PYTHON) -m tests.benchmarks $(BENCH)

bench-peers: $(VENV)/dev.stamp  ## the same timeline in other programs (Linux; fetches them)
	@$(PYTHON) packaging/system_libraries.py
	$(PYTHON) -m tests.benchmarks.peers

bench-big: $(EXTRAS)/extras.stamp ## ten million facts in Parquet: memory and frames, half an hour
	@$(EXTRAS)/bin/python packaging/system_libraries.py
	$(EXTRAS)/bin/python -m tests.benchmarks --big

golden: $(VENV)/dev.stamp       ## draw the golden pictures anew; look at them before a commit
	$(PYTHON) -m pytest -q -m golden --update-golden $(TESTS)

shots: $(VENV)/run.stamp        ## take the pictures in README anew
	$(PYTHON) packaging/shoot.py

bundle: $(VENV)/dev.stamp       ## dist/jwviewer/, measured and tried out; BUNDLE=--quick, --twice
	@$(PYTHON) packaging/build_tools.py
	$(PYTHON) packaging/bundle.py $(BUNDLE)

test-bundle: $(VENV)/dev.stamp  ## all tests of the finished program; PROGRAM=/usr/bin/jwviewer
	@$(PYTHON) packaging/build_tools.py --screen
	@test "$(PROGRAM)" != dist/jwviewer/jwviewer || PYTHONPATH=packaging $(PYTHON) -m linux.bundle_first
	$(PYTHON) -m pytest -q -n $(WORKERS) tests/bundle --program $(PROGRAM)

deb: $(VENV)/dev.stamp          ## the one dist/*.deb, of the bundle
	@$(PYTHON) packaging/build_tools.py
	@PYTHONPATH=packaging $(PYTHON) -m linux.deb

test-deb: $(VENV)/dev.stamp     ## install, use, upgrade and purge it on clean systems, as root; DEB=--all
	@$(PYTHON) packaging/build_tools.py --screen
	@PYTHONPATH=packaging $(PYTHON) -m linux.deb --if-older
	@PYTHONPATH=packaging $(PYTHON) -m linux.try_deb $(DEB)

tarball: $(VENV)/dev.stamp      ## dist/*-linux-*.tar.xz, which runs from any folder
	@$(PYTHON) packaging/build_tools.py
	@PYTHONPATH=packaging $(PYTHON) -m linux.tarball

fonts: $(VENV)/dev.stamp        ## make resources/fonts anew from Debian's font packages
	$(PYTHON) packaging/make_fonts.py

lock:                           ## resolve the lock files anew; needs uv
	packaging/lock.sh

clean:
	rm -rf $(VENV) $(EXTRAS) build dist .mypy_cache .ruff_cache .pytest_cache

$(VENV)/run.stamp: packaging/run.lock pyproject.toml packaging/environment.sh
	@sh packaging/environment.sh $(VENV) run
	@touch $@

$(VENV)/dev.stamp: packaging/dev.lock $(VENV)/run.stamp
	@sh packaging/environment.sh $(VENV) dev
	@touch $@

# Not the environment of dev.lock: pandas takes up pyarrow where it finds it, and start-up with it.
$(EXTRAS)/extras.stamp: packaging/extras.lock pyproject.toml packaging/environment.sh
	@sh packaging/environment.sh $(EXTRAS) extras
	@touch $@
