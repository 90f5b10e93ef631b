# `make help` lists what can be done. Everything is installed into .venv from uv.lock.

SHELL := /bin/bash
.DEFAULT_GOAL := help
export RASA_TELEMETRY_ENABLED := false

# Python 3.12 by any of its names, or one that uv has; uv is installed from PyPI where it is missing.
IS_WANTED := import sys; sys.exit(sys.version_info[:2] != (3, 12))
PYTHON := $(shell for p in python3.12 python3 python "$$(uv python find 3.12 2>/dev/null)"; do "$$p" -c '$(IS_WANTED)' 2>/dev/null && echo "$$p" && break; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .tools/bin/uv)
RUN := .venv/bin/python

.PHONY: help install guidance guidance-export guidance-undo guidance-versions run cluster chat requests gaps purge backup restore sms sms-costs opt-out train check checkers test test-fast test-clock bench bench-chat screenshots feedback format clean eval

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

install: .venv/installed ## install everything into .venv

.venv/installed: pyproject.toml uv.lock
	@[ -n "$(PYTHON)" ] || { echo "Python 3.12 is needed and was not found: install it (python.org, pyenv install 3.12, apt-get install python3.12 python3.12-venv), then call make again." >&2; exit 1; }
	@[ "$(UV)" = uv ] || [ -x .tools/bin/uv ] || { echo "Installing uv ..."; $(PYTHON) -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv; }
	@echo "Installing the locked packages into .venv (a few minutes the first time) ..."
	@$(UV) sync --frozen --python "$(PYTHON)"
	@touch $@

guidance: install ## publish the folder guidance/, or FILE=..., as a new version (AUTHOR, REASON, APPROVER; FORCE=1)
	@$(RUN) -m assistant.commands.guidance publish --file "$$FILE" --author "$$AUTHOR" --reason "$$REASON" --approver "$$APPROVER" --force "$$FORCE"

guidance-export: install ## write the current version's files into guidance/
	@$(RUN) -m assistant.commands.guidance export

guidance-undo: install ## make the version before current again, as a new version (AUTHOR, APPROVER)
	@$(RUN) -m assistant.commands.guidance undo --author "$$AUTHOR" --approver "$$APPROVER"

guidance-versions: install ## every version: number, when, who, why
	@$(RUN) -m assistant.commands.guidance versions

run: install ## start the assistant on http://localhost:5005 (PORT=... moves it)
	@$(RUN) -m assistant.commands.serve

cluster: install ## several workers behind nginx, on PostgreSQL and Redis (DATABASE_URL, REDIS_URL, or on localhost)
	@$(RUN) -m assistant.commands.cluster

chat: install ## talk to it in `rasa shell`, with kind, facts and source of each reply
	@$(RUN) -m assistant.commands.chat

requests: install ## call-back requests that wait; DONE="12 14" marks those done
	@DONE="$(DONE)" $(RUN) -m assistant.commands.requests

gaps: install ## what patients asked and the guidance does not say
	@$(RUN) -m assistant.commands.gaps

purge: install ## delete what has been kept long enough (done daily while the assistant runs)
	@$(RUN) -m assistant.commands.purge

backup: install ## write everything that is kept into a file in var/backups (FILE=... names another)
	@FILE="$(FILE)" $(RUN) -m assistant.commands.backup

restore: install ## read a backup into an empty database: make restore FILE=...
	@FILE="$(FILE)" $(RUN) -m assistant.commands.restore

sms: install ## text the running assistant as Twilio would: make sms TEXT="..."
	@$(RUN) -m assistant.commands.try_sms

sms-costs: install ## segments of every answer as a text
	@$(RUN) -m assistant.commands.sms_costs

opt-out: install ## no more texts for somebody who asked staff: make opt-out NUMBER=+1...
	@$(RUN) -m assistant.commands.opt_out

train: install ## train the model and the red-flag gate's weights, what of them is not current
	@$(RUN) -m assistant.commands.model

check: install ## lint, types, training data, guidance
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(RUN) -m assistant.commands.check_guidance
	@echo "Validating the training data (half a minute) ..."
	@$(RUN) -m assistant.commands.validate_data

checkers: .tools/checkers/installed ## programs that check what is in deploy/; without them its tests are skipped

.tools/checkers/installed: deploy/checkers.txt | install
	@$(RUN) -m venv .tools/checkers
	@.tools/checkers/bin/pip install --quiet --disable-pip-version-check -r deploy/checkers.txt
	@touch $@

test-fast: install ## most tests that need no trained model, in less than a minute (about another if the red-flag gate changed)
	@$(RUN) -m assistant.commands.model weights
	@$(RUN) -m pytest -n auto -m "not assistant and not slow"

test: install train ## all tests, on the running assistant too
	@$(RUN) -m pytest

test-clock: install train .tools/clock/installed ## nightly: tests that know a date, at the moments listed in tests/clock.py
	@$(RUN) -m tests.clock

# Debian's own libfaketime 0.9.10 breaks the sleep of Python 3.11 and later; this one is compiled where PyPI has no wheel.
.tools/clock/installed: | install
	@$(RUN) -m venv .tools/clock
	@.tools/clock/bin/pip install --quiet --disable-pip-version-check --no-deps libfaketime==3.0.1
	@touch $@

eval: install train ## how well patients are understood, on held-out questions; writes reports/
	@mkdir -p reports
	@$(RUN) -m quality.evaluation 2>reports/evaluation.log || { tail -n 20 reports/evaluation.log; exit 1; }

bench: install train ## figures beside a default assistant of `rasa init`, into reports/ (half an hour; QUICK=1: ten minutes)
	@$(RUN) -m quality.benchmark $(if $(QUICK),--quick)

bench-chat: install train ## weight and speed of the website chat, in Chromium
	@$(RUN) -m tests.browser measure

screenshots: install train ## take the pictures in docs/ anew, in Chromium
	@$(RUN) -m tests.browser screenshots

feedback: install ## which facts helped visitors of the website, and which did not
	@$(RUN) -m assistant.commands.feedback

format: install ## put the code into its usual form
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

clean: ## remove what was made: models, databases, packages
	rm -rf .venv .tools models var reports .rasa
