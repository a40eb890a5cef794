# Everything a newcomer needs; each target sets up what it uses.
# Paths are relative on purpose: the folder's own name may hold spaces and accents.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PORT ?= 8000
MONITOR_PORT ?= 8001
SEED ?= 2024
AS_OF ?= 2024-06-30
bin := .venv/bin

.PHONY: help setup demo monitor monitor-wheel report test test-all check bench days docs lock format browser

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: ## make .venv from the lock file (idempotent, offline after the first time)
	@scripts/setup.sh

demo: setup ## the whole program with an invented register, on 127.0.0.1:8000
	@$(bin)/segunda demo --port $(PORT)

monitor: setup ## the prevention mechanism's own program, invented team, on localhost:8001
	@$(bin)/segunda monitor demo --port $(MONITOR_PORT)

monitor-wheel: setup ## the mechanism's own package, without the State's rooms, in dist/
	@$(bin)/python scripts/wheel_monitor.py dist

report: setup ## the demonstration register, screened, and its report on 127.0.0.1:8000
	@$(bin)/segunda demo-data --seed $(SEED) --out demo
	@$(bin)/segunda screen demo/persons.parquet --mapping template --as-of $(AS_OF) --out demo/report
	@$(bin)/segunda serve demo/report --port $(PORT)

browser: setup
	@$(bin)/python tests/journeys/chromium.py

# The two programs have their own settings, so their tests run in processes of their own.
monitor_tests := --ds=tests.monitor.settings src/segunda/monitoring tests/monitor
quick := -n auto --dist loadfile -m "not slow"

test: test-monitor test-state ## unit, law cases, engines, browser walks (at most 5 minutes)
.PHONY: test-monitor test-state
test-monitor: browser
	@$(bin)/python -m pytest $(quick) --junitxml=build/tests-monitor.xml $(monitor_tests)
test-state: browser
	@$(bin)/python -m pytest $(quick) --junitxml=build/tests.xml $(ARGS)

test-all: browser ## everything, also what is slow (at most 60 minutes)
	@scripts/setup.sh spark
	@scripts/setup.sh mutmut
	@$(bin)/python -m pytest --junitxml=build/tests-monitor.xml $(monitor_tests)
	@$(bin)/python -m pytest --junitxml=build/tests.xml $(ARGS)
	@$(bin)/python scripts/mutants.py

checks := check-lock check-format check-lint check-types check-walls check-house
check: $(checks) ## lock, format, lint, types, import walls, front doors (-k: all of them)
.PHONY: $(checks)
$(checks): setup

check-lock:
	@$(bin)/python scripts/lock.py --check
check-format:
	@$(bin)/python -m ruff format --check --output-format concise .
check-lint:
	@$(bin)/python -m ruff check --quiet --output-format concise .
check-types:
	@$(bin)/python -m mypy
check-walls:
	@$(bin)/lint-imports
check-house:
	@$(bin)/python -m pytest tests/architecture

bench: setup ## measure, one JSON line each
	@$(bin)/python -m bench --page

days: browser ## walk the days of docs/days and take their pictures anew
	@$(bin)/python -m pytest tests/journeys/days -m slow $(ARGS)
	@$(bin)/python -m pytest --ds=tests.monitor.settings tests/monitor/days -m slow $(ARGS)
	@rm -rf docs/days/pictures && cp -r build/days docs/days/pictures

docs: setup ## write the generated pages, then check the manual's links and commands
	@$(bin)/python scripts/build_reference.py
	@$(bin)/python -m pytest tests/docs

format: setup ## put the code in the house's form
	@$(bin)/python -m ruff format --quiet .
	@$(bin)/python -m ruff check --quiet --fix .

lock: ## resolve the dependencies again (needs uv and the network)
	@python3 scripts/lock.py
