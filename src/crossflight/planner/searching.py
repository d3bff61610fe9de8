"""One search of the solver: its settings, and how it is stopped."""

import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from ortools.sat.python import cp_model

__all__ = ["hint", "interruptible", "new_solver", "one_worker", "search"]

LOOK_SECONDS = 0.05
"""How often the main thread looks for Ctrl-C during a search."""


@dataclass(frozen=True)
class _Note:
    """Takes note of Ctrl-C, here and wherever it was waited for before."""

    stopped: threading.Event
    before: object

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.stopped.set()
        if isinstance(self.before, _Note):
            self.before(number, frame)


@contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Yield an event that Ctrl-C sets instead of ending the program; outside the main thread nothing sets it.

    One within another sets both events: whoever asks outside learns of it too.
    """
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, _Note(stopped, before))
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def search(
    solver: cp_model.CpSolver,
    cp: cp_model.CpModel,
    stopped: threading.Event | None = None,
    listener: cp_model.CpSolverSolutionCallback | None = None,
) -> cp_model.CpSolverStatus:
    """Return how a search ended; when it is to stop, what it has found is kept. Without an event Ctrl-C stops it.

    The search has a thread of its own: where it runs, Python looks at signals only when a better plan is reported, and
    that can take as long as the time limit.
    """
    if stopped is None:
        with interruptible() as own:
            return search(solver, cp, own, listener)
    with ThreadPoolExecutor(max_workers=1) as executor:
        running = executor.submit(solver.solve, cp, listener)
        while not running.done():
            wait([running], timeout=LOOK_SECONDS)
            if stopped.is_set():
                solver.stop_search()
        return running.result()


def one_worker(seconds: float, seed: int) -> cp_model.CpSolver:
    """Return a solver with so much time: one worker, so that the same input gives the same answer."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(seconds, 0.001)
    solver.parameters.catch_sigint_signal = False
    return solver


def new_solver(seconds: float, seed: int) -> cp_model.CpSolver:
    """Return the same for models of flights, which probing and a search for symmetries only hold up.

    Symmetries are broken by `ties` already.
    """
    solver = one_worker(seconds, seed)
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    return solver


def hint(cp: cp_model.CpModel, values: Sequence[int]) -> None:
    """Let the next search look near these values first: one for each variable, by index."""
    cp.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(values):
        cp.add_hint(cp.get_int_var_from_proto_index(index), value)
