#!/usr/bin/env bash
# The browser tests need a Chromium. Takes the one that is there, installs Debian's where root and apt are,
# else says why those tests will skip. Never fails: the tests themselves report the skip.
set -uo pipefail

for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium for the browser tests (once) …" >&2
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq >/dev/null 2>&1 &&
        apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1; then
        exit 0
    fi
    echo "No browser tests: apt-get could not install chromium." >&2
    exit 0
fi
echo "No browser tests: there is no chromium. This line mends it on Debian: sudo apt-get install chromium" >&2
