"""The template engine, told what our pages allow it to take for granted.

Pages say the same short words over and over: the way to the root, dates, names, the words of
the shell. Each is escaped once and kept. Templates do not change while a build prints, so
they are not looked at again for each page. Making code of a template costs more than printing
a page by it, so the code is kept where Python keeps its own, beside the source.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from kyyeu.fixity import digest

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


class _Compiled(BytecodeCache):
    """The code of templates, each in ``__pycache__`` beside its source.

    Not among what a build may throw away (``.cache``), which people hand around: code is run,
    and is trusted as far as the folder that it was made from.
    """

    def __init__(self, recipe: str) -> None:
        self._recipe = recipe

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return cache_from_source(f"{filename or name}.py")

    def get_source_checksum(self, source: str) -> str:
        return digest(f"{self._recipe}\n{source}".encode())

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            own, _, code = Path(bucket.key).read_bytes().partition(b"\n")
            if own == bucket.checksum.encode():
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        file, beside = Path(bucket.key), Path(f"{bucket.key}.{os.getpid()}")
        with contextlib.suppress(OSError):  # a theme that cannot be written beside is slower
            file.parent.mkdir(exist_ok=True)
            beside.write_bytes(bucket.checksum.encode() + b"\n" + marshal.dumps(bucket.code))
            beside.replace(file)


def settled(env: Any, recipe: str) -> Any:
    """Prepare an environment whose templates stay as they are from now on.

    Args:
        env: of Jinja.
        recipe: versions and options of what makes code of templates.
    """
    own = digest(Path(__file__).read_bytes())
    env.code_generator_class = _Generator
    env.escaped = escaped
    env.auto_reload = False
    env.cache = {}
    env.bytecode_cache = _Compiled(f"{own}\n{recipe}")
    env.make_globals = lambda more: {**env.globals, **(more or {})}
    return env
