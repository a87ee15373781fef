#!/bin/sh
# Prepares this folder: system parts through apt where rights allow, Python packages into .venv/.
#
#   scripts/setup.sh run      what "make all" needs
#   scripts/setup.sh web      what "make serve" needs besides
#   scripts/setup.sh test     what "make test" needs besides
#
# Messages are for the staff, hence Indonesian. Exit status: 0 ready, 2 something must be installed by hand.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
venv=.venv

say() { printf '%s\n' "$*"; }
fail() { say "GAGAL: $*" >&2; exit 2; }
have() { command -v "$1" >/dev/null 2>&1; }

# Says what begins; from the first step on somebody says every five seconds that it goes on: installing may take minutes.
# That ends with this script however it ends: a process whose parent is gone has another one.
telling=
step() {
    say "$*"
    [ -z "$telling" ] || return 0
    telling=yes
    "$python" -c '
import os, sys, time
parent, interval, passed = int(sys.argv[1]), float(sys.argv[2]), 0
while True:
    end = time.monotonic() + interval
    while time.monotonic() < end:
        if os.getppid() != parent:
            sys.exit()
        time.sleep(min(0.2, interval))
    passed += 5
    os.write(1, f"  … masih berjalan ({passed} detik)\n".encode())
' $$ 5 9>&- &
}

# Locks this folder's set-up on descriptor 9, until this script and what it has started are gone, however they end.
# Exit status: 1 when another one holds the lock ("try" does not wait), 2 when this drive knows no locks.
lock() {
    "$python" -c '
import sys
try:
    import fcntl
    fcntl.flock(9, fcntl.LOCK_EX | (fcntl.LOCK_NB if sys.argv[1] == "try" else 0))
except BlockingIOError:
    sys.exit(1)
except (ImportError, OSError):
    sys.exit(2)
' "$1"
}

# One set-up at a time: another one would take the environment that is being made for a broken one, and delete it.
wait_for_others() {
    if [ -w scripts/setup.sh ]; then exec 9>>scripts/setup.sh; else exec 9<scripts/setup.sh; fi
    lock try && return
    if [ $? -eq 1 ]; then
        step "Penyiapan lain sedang berjalan di folder ini; menunggu sampai selesai."
        lock wait && return
    fi
    say "Folder ini tidak dapat dikunci; jangan menyiapkannya dua kali pada saat yang sama."
}

# The first Python of at least 3.11; prints nothing when there is none.
find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14 python; do
        if have "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

# Whether the shared library $1 can be loaded (needs no compiler and no ldconfig on the path).
has_library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

# Names of Debian packages that are missing for $kind, blank-separated.
missing_packages() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv '
    has_library libpango-1.0.so.0 || printf 'libpango-1.0-0 '
    has_library libpangoft2-1.0.so.0 || printf 'libpangoft2-1.0-0 '
    has_library libharfbuzz-subset.so.0 || printf 'libharfbuzz-subset0 '
    have dot || printf 'graphviz '
    if have fc-list; then
        [ -n "$(fc-list 'Liberation Sans' family)" ] || printf 'fonts-liberation '
        # For signs that Arial's like has not: ticks, arrows, mathematics.
        [ -n "$(fc-list 'DejaVu Sans' family)" ] || printf 'fonts-dejavu-core '
    else
        printf 'fontconfig fonts-liberation fonts-dejavu-core '
    fi
    [ "$kind" = test ] || return 0
    have soffice || printf 'libreoffice-writer '
    have javac || printf 'default-jdk-headless '  # the PDF validator of the tests is started from its source
    [ -e /usr/share/java/jaxb-api.jar ] || printf 'libjaxb-java '
    have pdftoppm || printf 'poppler-utils '
}

# Whether a font has the character of the hexadecimal number $1.
has_letter() { [ -n "$(fc-list ":charset=$1" family)" ]; }

# Names of packages with fonts that few documents need: the country's own scripts, and emoji as outlines.
missing_fonts() {
    have fc-list || return 0
    for letter in a98f 1b13 1b8a 1bc2 1a12 a930; do
        has_letter $letter || { printf 'fonts-noto-core '; break; }
    done
    has_letter 1f4c4 || printf 'fonts-symbola '
}

# Runs its arguments as root; fails when that needs a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@" 9>&-  # what an installation starts and leaves behind does not hold the lock
    elif have sudo && sudo -n true 2>/dev/null; then
        sudo -n "$@" 9>&-
    else
        return 126
    fi
}

