# 明账。第一次运行 make 会装好所需的一切，再生成全部公开文本；以后只补缺的。
# 只用到 make、bash 和 Python 3.11；系统软件包用 apt 安装，其余都在本目录的 .venv 和 .fonts 里。

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

# Debian's own 3.11 is preferred: it is built faster than most.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11) $(shell command -v python3.11 || command -v python3))
VENV := .venv
RUN := $(VENV)/bin/python

# WeasyPrint's native libraries (glib, HarfBuzz and fontconfig come with them).
SYSTEM := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# What the tests look at a PDF with: poppler, and Java for veraPDF.
SYSTEM_DEV := poppler-utils default-jre-headless libjaxb-java

PIP := $(RUN) -m pip --disable-pip-version-check --no-input
PIP_INSTALL := $(PIP) install -qq --require-hashes --only-binary :all:

.PHONY: build
build: setup ## 安装所需的一切，生成全部公开文本（直接运行 make 即可）
	$(RUN) build.py

.PHONY: setup
setup: system $(VENV)/.runtime .fonts/.complete bytecode ## 只安装，不生成

# Compiled now, not at every start: an installation may be read-only, or told to write no bytecode.
.PHONY: bytecode
bytecode: $(VENV)/.runtime
	@$(RUN) -m compileall -q mingzhang build.py
	@$(RUN) -m scripts.compiled_dataclasses
	@$(RUN) -m scripts.compiled_templates
	@$(RUN) -m scripts.compiled_patterns || echo '这个 Python 里不能预先编译正则表达式：每次启动时现编译，不影响使用。'

.PHONY: fonts
fonts: .fonts/.complete ## 只准备字体

.PHONY: test
test: ## 格式、规范、类型、分层和全部测试
	@$(MAKE) --no-print-directory format-check
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory imports
	@$(MAKE) --no-print-directory pytest

.PHONY: check
check: format-check lint types imports ## 除测试以外的各项检查

.PHONY: format-check
format-check: $(VENV)/.dev ## 格式是否统一
	$(RUN) -m ruff format --check .

.PHONY: lint
lint: $(VENV)/.dev ## 代码规范
	$(RUN) -m ruff check .

.PHONY: types
types: $(VENV)/.dev ## 类型（严格）
	$(RUN) -m mypy

.PHONY: imports
imports: $(VENV)/.dev ## 各阶段只能单向引用
	$(VENV)/bin/lint-imports --no-logo

.PHONY: pytest
pytest: setup system-dev $(VENV)/.dev ## 全部测试
	$(RUN) -m pytest -n auto --dist worksteal

.PHONY: browser-test
browser-test: setup $(VENV)/.dev .browser/.complete ## 在浏览器里检查页面（无障碍、键盘、各种宽度）
	@scripts/system-packages.sh chromium
	MINGZHANG_BROWSER="$(CURDIR)/.browser" $(RUN) -m pytest -n auto --dist worksteal tests/browser

.PHONY: format
format: $(VENV)/.dev ## 统一格式，并改掉能自动改的规范问题
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

.PHONY: lock
lock: $(VENV)/.runtime ## 按 pyproject.toml 重新确定各程序库的版本
	scripts/lock.sh

.PHONY: bundle
bundle: setup ## 不联网也能安装的压缩包（给一样的 Debian 12 用），写到 dist/
	scripts/bundle.sh $(SYSTEM)

.PHONY: clean
clean: ## 删除安装和生成的一切（sources 不动）
	rm -rf $(VENV) .fonts .browser output dist build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find mingzhang scripts tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## 显示本帮助
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

# Quick when nothing is missing, so it is asked every time.
.PHONY: system
system:
	@test -n "$(PYTHON)" || { echo '错误：找不到 Python。请管理员运行：apt-get install -y python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo '错误：明账需要 Python 3.11 或更高版本。请用 make PYTHON=路径 指定。' >&2; exit 1; }
	@scripts/system-packages.sh $(SYSTEM) $$($(PYTHON) -c 'import ensurepip' 2>/dev/null || echo python3-venv)

.PHONY: system-dev
system-dev:
	@scripts/system-packages.sh $(SYSTEM_DEV)

# The stamp is written last: an installation that was cut short is done again.
$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | system
	@echo '安装程序库到 $(VENV) ……'
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP_INSTALL) --requirement requirements/runtime.txt
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo '安装开发和测试用的程序库……'
	@$(PIP_INSTALL) --requirement requirements/dev.txt
	@touch $@

# A machine's own Node is taken where there is one.
.browser/.complete: tests/browser/package.json
	@command -v node npm >/dev/null || scripts/system-packages.sh nodejs npm
	@mkdir -p .browser && cp tests/browser/package.json .browser/
	@cd .browser && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-package-lock --no-audit --no-fund
	@touch $@

.fonts/.complete: scripts/fonts.py scripts/marks.py scripts/numbers.py scripts/tables.py scripts/fonts.sha256 mingzhang/document/font_faces.py | $(VENV)/.runtime
	@$(RUN) -m scripts.fonts
	@touch $@
