"""A new machine: what make offers, what the set-up says when it may not install, what the wheel carries."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "scripts" / "setup.sh"


def test_make_alone_lists_what_it_can_do() -> None:
    shown = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^  ([a-z]+) ", shown, re.MULTILINE))
    promised = "all setup test quick check watch serve bench doctor gallery validate fuzz clean help"
    assert set(promised.split()) <= targets


def write_program(place: Path, text: str) -> None:
    """Write a shell script that stands for a program."""
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(0o755)


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A folder of programs: Python and the usual tools, no Graphviz; somebody without rights, and apt."""
    for name in ("dirname", "sh", "env", "cat", "mktemp", "rm", "tail"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    (tmp_path / "python3").symlink_to(sys.executable)
    for name, text in (("id", "echo 1000"), ("apt-get", "echo must not run >&2; exit 99"), ("sudo", "exit 1")):
        write_program(tmp_path / name, text)
    return tmp_path


def set_up(programs: Path) -> subprocess.CompletedProcess[str]:
    """Run the set-up with only these programs."""
    return subprocess.run(
        ["/bin/sh", str(SETUP), "run"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False
    )


def test_without_rights_the_set_up_says_in_one_sentence_what_to_run(bare_machine: Path) -> None:
    done = set_up(bare_machine)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "jalankan: sudo apt-get update && sudo apt-get install -y" in done.stderr
    assert "graphviz" in done.stderr


def test_without_apt_the_set_up_names_what_is_missing(bare_machine: Path) -> None:
    (bare_machine / "apt-get").unlink()
    done = set_up(bare_machine)
    assert done.returncode == 2
    assert "pasanglah dengan pengelola paket mesin ini" in done.stderr
    assert "graphviz" in done.stderr


FONTS = "fonts-noto-core fonts-symbola"
#: Writes down what it was asked for, and fails where ``failing`` stands in that.
APT = """
echo "$*" >>{asked}
case "$*" in *{failing}*) echo "E: tidak ada sambungan"; exit 100;; esac
"""


@pytest.fixture
def machine_without_fonts(bare_machine: Path, tmp_path: Path) -> Path:
    """All that is needed is there but the fonts; the environment cannot be made, which ends the set-up behind them."""
    real = (bare_machine / "python3").resolve()
    (bare_machine / "python3").unlink()
    programs = {
        "python3": f'case "$*" in *"-m venv"*) exit 1;; esac; exec "{real}" "$@"',
        "dot": "exit 0",
        "fc-list": 'case "$1" in :charset=*) ;; *) echo "$1";; esac',
    }
    for name, text in programs.items():
        write_program(bare_machine / name, text)
    folder = tmp_path / "kantor" / "scripts"
    folder.mkdir(parents=True)
    shutil.copy(SETUP, folder)
    return bare_machine


def set_up_without_fonts(programs: Path) -> str:
    """What the set-up of the office says until it comes to the environment, which cannot be made."""
    done = subprocess.run(
        ["/bin/sh", str(programs / "kantor" / "scripts" / SETUP.name), "run"],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "lingkungan Python tidak dapat dibuat" in done.stderr
    return done.stdout


def told(said: str) -> bool:
    """Whether the set-up names the fonts for somebody else to install."""
    wish = f"bila diperlukan, jalankan: sudo apt-get update && sudo apt-get install -y {FONTS}"
    return f"Huruf untuk aksara daerah dan emoji belum ada; {wish}" in said


def test_without_rights_fonts_that_few_need_are_only_told(machine_without_fonts: Path) -> None:
    said = set_up_without_fonts(machine_without_fonts)
    assert told(said)
    assert "Memasang" not in said


def test_without_apt_fonts_that_few_need_are_only_told(machine_without_fonts: Path) -> None:
    (machine_without_fonts / "apt-get").unlink()
    assert told(set_up_without_fonts(machine_without_fonts))


@pytest.mark.parametrize(
    ("failing", "commands"),
    [("nothing", ["install"]), ("fonts", ["install", "update", "install"]), ("", ["install", "update"])],
    ids=["all is well", "no such package", "no network"],
)
def test_with_rights_fonts_that_few_need_are_installed_or_told(
    failing: str, commands: list[str], machine_without_fonts: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    write_program(machine_without_fonts / "id", "echo 0")
    write_program(machine_without_fonts / "apt-get", APT.format(asked=asked, failing=failing))
    said = set_up_without_fonts(machine_without_fonts)
    assert f"Memasang huruf untuk aksara daerah dan emoji: {FONTS}" in said
    assert told(said) is (failing != "nothing")
    calls = asked.read_text().splitlines()
    assert [call.split()[0] for call in calls] == commands
    assert all(call.endswith(f" {FONTS}") for call in calls if call.startswith("install"))


def test_a_python_too_old_is_named_with_the_package_of_a_newer_one(bare_machine: Path) -> None:
    (bare_machine / "python3").unlink()
    write_program(bare_machine / "python3", 'case "$1" in -V) echo Python 3.10.12;; *) exit 1;; esac')
    done = set_up(bare_machine)
    assert done.returncode == 2
    assert "Python di sini (Python 3.10.12) terlalu lama, diperlukan 3.11" in done.stderr
    assert "jalankan: sudo apt-get install -y python3.11 python3.11-venv" in done.stderr


#: Makes an environment whose Python writes down what it is asked for; the first of two waits for the word to go on.
MAKE_VENV = """
case "$*" in
*"-m venv"*)
    echo making >>{log}
    if mkdir {first} 2>/dev/null; then echo made-up; cat {word}; fi
    mkdir -p .venv/bin
    printf '#!/bin/sh\\necho ready >>{log}\\n' >.venv/bin/python
    chmod +x .venv/bin/python
    exit;;
esac
exec "{real}" "$@"
"""


@pytest.fixture
def fresh_clone(machine_without_fonts: Path, tmp_path: Path) -> Path:
    """A machine with all that is needed; its first environment is not made before somebody writes to ``word``."""
    real = Path(sys.executable).resolve()
    os.mkfifo(tmp_path / "word")
    places = {name: tmp_path / name for name in ("log", "first", "word")}
    write_program(machine_without_fonts / "python3", MAKE_VENV.format(real=real, **places))
    for name in ("mkdir", "chmod"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    return machine_without_fonts


def begin_set_up(programs: Path) -> subprocess.Popen[str]:
    """Start the set-up of the office in a group of processes of its own."""
    command = ["/bin/sh", str(programs / "kantor" / "scripts" / SETUP.name), "run"]
    return subprocess.Popen(
        command, env={"PATH": str(programs)}, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def said_until(set_up: subprocess.Popen[str], word: str) -> str:
    """What a set-up says until ``word``, or until its end."""
    assert set_up.stdout is not None
    said = ""
    for line in set_up.stdout:
        said += line
        if word in line:
            break
    return said


WAITS = "Penyiapan lain sedang berjalan di folder ini; menunggu sampai selesai."


def test_of_two_first_set_ups_the_second_waits_and_keeps_what_the_first_has_made(fresh_clone: Path) -> None:
    with begin_set_up(fresh_clone) as first:
        said_until(first, "made-up")
        with begin_set_up(fresh_clone) as second:
            said = said_until(second, "menunggu")
            (fresh_clone / "word").write_text("go on")
            assert WAITS in said
            assert "Siap." in said_until(second, "Siap.")
    assert (first.returncode, second.returncode) == (0, 0)
    assert (fresh_clone / "log").read_text().split().count("making") == 1


def test_a_set_up_that_was_killed_locks_nobody_out(fresh_clone: Path) -> None:
    with begin_set_up(fresh_clone) as first:
        said_until(first, "made-up")
        os.killpg(first.pid, signal.SIGKILL)
    with begin_set_up(fresh_clone) as second:
        said = said_until(second, "Siap.")
    assert "menunggu" not in said
    assert second.returncode == 0


def test_where_nothing_can_be_locked_the_set_up_says_so_and_goes_on(fresh_clone: Path) -> None:
    (fresh_clone / "first").mkdir()
    python = (fresh_clone / "python3").read_text()
    write_program(fresh_clone / "python3", f'case "$*" in *flock*) exit 2;; esac\n{python}')
    with begin_set_up(fresh_clone) as alone:
        said = said_until(alone, "Siap.")
    assert "Folder ini tidak dapat dikunci" in said
    assert alone.returncode == 0


@pytest.fixture
def hurried_clone(fresh_clone: Path) -> Path:
    """A fresh clone where five seconds pass at once for whoever says that the set-up goes on."""
    python = (fresh_clone / "python3").read_text()
    hurry = f'case "$*" in *"masih berjalan"*) exec "{Path(sys.executable).resolve()}" -c "$2" "$3" 0.05;; esac\n'
    write_program(fresh_clone / "python3", hurry + python)
    return fresh_clone


def test_a_set_up_that_takes_long_says_every_five_seconds_that_it_goes_on(hurried_clone: Path) -> None:
    with begin_set_up(hurried_clone) as first:
        assert "Membuat lingkungan Python di .venv/" in said_until(first, "Membuat")
        assert "  … masih berjalan (10 detik)\n" in said_until(first, "(10 detik)")
        with begin_set_up(hurried_clone) as second:
            assert "  … masih berjalan (5 detik)\n" in said_until(second, "(5 detik)")
            (hurried_clone / "word").write_text("go on")
            assert "Siap.\n" in said_until(first, "Siap.")
            assert "Siap.\n" in said_until(second, "Siap.")
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_set_up_that_was_killed_leaves_nobody_who_says_that_it_goes_on(hurried_clone: Path) -> None:
    with begin_set_up(hurried_clone) as first:
        said_until(first, "(5 detik)")
        first.kill()  # nobody asks how it ended before its output does
        (hurried_clone / "word").write_text("go on")
        said_until(first, "no such line")


def test_without_python_the_set_up_says_so(bare_machine: Path) -> None:
    (bare_machine / "python3").unlink()
    done = set_up(bare_machine)
    assert done.returncode == 2
    assert "Python 3.11 atau yang lebih baru tidak ditemukan" in done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with the Makefile and an environment that is ready; its set-up only says that it was run."""
    folder = tmp_path / "kantor lama"
    (folder / "scripts").mkdir(parents=True)
    locks = ("requirements.lock", "requirements-web.lock", "requirements-dev.lock")
    for name in ("Makefile", "pyproject.toml", *locks, "scripts/mend_venv.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "scripts/setup.sh").write_text("#!/bin/sh\necho menyiapkan\n.venv/bin/python scripts/mend_venv.py\n")
    (folder / "scripts/setup.sh").chmod(0o755)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=folder, check=True)
    program = folder / ".venv/bin/sopgen"  # as pip writes it where a path has blanks
    begin = f"""#!/bin/sh\n'''exec' "{folder}/.venv/bin/python" "$0" "$@"\n' '''\n"""
    program.write_text(begin + "print('sopgen berjalan')\n")
    program.chmod(0o755)
    for name in (".ready", ".ready-test"):
        (folder / ".venv" / name).touch()
    return folder


def make(folder: Path, target: str) -> str:
    """What ``make`` says."""
    return subprocess.run(["make", "-s", target], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_folder_that_is_ready_is_not_set_up_again(office: Path) -> None:
    assert make(office, "check") == "sopgen berjalan\n"


def test_what_the_page_needs_is_installed_when_it_is_first_asked_for(office: Path) -> None:
    script = (office / "scripts/setup.sh").read_text()
    (office / "scripts/setup.sh").write_text(script.replace("menyiapkan", "menyiapkan $1"))
    assert make(office, "serve") == "menyiapkan web\nsopgen berjalan\n"
    assert make(office, "serve") == make(office, "check") == "sopgen berjalan\n"


def test_each_kind_of_set_up_installs_its_lists_of_packages() -> None:
    script = SETUP.read_text(encoding="utf-8")
    for kind, lists in (("test", "requirements-dev.lock"), ("web", "requirements-web.lock")):
        assert f"{kind}) pip_install --no-deps -r requirements.lock -r {lists} ;;" in script
    pinned = {name: set((ROOT / f"requirements-{name}.lock").read_text().split("\n")[1:]) for name in ("dev", "web")}
    assert pinned["web"] <= pinned["dev"], "make test tries the page as well"


@pytest.mark.parametrize("how", ["renamed", "copied"])
def test_a_folder_that_was_moved_is_set_up_again_once(office: Path, how: str) -> None:
    moved = office.with_name("kantor, baru")
    if how == "renamed":
        office.rename(moved)
    else:
        shutil.copytree(office, moved, symlinks=True)
    assert make(moved, "check") == "menyiapkan\nsopgen berjalan\n"
    assert make(moved, "check") == "sopgen berjalan\n"
    files = (path for path in (moved / ".venv").rglob("*") if path.is_file() and not path.is_symlink())
    assert [path.name for path in files if str(office).encode() in path.read_bytes()] == []
    assert f"{moved}/.venv" in (moved / ".venv/bin/activate").read_text()


def names_below(folder: Path) -> set[str]:
    """The files in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_an_installed_wheel_builds_any_folder_with_sources(tmp_path: Path) -> None:
    """Without the repository: the templates and the words of the command line come with the package."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run([*pip, *build], check=True)
    wheel = next(tmp_path.glob("*.whl"))
    installed = tmp_path / "installed"
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", str(installed), str(wheel)], check=True)
    for packed, here in (("web/static", "sopgen/web/static"), ("templates/web", "templates/web")):
        assert names_below(installed / "sopgen" / packed) == names_below(ROOT / here)
    project = shutil.copytree(ROOT / "tests" / "cases" / "one-step", tmp_path / "project")
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    program = "import sopgen, sys; assert sopgen.__file__.startswith(sys.argv[1]); from sopgen.cli.run import run; "
    program += "sys.exit(run(sys.argv[2:]))"
    command = [sys.executable, "-c", program, str(installed), "-C", str(project)]
    done = subprocess.run(
        [*command, "build"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.suffix for path in (project / "build" / "sop").iterdir()} == {".pdf", ".docx", ".svg"}
    wrong = subprocess.run(
        [*command, "inspect"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "Argumen belum diisi" in wrong.stderr
