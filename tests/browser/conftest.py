"""Sites that several tests look at: the sample archive, and one of hard cases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import hard_cases
from tests.browser.specimens import Served, served
from tests.building import Site


@pytest.fixture(scope="session")
def archive(sample: Site) -> Iterator[Served]:
    """The sample archive, served."""
    with served(sample.output) as site:
        yield site


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Headlines, lists and rows of photos that are larger than anybody would wish."""
    with served(hard_cases.build(tmp_path_factory.mktemp("hard")).output) as site:
        yield site


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive in which nothing is published yet."""
    with served(hard_cases.build_empty(tmp_path_factory.mktemp("empty")).output) as site:
        yield site
