"""Windows has job objects; here another kernel stands for theirs, and says what it was asked."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from kyyeu.importers import confined


class _Function:
    """A function of a library: its ``restype`` may be set, and its calls are remembered."""

    def __init__(self, answer: int) -> None:
        self.answer, self.calls, self.restype = answer, list[tuple[Any, ...]](), None

    def __call__(self, *given: Any) -> int:
        self.calls.append(given)
        return self.answer


class _Kernel:
    """What of kernel32 is asked for."""

    def __init__(self, *, job: int = 0x7FFF12345678, told: int = 1, joined: int = 1) -> None:
        self.CreateJobObjectW = _Function(job)
        self.GetCurrentProcess = _Function(-1)
        self.SetInformationJobObject = _Function(told)
        self.AssignProcessToJobObject = _Function(joined)


def test_a_process_puts_itself_into_a_job_that_holds_its_memory() -> None:
    kernel = _Kernel()
    assert confined._hold_by_job(kernel, 2**30)
    ((job, kind, wanted, size),) = kernel.SetInformationJobObject.calls
    asked = ctypes.cast(wanted, ctypes.POINTER(confined._Extended)).contents
    assert (job.value, kind, size) == (0x7FFF12345678, 9, ctypes.sizeof(confined._Extended))
    assert asked.ProcessMemoryLimit == 2**30
    assert asked.BasicLimitInformation.LimitFlags == 0x100
    ((held, process),) = kernel.AssignProcessToJobObject.calls
    assert held.value == 0x7FFF12345678  # all 64 bits of it
    assert process.value == 2**64 - 1  # the pseudo handle of whoever asks
    assert kernel.CreateJobObjectW.restype is ctypes.c_void_p


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64 bits")
def test_the_structures_are_as_windows_lays_them_out() -> None:
    assert ctypes.sizeof(confined._Basic) == 64
    assert ctypes.sizeof(confined._Extended) == 144
    assert confined._Extended.ProcessMemoryLimit.offset == 112


@pytest.mark.parametrize("kernel", [_Kernel(job=0), _Kernel(told=0), _Kernel(joined=0)])
def test_a_system_that_refuses_a_job_is_done_without(kernel: _Kernel) -> None:
    assert not confined._hold_by_job(kernel, 2**30)
