"""Where the command line's words and pictures go, and what it says when they cannot."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bodymap import __version__, cli
from bodymap.outcome import INTERRUPTED
from tests.cli.test_cli import bodymap

if TYPE_CHECKING:
    from pathlib import Path

needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of Unix's files")
PROGRAM = f'"{sys.executable}" -m bodymap'


def shell(line: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which BODYMAP is the program."""
    line = line.replace("BODYMAP", PROGRAM)
    # As at a user's: what is printed is gathered, and a full disk is noticed only when all of it is written.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(["/bin/sh", "-c", line], cwd=cwd, env=environment, capture_output=True, check=False)


@needs_unix
@pytest.mark.parametrize("command", ["list --ids", "list --json", "show soleus-1", "completion bash", "help"])
@pytest.mark.parametrize("target", [">&-", ">/dev/full"])
def test_an_output_that_takes_nothing_is_told_in_one_line(command: str, target: str) -> None:
    if target == ">/dev/full" and not os.path.exists("/dev/full"):  # noqa: PTH110
        target = ">&-"
    done = shell(f"BODYMAP {command} {target}")
    said = done.stderr.decode()
    assert done.returncode == 1
    assert len(said.splitlines()) == 1, said
    assert "standard output is closed" in said or "No space left" in said


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk that is always full")  # noqa: PTH110
def test_help_on_a_full_disk_is_told_in_one_line() -> None:
    done = shell("BODYMAP show --help >/dev/full")
    said = done.stderr.decode()
    assert done.returncode == 1
    assert len(said.splitlines()) == 1, said
    assert "No space left" in said


@needs_unix
def test_breaking_off_leaves_no_traceback() -> None:
    command = [sys.executable, "-m", "bodymap", "render", "soleus-1", "-o", "-"]

    def heed() -> None:
        """Take the signal as a shell in the foreground has it: one in the background has its children ignore it."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed) as running:
        # A picture is more than a pipe holds: once it has begun, it waits to be read, on however slow a machine.
        assert running.stdout.read(1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert b"Traceback" not in said


@needs_unix
def test_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    root = os.getcwd()  # noqa: PTH109
    done = shell(f'rmdir "{gone}"; PYTHONPATH="{root}" BODYMAP render soleus-1 -o x.png', cwd=gone)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("The folder that you are in does not exist any more.")


@needs_unix
def test_what_is_no_ordinary_file_is_left_alone(
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = shelf / "target.png"
    target.write_bytes(b"mine")
    (shelf / "link.png").symlink_to(target)
    (shelf / "dangling.png").symlink_to(shelf / "nowhere.png")
    os.mkfifo(shelf / "pipe.png")
    (shelf / "folder.png").mkdir()
    for name in ("link.png", "dangling.png", "pipe.png", "folder.png"):
        assert cli.run(["render", "soleus-1", "-o", str(shelf / name)]) == 2
        assert "no ordinary file" in capsys.readouterr().err
    assert cli.run(["render", "soleus-1", "--format", "png", "-o", "/dev/null"]) == 2
    assert target.read_bytes() == b"mine"
    assert (shelf / "link.png").is_symlink()


@pytest.mark.parametrize(
    ("chosen", "begins"), [([], b"\x89PNG\r\n"), (["--format", "svg"], b"<?xml"), (["--format", "pdf"], b"%PDF-")]
)
def test_render_sends_a_picture_on(chosen: list[str], begins: bytes) -> None:
    command = [sys.executable, "-m", "bodymap", "render", "soleus-1", "--sheet", "back", "-o", "-", *chosen]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(begins)
    assert len(done.stdout) > 5_000


@needs_unix
def test_a_reader_of_a_picture_that_stops_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "bodymap", "render", "soleus-1", "--sheet", "back", "-o", "-"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_picture_is_not_poured_into_a_terminal(
    shelf: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert cli.run(["render", "soleus-1", "--format", "svg", "-o", "-"]) == 2
    assert "Send it on" in capsys.readouterr().err


def test_the_format_goes_before_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "drawn"
    assert bodymap("render", "soleus-1", "--sheet", "back", "--format", "svg", "-o", str(path)).returncode == 0
    assert path.read_bytes().startswith(b"<?xml")


def test_help_is_a_command_too() -> None:
    assert bodymap("-V").stdout == f"bodymap {__version__}\n"
    assert bodymap("help").stdout == bodymap("--help").stdout
    assert bodymap("help", "render").stdout == bodymap("render", "--help").stdout
    assert bodymap("help", "nonsense").returncode == 2


def test_ids_are_a_line_each() -> None:
    lines = bodymap("list", "--ids").stdout.splitlines()
    assert "infraspinatus-1" in lines
    assert len(lines) == len(set(lines)) >= 75


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_every_shell_gets_every_command_and_option(name: str) -> None:
    script = bodymap("completion", name).stdout
    for word in ("open", "list", "show", "render", "check", "completion", "help", "version", "sheet", "format", "pdf"):
        assert word in script, word
    assert "bodymap list --ids" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["bodymap", "re"], {"reach", "render"}),
        (["bodymap", "show", "infraspinatus-"], {"infraspinatus-1", "infraspinatus-2", "infraspinatus-3"}),
        (["bodymap", "render", "--fo"], {"--format"}),
        (["bodymap", "render", "x", "--format", "s"], {"svg"}),
    ],
)
def test_bash_completes_commands_options_and_points(tmp_path: Path, words: list[str], offers: set[str]) -> None:
    program = tmp_path / "bodymap"
    program.write_text(f'#!/bin/sh\nexec {PROGRAM} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    quoted = " ".join(f"'{word}'" for word in words)
    lines = (
        'eval "$(bodymap completion bash)"',
        f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}",
        "_of=$(complete -p bodymap | sed 's/.*-F \\([^ ]*\\).*/\\1/')",
        f"$_of bodymap '{words[-1]}' '{words[-2]}'",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", "\n".join(lines)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert {each.strip() for each in done.stdout.split()} == offers, done.stderr
