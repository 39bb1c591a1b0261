"""What all items of a step need: handed over packed, made ready once in each process."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler  # what processes speak; never kept on disk
from typing import Any, Generic, TypeVar

from kyyeu.fixity import digest

Value = TypeVar("Value")

_MOST = 2  #: grounds kept ready in a process; a build has one
_ready: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Ground(Generic[Value]):
    """A value that goes with every batch, small enough for that and unpacked only once.

    Authority records are the case in mind: ten thousand are some hundred kilobytes packed,
    and making them ready costs more than reading an article with them.
    """

    key: str  #: digest of what is packed
    packed: bytes

    @classmethod
    def of(cls, value: Value) -> Ground[Value]:
        """Pack a value; in this process it is ready already."""
        packed = zlib.compress(ForkingPickler.dumps(value), 1)
        key = digest(packed)
        _keep(key, value)
        return cls(key, packed)

    def value(self) -> Value:
        """The value: the same object at every call, as long as few others come between."""
        if self.key not in _ready:
            _keep(self.key, ForkingPickler.loads(zlib.decompress(self.packed)))
        value: Value = _ready[self.key]
        return value


def _keep(key: str, value: object) -> None:
    _ready.pop(key, None)
    _ready[key] = value
    for old in list(_ready)[:-_MOST]:
        del _ready[old]
