"""What tests of several rooms share: the browser, and a picture of what a failed one saw."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Error, Page, sync_playwright

from kyyeu.problems import speak
from tests import chromium
from tests.building import REPOSITORY, Site, good, one_article

PICTURES = Path(__file__).parent / "browser" / "screenshots"
SEED = REPOSITORY.parent / "shared" / "seed"
_PAGES = pytest.StashKey[list[Page]]()
_NOTES = pytest.StashKey[list[str]]()

# A busy machine is no fault, and the same tree passes or fails the same way everywhere.
hypothesis_settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser's program; a missing one is a failure, never a skip."""
    path = chromium.find()
    if path is None:
        pytest.fail("no browser: run `python3 tasks.py test`, which sets one up", pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One browser for all tests; each test opens its own `page`."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium_path), args=chromium.flags()
        )
        yield started
        started.close()


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Each test begins as a process does, whatever site another has read the settings of."""
    speak("vi")


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh window without memory; what it shows is kept as a picture when the test fails."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    opened = context.new_page()
    request.node.stash[_PAGES] = [opened]
    yield opened
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call" and report.failed:
        for number, page in enumerate(item.stash.get(_PAGES, []), 1):
            report.sections.append(("screenshot", _keep_picture(page, item.nodeid, number)))
    return report


def _keep_picture(page: Page, name: str, number: int) -> str:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{re.sub(r'[^0-9A-Za-z_-]+', '-', name)[-120:]}-{number}.png"
    try:
        page.screenshot(path=path, full_page=True)
    except Error as fault:  # the page is gone; the test's own failure must stay in sight
        return f"no picture: {fault}"
    return str(path)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small archive of one article, to be changed and built by the real Pelican."""
    return one_article(tmp_path)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample archive, built once by the real Pelican; tests only look at it."""
    site = Site(tmp_path_factory.mktemp("sample"))
    shutil.copytree(REPOSITORY / "content", site.content)
    settings = "\nfrom pelicanconf import KYYEU\n"
    settings += "KYYEU = {**KYYEU, 'address': 'https://kyyeu.example'}\n"
    good(site, "--fatal", "warnings", more=settings)
    return site


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Leaves a line for the end of the run, where it is read although the test passes."""
    return request.config.stash.setdefault(_NOTES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in dict.fromkeys(config.stash.get(_NOTES, [])):
        terminalreporter.write_line(line)


@pytest.fixture
def seed_reports(note: Callable[[str], None]) -> list[Path]:
    """Reports as they were scraped, where they lie beside the repository; none is part of it."""
    found = sorted(SEED.glob("*.txt"))
    note(f"reference report: {'imported' if found else 'not there, not imported'}")
    return found
