#!/bin/sh
# Make .venv from the lock file: once with the network, from then on without it.
#
#   scripts/setup.sh          what `make setup` runs
#   scripts/setup.sh spark    adds an optional engine from requirements/spark.lock
#
# A stamp inside .venv remembers which lock was installed and where; while neither
# changes nothing is asked of the network and nothing is resolved again.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

suits() { # does this Python run, and is it one the lock was made for?
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
  for name in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
    if suits "$name"; then printf '%s\n' "$name"; return; fi
  done
  say "Falta Python 3.11, 3.12 o 3.13: instálelo con «sudo apt-get install python3 python3-venv» y repita la orden." \
    "/ Python 3.11, 3.12 or 3.13 is missing: install it with \"sudo apt-get install python3 python3-venv\" and run this again."
  exit 2
}

need_venv() { # Debian and Ubuntu ship Python without the part that makes environments
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  say "A Python le falta «venv»: instálelo con «sudo apt-get install $package» y repita la orden." \
    "/ Python lacks \"venv\": install it with \"sudo apt-get install $package\" and run this again."
  exit 2
}

install() { # $1: a lock, every file in it held by its hash
  if ! .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-compile --require-hashes -r "$1"; then
    say "No se pudo instalar lo que dice $1: revise la conexión a internet y repita la orden." \
      "/ What $1 lists could not be installed: check the internet connection and run this again."
    exit 2
  fi
  # Both cores compile once; pip would use one. A file for another Python may not compile: no harm.
  .venv/bin/python -m compileall -q -j 2 .venv/lib >/dev/null 2>&1 || true
}

lock="requirements/${1:-segunda}.lock"
stamp=".venv/.installed-${1:-segunda}"
want="$(sha256sum <"$lock" | cut -d' ' -f1) $(pwd -P)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && .venv/bin/python -c 'import segunda' 2>/dev/null; then
  exit 0
fi

# A folder that was moved or copied keeps scripts that point to its old place.
if [ -f .venv/.installed-segunda ] && [ "$(cut -d' ' -f2- .venv/.installed-segunda)" != "$(pwd -P)" ]; then
  rm -rf .venv
fi
if ! suits .venv/bin/python; then
  python=$(find_python)
  need_venv "$python"
  rm -rf .venv
  "$python" -m venv .venv
fi
.venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
say "Instalando lo que dice $lock (solo la primera vez) / Installing what $lock lists (first time only) …"
install "$lock"
if [ "$lock" = requirements/segunda.lock ]; then
  .venv/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-index --no-build-isolation --editable .
fi
printf '%s' "$want" >"$stamp"
