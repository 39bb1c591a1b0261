"""A Dask cluster as one more crew: the only door to ``distributed``.

An extra (``kyyeu[distributed]``): nothing here is imported before a cluster is asked for.
Steps go there as they go to a process of this machine, with three conditions: values in,
values out, no paths; Kỷ Yếu is installed on the workers, and its recipe is compared; a
batch is worth the ten milliseconds that a task costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any

from kyyeu.problems import MachineFault

_PATIENCE = "20s"  #: for the scheduler to answer, and for a first worker to be there


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler is at ``address`` ("tcp://10.0.0.5:8786").

    Raises:
        MachineFault: Dask is not installed here, nobody answers, or no worker is there.
    """
    try:
        import distributed  # noqa: PLC0415 (an extra, asked for by a setting)
    except ImportError as fault:
        raise MachineFault("cluster-not-installed") from fault
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise MachineFault("cluster-silent", address=address, reason=fault) from fault
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except OSError as fault:  # a timeout
            raise MachineFault("cluster-silent", address=address, reason="0 workers") from fault
        size = sum(client.nthreads().values())
        deaths = (distributed.KilledWorker, distributed.comm.CommClosedError)
        yield _Cluster(client.get_executor(), size, deaths)


class _Cluster(Executor):
    """Dask's executor, saying in the standard words that a worker was lost."""

    remote = True

    def __init__(
        self, executor: Executor, size: int, deaths: tuple[type[BaseException], ...]
    ) -> None:
        self.size = size
        self._executor, self._deaths = executor, deaths

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        sent = self._executor.submit(fn, *args, **kwargs)

        def arrived(done: Future[Any]) -> None:
            if not future.set_running_or_notify_cancel():
                return
            fault = done.exception()
            if isinstance(fault, self._deaths):
                future.set_exception(BrokenExecutor(str(fault)))
            elif fault is not None:
                future.set_exception(fault)
            else:
                future.set_result(done.result())

        sent.add_done_callback(arrived)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait, cancel_futures=cancel_futures)
