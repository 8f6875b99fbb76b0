# 质程. Needs Python 3.11 or newer, make and a package index; everything runs in .venv.
PYTHON ?= python3
PROGRAMME ?= zone
SEED ?= 1
PARKS ?= 20
KILLS ?= 200
BIN := .venv/bin
# exec: the recipe becomes the process, so that signals and the end of make reach it.
ONEBOX := exec $(PYTHON) onebox/bootstrap.py --

# Every open case compiles the modules of its workflow anew where nothing compiled may be kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run sandbox demo test long checks dev browser format lint types imports lock openapi record index chaos clean

help: ## 显示本帮助
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## 运行平台（正式时钟，数据在 var/），Ctrl-C 停止
	@$(ONEBOX) run

sandbox: ## 运行沙盘（可拨动的时钟，数据在 var/sandbox/）
	@$(ONEBOX) sandbox

demo: ## 演示一个案件（方案、条例）的全过程：PROGRAMME=zone|pilot|district|province
	@$(ONEBOX) demo $(PROGRAMME)

test: dev browser checks ## 运行 CI 的全部检查与测试
	@exec $(BIN)/python -m pytest -n 3 --dist worksteal tests

long: dev browser ## 运行较长的测试（不在 make test 之内）
	@exec $(BIN)/python -m pytest -n 2 --dist worksteal -m long tests

checks: dev ## 并行检查格式、写法、类型、引用方向
	@$(MAKE) --no-print-directory -j4 --output-sync=target format lint types imports

dev: ## 安装测试与检查所需的依赖
	@$(PYTHON) onebox/bootstrap.py dev

browser: ## 确认测试所需的 chromium、中文字体与 faketime，缺少时用 apt-get 安装
	@command -v chromium >/dev/null && command -v pdftoppm >/dev/null && command -v faketime >/dev/null \
	  && fc-list :lang=zh | grep -q . \
	  || { echo "安装 chromium、中文字体、poppler-utils 与 faketime …"; apt-get update -q \
	       && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk fontconfig poppler-utils faketime; }

format: dev ## 检查代码格式
	@$(BIN)/ruff format --check .

lint: dev ## 检查代码写法
	@$(BIN)/ruff check .

types: dev ## 检查类型
	@$(BIN)/mypy

imports: dev ## 检查各层之间的引用方向
	@$(BIN)/lint-imports

lock: dev ## 按 requirements*.in 重新锁定依赖（含哈希）
	@$(BIN)/python -m pip install -q uv==0.13.8
	@$(BIN)/uv pip compile --universal --python-version 3.11 --no-header --generate-hashes -o requirements.lock requirements.in
	@$(BIN)/uv pip compile --universal --python-version 3.11 --no-header --generate-hashes -c requirements.lock -o requirements-dev.lock requirements-dev.in

openapi: dev ## 重写 docs/openapi.json
	@$(BIN)/python cli.py openapi

record: dev ## 重录回放测试用的工作流历史（只在有意改变流程时）
	@$(BIN)/python -m onebox.record

index: dev ## 重写 docs/article-index.md
	@$(BIN)/python -m docs.make_article_index

chaos: dev ## 杀进程演练：SEED=1 PARKS=20 KILLS=200
	@exec $(BIN)/python -m chaos $(SEED) $(PARKS) $(KILLS)

clean: ## 删除 .venv 与各种缓存（不动 var/ 中的数据）
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
