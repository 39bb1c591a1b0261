"""A process held to limits before it reads what others made (reliability rule 16).

Linux and macOS hold a process to its address space, its time and what it may write
(``setrlimit``). Windows has job objects instead: one is made for this process, and holds its
memory; there time is counted by the clock of whoever waits for an answer. What a system refuses
is done without: the sizes of what is read are limits of their own.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from kyyeu.settings import Limits

_EXTENDED_LIMITS = 9  #: JobObjectExtendedLimitInformation (winnt.h)
_PROCESS_MEMORY = 0x100  #: JOB_OBJECT_LIMIT_PROCESS_MEMORY


def confine(limits: Limits) -> None:
    """Hold this process to its limits, or to those it was begun with where they are lower."""
    if sys.platform == "win32":
        _hold_by_job(ctypes.WinDLL("kernel32", use_last_error=True), limits.reading_bytes)
        return
    import resource  # noqa: PLC0415 (not on Windows)

    for what, wanted in (
        (resource.RLIMIT_AS, limits.reading_bytes),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
    ):
        _, most = resource.getrlimit(what)
        held = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(what, (held, held))


def allow_memory(most: int) -> None:
    """Let this process hold so many bytes, and no more than it was confined to.

    Elsewhere than where `setrlimit` is, the limits of what is read are enough alone.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    _, held = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most if held == resource.RLIM_INFINITY else min(most, held)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, held))


def allow_time(seconds: float) -> None:
    """Let this process work so many seconds more, where the system can count them."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (not on Windows)

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = until if most == resource.RLIM_INFINITY else min(until, most)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64), ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32), ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t), ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t), ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )  # fmt: skip


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; the middle is IO_COUNTERS, which nobody asks for."""

    _fields_ = (
        ("BasicLimitInformation", _Basic), ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t), ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t), ("PeakJobMemoryUsed", ctypes.c_size_t),
    )  # fmt: skip


def _hold_by_job(kernel: Any, memory: int) -> bool:
    """Put this process into a job of its own, whose processes may hold so many bytes.

    Args:
        kernel: kernel32.dll, or what stands for it.
        memory: bytes; an allocation above them fails as on a machine that has no more.

    Returns:
        Whether the system did it. The job lives as long as the process, which never closes it.
    """
    for name in ("CreateJobObjectW", "GetCurrentProcess"):
        getattr(kernel, name).restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    if not job:
        return False
    wanted = _Extended()
    wanted.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY
    wanted.ProcessMemoryLimit = memory
    told = kernel.SetInformationJobObject(
        ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)
    )
    here = ctypes.c_void_p(kernel.GetCurrentProcess())
    return bool(told and kernel.AssignProcessToJobObject(ctypes.c_void_p(job), here))