apt_install() {
    # shellcheck disable=SC2086  # the list is meant to be split
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $1 >"$log" 2>&1
}

install_packages() {
    by_hand="sudo apt-get update && sudo apt-get install -y $1"
    have apt-get || fail "bagian sistem berikut belum terpasang; pasanglah dengan pengelola paket mesin ini, lalu ulangi: $1"
    as_root true || fail "bagian sistem belum lengkap dan akun ini tidak berhak memasangnya; jalankan: $by_hand"
    step "Memasang bagian sistem: $1"
    log=$(mktemp)
    # The package lists of a fresh machine are empty or old: ask for new ones when the first try fails.
    apt_install "$1" || { as_root apt-get update -q >"$log" 2>&1 && apt_install "$1"; } || {
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "pemasangan bagian sistem tidak berhasil; periksa pesan di atas, lalu jalankan: $by_hand"
    }
    rm -f "$log"
}

# Installs the packages $3, which are $1, where that is possible, and names them elsewhere after the sentence $2; without
# them all else works, so nobody waits long for a network that does not answer.
install_wished() {
    if have apt-get && as_root true; then
        step "Memasang $1: $3"
        log=$(mktemp)
        hurry="-o Acquire::Retries=0 -o Acquire::http::Timeout=15 -o Acquire::https::Timeout=15"
        # shellcheck disable=SC2086  # as above
        if apt_install "$hurry $3" || { as_root apt-get update -q $hurry >"$log" 2>&1 && apt_install "$hurry $3"; }; then
            rm -f "$log"
            return
        fi
        rm -f "$log"
    fi
    say "$2; bila diperlukan, jalankan: sudo apt-get update && sudo apt-get install -y $3"
}

make_venv() {
    if [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null; then
        "$venv/bin/python" scripts/mend_venv.py ||
            fail "lingkungan Python di $venv/ tidak dapat disesuaikan dengan tempat folder ini; hapus $venv/, lalu ulangi"
        return
    fi
    step "Membuat lingkungan Python di $venv/"
    rm -rf "$venv"
    "$python" -m venv "$venv" || fail "lingkungan Python tidak dapat dibuat di $venv/ (lihat pesan di atas)"
}

pip_install() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" ||
        fail "paket Python tidak dapat dipasang (lihat pesan di atas); periksa sambungan ke gudang paket, lalu ulangi"
}

python=$(find_python)
if [ -z "$python" ] && command -v python3 >/dev/null; then
    fail "Python di sini ($(python3 -V 2>&1)) terlalu lama, diperlukan 3.11; jalankan: sudo apt-get install -y python3.11 python3.11-venv"
fi
[ -n "$python" ] || fail "Python 3.11 atau yang lebih baru tidak ditemukan; jalankan: sudo apt-get install -y python3 python3-venv"

wait_for_others

missing=$(missing_packages)
missing=${missing% }
[ -z "$missing" ] || install_packages "$missing"

fonts=$(missing_fonts)
fonts=${fonts% }
[ -z "$fonts" ] || install_wished "huruf untuk aksara daerah dan emoji" "Huruf untuk aksara daerah dan emoji belum ada" "$fonts"

# Pages for browsers are compared with the PDF; without a browser that test says aloud that it was skipped.
if [ "$kind" = test ] && ! have chromium && ! have chromium-browser && ! have google-chrome; then
    install_wished "peramban untuk uji" "Peramban untuk uji (Chromium) belum ada dan ujinya dilewati" chromium
fi

make_venv
step "Memasang paket Python (versi tetap dari requirements.lock)"
case $kind in
    test) pip_install --no-deps -r requirements.lock -r requirements-dev.lock ;;
    web) pip_install --no-deps -r requirements.lock -r requirements-web.lock ;;
    *) pip_install --no-deps -r requirements.lock ;;
esac
pip_install --no-deps --no-build-isolation --editable .
if [ "$kind" = test ] && have npm; then
    step "Memasang alat uji dari npm"
    # A third judge of DOCX files, an editor's helper, a judge of the page; without them their tests say aloud that they
    # were skipped.
    for tool in DOCX_VALIDATOR YAML_SERVER AXE; do
        "$venv/bin/python" -c "import sys; from tests import npm_tools
sys.exit(npm_tools.$tool.find(install=True) is None)" || say "Alat uji dari npm ($tool) tidak dapat dipasang; ujinya dilewati."
    done
fi
say "Siap."
