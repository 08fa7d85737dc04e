#!/usr/bin/env bash
# Install the programs that Dateline is measured beside, on Debian: the packaged ones, and the others in an environment
# of their own in the cache folder, where bench looks for them.
set -euo pipefail

packages=(sqlite3 lnav fzf)
as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" apt-get install -qy --no-install-recommends "${packages[@]}"

peers="${XDG_CACHE_HOME:-$HOME/.cache}/dateline-bench/peers"
python3 -m venv "$peers"
"$peers/bin/pip" install -q datasette visidata harlequin duckdb
