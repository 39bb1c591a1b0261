"""The template engine, told what our pages allow it to take for granted.

Pages say the same short words over and over: the way to the root, dates, names, the words of
the shell. Each is escaped once and kept. Templates do not change while a build prints, so
they are not looked at again for each page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_WORDS = 8192  # that are kept escaped

_escaped = lru_cache(_WORDS)(escape)


def escaped(value: object) -> Markup:
    """As `markupsafe.escape`."""
    if value.__class__ is str:
        return _escaped(value)
    return value if value.__class__ is Markup else escape(value)


class _Generator(CodeGenerator):
    """Makes templates that escape by `escaped`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"environment.escaped({finalize.src or ''}")


def settled(env: Any) -> Any:
    """Prepare an environment whose templates stay as they are from now on."""
    env.code_generator_class = _Generator
    env.escaped = escaped
    env.auto_reload = False
    env.cache = {}
    env.make_globals = lambda more: {**env.globals, **(more or {})}
    return env
