# One set of build flags for everything: another set would build every dependency anew. The tests
# want -enable-testing, so the command has it, too; it costs 0.1 % of the instructions of a run.
FLAGS := --configuration release -Xswiftc -enable-testing
QUIET := $(shell test -t 2 || echo --quiet)
TEST := swift test $(FLAGS) --disable-testable-imports --skip-build
SANDTABLE := .build/release/sandtable
PREFIX := /usr/local
DESTDIR :=
DEMO := scenarios/drills/ups-failure-winter-night.yaml
SOAK_ROUNDS := 25
# Minutes of hostile inputs, kills by SIGKILL, and from which seed on.
FUZZ_MINUTES := 5
FUZZ_KILLS := 60
FUZZ_SEED := 1
# A year's page has the same sections, and is too tall for a screenshot.
LOOKED := scenarios/drills/ups-failure-winter-night.yaml scenarios/drills/worm-in-the-service-hall.yaml
# Sweeps with objectives and without, of numbers and of words; a drill beside itself with another.
SWEPT := '$(DEMO)|flows.emergency.steps.grade.takes=1 min,30 min,90 min' \
  'scenarios/validation/mmc-two-agents.yaml|support.pools.agents.count=2..4'
COMPONENTS := 100000

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint lint-swift lint-repository lint-tidy lint-flows bench \
  bench-kernel bench-simulator bench-platform bench-benches bench-counts junit look peers mutants \
  soak soak-words soak-fuzz soak-platform install clean

help: ## Show this list
	@echo "Sandtable 沙盘: emergency drills, simulated and scored 应急演练仿真与评分"
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: ## Install what the build needs (apt), or say what to type
	@Scripts/setup.sh build

build: setup ## Build the command: .build/release/sandtable
	@test -e $(SANDTABLE) || echo "Building; the first time takes some minutes." >&2
	@swift build $(FLAGS) $(QUIET) --product sandtable

demo: build ## Play the UPS failure of a winter night, seed 1, and write its report
	@SANDTABLE_ARCHIVE=$${SANDTABLE_ARCHIVE:-out/archive.sqlite} \
	  $(SANDTABLE) run $(DEMO) --seed 1 || test $$? -eq 1

test: setup ## Build and run every test
	@test -e $(SANDTABLE) || echo "Building; the first time takes some minutes." >&2
	@swift build $(FLAGS) $(QUIET) --build-tests
	@$(TEST)

lint: lint-swift lint-repository lint-tidy lint-flows ## Check the format, the repository's rules and the flows

lint-swift:
	@git ls-files -z '*.swift' | xargs -0 swift format lint --strict --parallel
	@echo "swift format: clean"

lint-repository:
	@Scripts/lint-repository.sh

# Line and file length, layers, words, sentences said twice; its own bad samples first.
lint-tidy:
	@python3 -B Tests/Lint/tidy.py

lint-flows: .venv-lint/ready
	@.venv-lint/bin/python Tests/Lint/flows.py scenarios

.venv-lint/ready: Tests/Lint/requirements.txt
	@Scripts/setup.sh lint
	@python3 -m venv .venv-lint
	@.venv-lint/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Everything is measured, also after a target was missed.
bench: ## Measure against others, threads, memory, a large platform; count instructions
	@status=0; for part in kernel simulator platform benches counts; do \
	  $(MAKE) bench-$$part || status=1; \
	done; exit $$status

bench-kernel: setup .venv-bench/ready ## Ratios of time to a C++ twin, SimPy and Ciw; allocations
	@swift build $(FLAGS) $(QUIET) --product sandtable-bench
	@python3 Benchmarks/bench.py kernel

bench-simulator: setup ## Two threads against one, and memory of longer runs
	@swift build $(FLAGS) $(QUIET) --product sandtable-bench
	@python3 Benchmarks/bench.py simulator

bench-platform: build ## A day of a platform of COMPONENTS (100000), also under attack
	@Scripts/setup.sh bench
	@swift build $(FLAGS) $(QUIET) --product sandtable-bench
	@python3 Benchmarks/bench.py platform --components $(COMPONENTS)

