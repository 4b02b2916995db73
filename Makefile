# One set of build flags for everything: another set would build every dependency anew. Tests use
# `package` access, so they need no -enable-testing and share the build of the command.
FLAGS := --configuration release $(shell test -t 2 || echo --quiet)
SANDTABLE := .build/release/sandtable
PREFIX := /usr/local
DESTDIR :=
DEMO := scenarios/drills/ups-failure-winter-night.yaml
SOAK_ROUNDS := 25

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint lint-swift lint-repository lint-flows bench look soak \
  install clean

help: ## Show this list
	@echo "Sandtable 沙盘: emergency drills, simulated and scored 应急演练仿真与评分"
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

setup: ## Install what the build needs (apt), or say what to type
	@Scripts/setup.sh build

build: setup ## Build the command: .build/release/sandtable
	@echo "Building; the first time takes some minutes." >&2
	@swift build $(FLAGS) --product sandtable

demo: build ## Play the UPS failure of a winter night, seed 7, and write its report
	@SANDTABLE_ARCHIVE=$${SANDTABLE_ARCHIVE:-out/archive.sqlite} \
	  $(SANDTABLE) run $(DEMO) --seed 7 || test $$? -eq 1

test: setup ## Build and run every test
	@swift build $(FLAGS) --build-tests
	@swift test $(filter-out --quiet,$(FLAGS)) --disable-testable-imports --skip-build

lint: lint-swift lint-repository lint-flows ## Check the format, the repository's rules and the flows

lint-swift:
	@git ls-files -z '*.swift' | xargs -0 swift format lint --strict --parallel
	@echo "swift format: clean"

lint-repository:
	@Scripts/lint-repository.sh

lint-flows: .venv-lint/ready
	@.venv-lint/bin/python Tests/Lint/flows.py scenarios

.venv-lint/ready: Tests/Lint/requirements.txt
	@Scripts/setup.sh lint
	@python3 -m venv .venv-lint
	@.venv-lint/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

bench: build ## Count the instructions of the worm drill against the kept figure (UPDATE=1 keeps it)
	@Scripts/setup.sh bench
	@python3 Benchmarks/instructions.py $(if $(UPDATE),--update)

look: build .venv-browser/ready ## Look at both drills' reports in a browser: axe, console, screenshots
	@.venv-browser/bin/python Tests/Browser/look.py

.venv-browser/ready: Tests/Browser/requirements.txt
	@Scripts/setup.sh look
	@python3 -m venv .venv-browser
	@.venv-browser/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

soak: build ## Many seeds of every drill, and the tests that kill, with many rounds
	@Scripts/soak.sh $(SOAK_ROUNDS)
	@swift build $(FLAGS) --build-tests
	@SANDTABLE_ROUNDS=$(SOAK_ROUNDS) swift test $(filter-out --quiet,$(FLAGS)) \
	  --disable-testable-imports --skip-build

install: build ## Install under PREFIX (default /usr/local), honouring DESTDIR
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/sandtable
	install -m 755 $(SANDTABLE) $(DESTDIR)$(PREFIX)/bin/sandtable
	cp -R scenarios $(DESTDIR)$(PREFIX)/share/sandtable/

clean: ## Remove what was built, the reports and the Python environments
	rm -rf .build out .venv-lint .venv-browser
