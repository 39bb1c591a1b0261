"""Kỷ Yếu: the domain of a press archive, free of any site engine.

The rooms and their order are drawn in ``docs/decisions/0001-the-house.md`` and
held by import-linter (``pyproject.toml``).
"""

__version__ = "0.1.0"
