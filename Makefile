# Everything a person or a machine does with this project. Needs make and Python 3.11 or newer, nothing else.

PYTHON ?= python3
VENV   ?= .venv

ifeq ($(OS),Windows_NT)
    BIN := $(VENV)/Scripts
else
    BIN := $(VENV)/bin
endif
RUN := $(BIN)/python

.PHONY: demo test check format bench deep guide lock clean

demo: $(VENV)/demo.installed ## the whole program on an embedded sandbox
	@$(RUN) -m terminal_app demo

test: $(VENV)/test.installed ## the tests, a quarter of an hour at most on 2 cores
	$(RUN) -m pytest -n auto --dist worksteal

check: $(VENV)/dev.installed ## the whole gate: format, lint, types, import contracts, tests
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(BIN)/lint-imports
	$(RUN) -m pytest -n auto --dist worksteal

format: $(VENV)/dev.installed ## write the code in its one form
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: $(VENV)/test.installed ## the benchmarks: tables here, JSON in bench-results/
	$(RUN) -m tests.benchmarks.bench_verdict
	$(RUN) -m tests.benchmarks.bench_decode
	$(RUN) -m tests.benchmarks.bench_outbox
	$(RUN) -m tests.benchmarks.bench_start
	$(RUN) -m tests.benchmarks.bench_summary
	$(RUN) -m tests.benchmarks.bench_products

deep: $(VENV)/test.installed ## long explorations: crash images, kills, fuzzing; an hour and more
	HYPOTHESIS_PROFILE=deep $(RUN) -m pytest -m deep --timeout 7200

guide: $(VENV)/test.installed ## write the pages of the codes into docs/
	$(RUN) -m terminal_app --lang zh help --markdown > docs/guide.zh.md
	$(RUN) -m terminal_app --lang en help --markdown > docs/guide.en.md

lock: $(VENV)/dev.installed ## resolve the versions again, with hashes
	$(RUN) -m pip install --quiet uv
	for set in demo test dev; do \
	  $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" --output-file requirements/$$set.lock \
	    $$( [ $$set = demo ] && echo --extra sandbox || echo --extra $$set ) pyproject.toml; \
	done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis bench-results

$(VENV)/%.installed: requirements/%.lock
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || { \
	  echo "需要 Python 3.11 或更新版本及其 venv 模块 / Python 3.11 or newer with its venv module is needed"; \
	  echo "Debian: apt install python3-venv"; exit 1; }
	@echo "正在安装所需的库，第一次约一分钟 / installing what is needed, about a minute the first time"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
