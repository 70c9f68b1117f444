#!/usr/bin/env bash
# Builds .venv from requirements/constraints.txt and installs the package editable.
# PYTHON=/path/to/python3 chooses the interpreter; a second run with nothing new ends at once.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/.resnet-stamp
minimum="3.11"

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null || fail "PYTHON=$PYTHON is no program. Give the path of a Python $minimum or newer."
        is_new_enough "$PYTHON" || fail "PYTHON=$PYTHON is older than $minimum. Give the path of a newer one."
        command -v "$PYTHON"
        return
    fi
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    fail "No Python $minimum or newer is on the path. Install one, or give its path: make setup PYTHON=/path/to/python3"
}

# What .venv was filled from.
fingerprint() { cat pyproject.toml requirements/constraints.txt scripts/bootstrap.sh | cksum; }

# Line 1 of the stamp: the fingerprint; 2: the interpreter; 3: the folder, since a checkout that moved needs a new one.
# The interpreter counts only when somebody chose one: `make test` after `make demo PYTHON=…` keeps what is there.
has_environment() {
    [ -f "$stamp" ] && "$venv/bin/python" -c '' 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(sed -n 2p "$stamp")" = "$1" ] || return 1
    [ "$(sed -n 3p "$stamp")" = "$PWD" ]
}

# Debian's python3 has no ensurepip until python3-venv is there, but often a pip that can fill another environment.
fill_with_any_pip() {
    local python=$1 wheel
    "$python" -m venv --clear --without-pip "$venv" 2>/dev/null || return 1
    if "$python" -m pip --python "$venv/bin/python" install --quiet pip 2>/dev/null; then return 0; fi
    for wheel in /usr/share/python-wheels/pip-*.whl; do
        [ -f "$wheel" ] && "$venv/bin/python" "$wheel/pip" install --quiet pip && return 0
    done
    return 1
}

make_environment() {
    local python=$1
    if command -v uv >/dev/null; then
        uv venv --quiet --clear --python "$python" "$venv"
    elif ! "$python" -m venv --clear "$venv" >/dev/null 2>&1 && ! fill_with_any_pip "$python"; then
        rm -rf "$venv"
        say "$python cannot make virtual environments (its ensurepip is missing). This line mends it on Debian and Ubuntu:"
        fail "    sudo apt-get install python3-venv"
    fi
}

install() {
    if command -v uv >/dev/null; then
        uv pip install --quiet --python "$venv/bin/python" "$@"
    else
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    fi
}

python=$(find_python)
if has_environment "$python"; then
    [ "$(sed -n 1p "$stamp")" != "$(fingerprint)" ] || exit 0
    python=$(sed -n 2p "$stamp")
    say "The requirements changed: bringing $venv up to date …"
else
    say "Setting up $venv with $("$python" --version) (once) …"
    make_environment "$python"
fi
# Hashes and an editable install exclude each other: the pinned packages first, then ours alone.
install --require-hashes --requirement requirements/constraints.txt
install --no-deps --no-build-isolation --editable .
{
    fingerprint
    printf '%s\n%s\n' "$python" "$PWD"
} >"$stamp"