bench-benches: build ## Runs a second, memory and threads of sandtable bench
	@swift build $(FLAGS) $(QUIET) --product sandtable-bench
	@python3 Benchmarks/bench.py benches

bench-counts: build ## Instructions against the kept figures (UPDATE=1 keeps those of now)
	@Scripts/setup.sh bench
	@swift build $(FLAGS) $(QUIET) --product sandtable-bench
	@python3 Benchmarks/bench.py counts $(if $(UPDATE),--update)

.venv-bench/ready: Benchmarks/requirements.txt
	@Scripts/setup.sh bench
	@python3 -m venv .venv-bench
	@.venv-bench/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

look: build ## Look at reports of a run, of many, of sweeps and comparisons: axe, screenshots
	@Scripts/setup.sh look
	@for drill in $(LOOKED); do \
	  $(SANDTABLE) run $$drill --seed 7 --no-archive --report out/pages >/dev/null \
	    || test $$? -eq 1; \
	  $(SANDTABLE) bench $$drill --seed 7 --replications 64 --report out/pages >/dev/null \
	    || test $$? -eq 1; \
	done
	@for sweep in $(SWEPT); do \
	  $(SANDTABLE) bench "$${sweep%%|*}" --vary "$${sweep#*|}" --replications 4 --seed 7 \
	    --report out/pages >/dev/null || test $$? -eq 1; \
	done
	@$(SANDTABLE) compare $(LOOKED) --replications 64 --seed 7 --report out/pages >/dev/null \
	  || test $$? -eq 1
	@python3 Tests/Browser/look.py out/pages --out out/look

junit: build .venv-junit/ready ## JUnit files of a bench by junit-10.xsd and junitparser
	@.venv-junit/bin/python Tests/JUnit/check.py $(SANDTABLE)

.venv-junit/ready: Tests/JUnit/requirements.txt
	@Scripts/setup.sh lint
	@python3 -m venv .venv-junit
	@.venv-junit/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

peers: build .venv-bench/ready ## The same models in Ciw and SimPy: the intervals must overlap
	@.venv-bench/bin/python Tests/Peers/peers.py --ours $(SANDTABLE)

mutants: setup ## Wrong models, all in one program: some known value must tell each
	@python3 Tests/Mutants/mutants.py --markdown docs/validation-mutants.md

soak: build soak-words mutants ## Many seeds of every drill, tests that kill, tests of randomness
	@Scripts/soak.sh $(SOAK_ROUNDS)
	@swift build $(FLAGS) $(QUIET) --build-tests
	@SANDTABLE_ROUNDS=$(SOAK_ROUNDS) $(TEST)
	@$(MAKE) soak-fuzz
	@$(MAKE) soak-platform

soak-words: setup ## The generator's words through dieharder, one address and many interleaved
	@Scripts/setup.sh soak
	@swift build $(FLAGS) $(QUIET) --product sandtable-bench
	@Scripts/dieharder.sh

# What judges them is tried first, on commands that do everything wrong.
soak-fuzz: build ## FUZZ_MINUTES (5) of hostile inputs by class, FUZZ_KILLS (60) kills at any time
	@python3 -B Tests/Fuzz/test_judge.py
	@python3 -B Tests/Fuzz/fuzz.py --minutes $(FUZZ_MINUTES) --seed $(FUZZ_SEED) --sandtable $(SANDTABLE)
	@python3 -B Tests/Fuzz/kills.py --kills $(FUZZ_KILLS) --seed $(FUZZ_SEED) --sandtable $(SANDTABLE)

soak-platform: ## A day of a platform of 1,000,000 components
	@$(MAKE) bench-platform COMPONENTS=1000000

install: build ## Install under PREFIX (default /usr/local), honouring DESTDIR
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/sandtable
	install -m 755 $(SANDTABLE) $(DESTDIR)$(PREFIX)/bin/sandtable
	cp -R scenarios $(DESTDIR)$(PREFIX)/share/sandtable/

clean: ## Remove what was built, the reports and the Python environments
	rm -rf .build .build-mutants out .venv-lint .venv-bench .venv-browser .venv-junit
