"""The browser that the tests look through: found on this machine, or brought here.

Run as a script (``python3 tasks.py test`` does so first) it makes sure that there is one and
ends with 1 and a sentence when none can be had. Tests are never skipped for want of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

VARIABLE = "KYYEU_CHROMIUM"  #: names a browser to use before all others
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
    r"%PROGRAMFILES(X86)%\Google\Chrome\Application\chrome.exe",
    r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
    r"%PROGRAMFILES(X86)%\Microsoft\Edge\Application\msedge.exe",
)
_NONE = (
    "Không tìm thấy trình duyệt cho các phép thử. Hãy cài Chromium hoặc Google Chrome, hoặc đặt "
    f"biến {VARIABLE} trỏ tới tệp chạy của nó, rồi chạy lại.\n"
    "No browser for the tests: install Chromium or Google Chrome, or let "
    f"{VARIABLE} name its program, and run the command again."
)
#: No network of its own, and the same picture on every machine.
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def flags() -> list[str]:
    """How the browser is started; as root it refuses to run in its own sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*_FLAGS, *(["--no-sandbox"] if root else [])]


def find(variables: Mapping[str, str] = os.environ) -> Path | None:
    """A browser that starts: the named one, else one of the system, else Playwright's own."""
    if variables.get(VARIABLE):
        return _alive(Path(variables[VARIABLE]))  # a wrong name is to be noticed, not replaced
    return next((path for path in map(_alive, _candidates(variables)) if path), None)


def provide() -> Path | None:
    """Find a browser; when there is none, have Debian or Playwright bring one."""
    found = find()
    for bring in (_from_debian, _from_playwright):
        if found is None and VARIABLE not in os.environ:
            bring()
            found = find()
    return found


def _candidates(variables: Mapping[str, str]) -> Iterator[Path]:
    for name in _NAMES:
        program = shutil.which(name, path=variables.get("PATH"))
        if program:
            yield Path(program)
    for place in _PLACES:
        yield Path(os.path.expandvars(place))
    own = _playwrights_own()
    if own:
        yield own


def _playwrights_own() -> Path | None:
    # In a process of its own: Playwright's driver does not start twice in one thread.
    question = (
        "from playwright.sync_api import sync_playwright as p\n"
        "with p() as play: print(play.chromium.executable_path)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=False
    )
    return Path(answer.stdout.strip()) if answer.stdout.strip() else None


def _alive(path: Path) -> Path | None:
    """The path, when a program stands there that really starts (a stub may tell a lie)."""
    if not path.is_file():
        return None
    if sys.platform == "win32":  # there "--version" would open a window
        return path
    try:
        said = subprocess.run(
            [path, "--version"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if said.returncode == 0 and "Chrom" in said.stdout else None


def _from_debian() -> None:
    if not (Path("/etc/debian_version").is_file() and os.geteuid() == 0):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("apt-get install chromium ...", flush=True)
    for words in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends"]):
        command = ["apt-get", *words, *(["chromium"] if words[0] == "install" else [])]
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)


def _from_playwright() -> None:
    print("playwright install chromium ...", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False)


if __name__ == "__main__":
    browser = provide()
    print(browser or _NONE, file=sys.stdout if browser else sys.stderr)
    sys.exit(0 if browser else 1)
