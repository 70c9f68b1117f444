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

# What .venv was built from, and where: a checkout that moved needs a new one.
fingerprint() {
    {
        pwd
        cat pyproject.toml requirements/constraints.txt scripts/bootstrap.sh
    } | cksum
}

# The interpreter counts only when somebody chose one: `make test` after `make demo PYTHON=…` keeps what is there.
is_fresh() {
    [ -f "$stamp" ] && "$venv/bin/python" -c '' 2>/dev/null || return 1
    [ "$(sed -n 1p "$stamp")" = "$(fingerprint)" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "$(sed -n 2p "$stamp")" = "$1" ]
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
is_fresh "$python" && exit 0
say "Setting up $venv with $("$python" --version) (once, and again when the requirements change) …"
make_environment "$python"
# Hashes and an editable install exclude each other: the pinned packages first, then ours alone.
install --require-hashes --requirement requirements/constraints.txt
install --no-deps --no-build-isolation --editable .
{
    fingerprint
    printf '%s\n' "$python"
} >"$stamp"
