"""Work shared out: to threads, to processes of this machine, to a cluster, or to nobody.

One function does it, `windowed_map`, over the interface of ``concurrent.futures``: whoever
works, the answers are the same, in the same order, and memory is bounded. What is handed
over is values, and a step is a function of a module: so a worker may be a fresh process
(Windows and macOS know no others) or another machine.
"""

from kyyeu.workers.crew import BATCH, batch_for, size_of
from kyyeu.workers.ground import Ground
from kyyeu.workers.hiring import executor_for, number_of_workers, threads_for
from kyyeu.workers.recipes import digest_of_code
from kyyeu.workers.windowed import Step, batches_of, windowed_map

__all__ = [
    "BATCH",
    "Ground",
    "Step",
    "batch_for",
    "batches_of",
    "digest_of_code",
    "executor_for",
    "number_of_workers",
    "size_of",
    "threads_for",
    "windowed_map",
]
