# Needs Go and make; everything else is fetched. `make` alone lists the targets.

GO       ?= go
BIN      := bin/casebook
FUZZTIME ?= 20s
BENCH    ?= .

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: site
site: build ## build the demo casebook, with its past, into public/ and serve it on this machine
	@rm -rf .demo && $(BIN) demo --quiet .demo
	$(BIN) build --source .demo --output public
	$(BIN) serve --source .demo

.PHONY: build
build: ## build the program: bin/casebook
	$(GO) build -o $(BIN) ./cmd/casebook

# Archives of the same commit are the same, byte for byte: the sums tell whether
# somebody else's are.

SYSTEMS := linux_amd64 linux_arm64 darwin_amd64 darwin_arm64 windows_amd64

.PHONY: dist
dist: ## build the program for every system, with checksums, into dist/; needs GNU tar
	@rm -rf dist && mkdir dist
	@set -e; for system in $(SYSTEMS); do \
		os=$${system%_*}; program=casebook; test $$os != windows || program=casebook.exe; \
		echo "dist/casebook_$$system.tar.gz"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$${system#*_} $(GO) build -trimpath -buildvcs=true -ldflags '-s -w' -o dist/$$system/$$program ./cmd/casebook; \
		cp LICENSE dist/$$system/; \
		tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=go-w -C dist/$$system -cf - . | gzip -n9 >dist/casebook_$$system.tar.gz; \
		rm -r dist/$$system; \
	done
	@cd dist && sha256sum *.tar.gz >checksums.txt

.PHONY: test
test: browser ## run all tests; installs Chromium for the browser's where apt-get can
	$(GO) test $(TESTFLAGS) ./...
	@$(MAKE) --no-print-directory say-browser

.PHONY: check
check: ## gofmt, go vet, staticcheck, and a tidy go.mod
	@unformatted=$$(gofmt -l assets cmd content internal layouts) && \
		{ test -z "$$unformatted" || { echo "gofmt -w would change:"; echo "$$unformatted"; exit 1; }; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

.PHONY: bench
bench: ## run the benchmarks: BENCH=Dir for one of them
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem ./...

.PHONY: update
update: ## rewrite the golden parts of the test cases; read the diff before you commit it
	$(GO) test $$(grep -rl --include='*_test.go' 'flag.Bool("update"' cmd internal | xargs -n1 dirname | sort -u | sed 's,^,./,') -update

.PHONY: fuzz
fuzz: ## fuzz every parser for FUZZTIME (20s) each
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' cmd internal | sort | \
	while IFS=: read -r file name; do \
		$(GO) test -run '^$$' -fuzz "^$${name#func }$$" -fuzztime $(FUZZTIME) "./$$(dirname "$$file")" || exit 1; \
	done

# What others' tools say of the demo's pages. They lie in .cache/, and come from
# npm by the versions in .audit/. Without them nothing is audited, and the target
# says so, unless CASEBOOK_NPM=required.

AUDIT := .cache/audit

.PHONY: audit
audit: browser ## axe-core, the HTML checkers and Lighthouse over the demo; needs npm
	@if ! command -v npm >/dev/null; then \
		echo; \
		echo "*** NOT AUDITED: axe-core, html-validate and Lighthouse come from npm, and there is none."; \
		echo "*** Install Node.js with npm, and run make audit."; \
		test "$$CASEBOOK_NPM" != required; \
	elif ! $(MAKE) --no-print-directory $(AUDIT)/installed; then \
		echo; \
		echo "*** NOT AUDITED: npm could not install axe-core, html-validate and Lighthouse; it says why above."; \
		test "$$CASEBOOK_NPM" != required; \
	else \
		CASEBOOK_AUDIT="$(CURDIR)/$(AUDIT)" $(GO) test -count=1 -timeout 15m -v -run '^TestAudit' ./cmd/casebook; \
	fi

$(AUDIT)/installed: .audit/package.json .audit/package-lock.json .audit/.npmrc
	@mkdir -p $(AUDIT) && cp .audit/package.json .audit/package-lock.json .audit/.npmrc $(AUDIT)/
	cd $(AUDIT) && npm ci --no-fund --no-audit
	@touch $@

BENCHED := .cache/bench

.PHONY: bench-search
bench-search: browser ## the site's search beside Pagefind's, as a table; needs npm and a browser
	@mkdir -p $(BENCHED) && cp .audit/pagefind/package.json .audit/pagefind/.npmrc $(BENCHED)/
	cd $(BENCHED) && npm install --no-package-lock --no-fund --no-audit
	CASEBOOK_BENCH="$(CURDIR)/$(BENCHED)" $(GO) test -count=1 -timeout 60m -v -run '^TestBenchSearch$$' ./cmd/casebook

.PHONY: screenshots
screenshots: browser ## pictures of every kind of page into .screenshots/, to look at
	@rm -rf .screenshots
	CASEBOOK_SCREENSHOTS="$(CURDIR)/.screenshots" $(GO) test -count=1 -timeout 15m -run '^TestScreenshots$$' ./cmd/casebook
	@$(MAKE) --no-print-directory say-browser

# The browser's tests skip without a browser, unless CASEBOOK_BROWSER=required.

FIND_BROWSER := { test -n "$$CASEBOOK_BROWSER_PATH" || \
	command -v chromium || command -v chromium-browser || \
	command -v google-chrome || command -v google-chrome-stable || command -v chrome; } >/dev/null

.PHONY: browser
browser:
	@$(FIND_BROWSER) && exit 0; \
	command -v apt-get >/dev/null || exit 0; \
	if test "$$(id -u)" = 0; then as=; elif sudo -n true 2>/dev/null; then as='sudo -n'; else exit 0; fi; \
	echo "Installing Chromium for the browser's tests ..."; \
	$$as apt-get update -qq && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null || \
	echo "Chromium could not be installed."

.PHONY: say-browser
say-browser:
	@$(FIND_BROWSER) || { \
		echo; \
		echo "*** NOT TESTED: the tests that need a browser were skipped, because there is none."; \
		echo "*** Install Chromium, or name a browser in CASEBOOK_BROWSER_PATH."; \
	}
