# Everything staff and developers run. "make" alone lists the targets.
# Needs Python 3.11, make and git; the rest is installed by scripts/setup.sh into .venv/ and, where rights allow, by apt.

.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
PYTHON := $(VENV)/bin/python
SOPGEN := $(VENV)/bin/sopgen
PYTEST := $(PYTHON) -m pytest
JOBS ?= 2
MINUTES ?= 10
SET_UP := $(VENV)/.ready
SET_UP_TEST := $(VENV)/.ready-test
SET_UP_WEB := $(VENV)/.ready-web
SETTINGS := pyproject.toml requirements.lock scripts/setup.sh

# A Python that went away (an upgraded machine) makes the set-up run again, and so does a folder that was moved, renamed
# or copied: sopgen's program, which begins with the path of its Python, then names another one than that of this folder.
ifneq ($(shell $(PYTHON) -c 'import sys; print(sys.prefix + "/" in open("$(SOPGEN)").read() and "ok")' 2>/dev/null),ok)
STALE := again
endif

.PHONY: help all setup test quick lint check watch serve bench doctor gallery pages images engines validate fuzz mutate lock clean again

help: ## Daftar perintah ini
	@echo "make PERINTAH:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

all: $(SET_UP) ## Menyiapkan mesin bila perlu, lalu membuat semua dokumen ke build/
	@$(SOPGEN) build

setup: $(SET_UP) ## Hanya menyiapkan mesin (semuanya masuk ke .venv/)
	@echo "Mesin siap. Lanjutkan dengan: make all"

$(SET_UP): $(SETTINGS) $(STALE)
	@scripts/setup.sh run
	@touch $@

$(SET_UP_TEST): requirements-dev.lock requirements-web.lock $(SETTINGS) $(STALE)
	@scripts/setup.sh test
	@touch $(SET_UP) $(SET_UP_WEB) $@

$(SET_UP_WEB): requirements-web.lock $(SETTINGS) $(STALE)
	@scripts/setup.sh web
	@touch $(SET_UP) $@

check: $(SET_UP) ## Memeriksa semua sumber tanpa membuat dokumen
	@$(SOPGEN) check --per $$(date +%F)

watch: $(SET_UP) ## Membuat ulang dokumen setiap kali sumbernya disimpan
	@$(SOPGEN) build --watch

serve: $(SET_UP_WEB) ## Menyunting SOP di peramban, di halamannya sendiri
	@$(SOPGEN) serve

doctor: $(SET_UP) ## Memeriksa apakah mesin ini lengkap
	@$(SOPGEN) doctor

lint: $(SET_UP_TEST)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

test: lint ## Menjalankan seluruh uji
	@$(PYTEST) -n $(JOBS) --dist worksteal

quick: lint ## Menjalankan uji yang cepat saja (di bawah 90 detik)
	@$(PYTEST) -n $(JOBS) --dist worksteal -m "not slow"

fuzz: $(SET_UP_TEST) ## Menguji dengan banyak contoh acak (MINUTES=10, SEED=…, FILES=…)
	@$(PYTHON) scripts/fuzz.py --minutes $(MINUTES) --jobs $(JOBS) $(if $(SEED),--seed $(SEED)) $(FILES)

mutate: $(SET_UP_TEST) ## Mengubah program secara acak (30 kali) dan melihat apakah uji menyadarinya
	@$(PYTHON) scripts/mutate.py --jobs $(JOBS)

validate: $(SET_UP_TEST) ## Memvalidasi hasil build/: PDF/A-3a, PDF/UA-1, dan skema DOCX
	@$(SOPGEN) build
	@find build -name '*.pdf' -not -path '*/.*' -print0 | xargs -0 $(PYTHON) -m tests.verapdf
	@$(PYTHON) -m tests.validate_docx build

bench: $(SET_UP_TEST) ## Mengukur kecepatan (sekitar 10 menit), ke docs/performance.md
	@$(PYTHON) -m benchmarks --write

gallery: $(SET_UP_TEST) ## Gambar setiap halaman dari semua contoh uji, ke build/galeri/
	@$(PYTHON) -m tests.gallery

engines: $(SET_UP_TEST) ## Membandingkan dokumen Word semua contoh uji di LibreOffice dan mesin kedua
	@$(PYTHON) -m scripts.second_engine $(NAMES)

pages: $(SET_UP_TEST)
	@$(PYTHON) scripts/write_pages.py
	@$(PYTHON) scripts/write_contract.py
	@$(PYTHON) scripts/write_messages.py

images: $(SET_UP_TEST)
	@$(PYTHON) scripts/write_images.py
	@$(PYTHON) -m tests.web.browser.pictures
	@$(PYTHON) -m tests.guide

lock: $(SET_UP_TEST)
	@$(PYTHON) scripts/write_lock.py

clean: ## Menghapus hasil dan lingkungan Python
	rm -rf build dist $(VENV) .hypothesis .mypy_cache .ruff_cache .pytest_cache
