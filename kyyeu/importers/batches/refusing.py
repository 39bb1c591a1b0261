"""A batch, or the rest of one, that is not read on."""

from __future__ import annotations

from collections.abc import Mapping


class RefusedError(Exception):
    """Why an export or a table is not read on: the code of its problem, and its words."""

    def __init__(self, code: str, params: Mapping[str, object] = {}) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
