#!/usr/bin/env bash
# Compiles requirements/constraints.txt anew, and from it runtime.txt, what the container image installs: the same
# pins without the tools of developers. UPGRADE=yes takes the newest versions, else what is pinned stays.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v uv >/dev/null || {
    echo "uv is not on the path. Install it (pipx install uv) and repeat: make constraints" >&2
    exit 1
}
upgrade=()
[ "${UPGRADE:-no}" = no ] || upgrade=(--upgrade)
# No index lines and no header: a commit names no registry and no machine.
compile() {
    uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
compile --extra dev "${upgrade[@]}" pyproject.toml --output-file requirements/constraints.txt
compile --constraint requirements/constraints.txt pyproject.toml --output-file requirements/runtime.txt
