"""Workers: one process for each environment, asked in turn, so that starting and importing is never timed."""

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from environments import OWN, PEERS, PeerError, interpreter

__all__ = ["Reply", "Worker"]

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""For all alike; Java's machine still takes threads of its own to compile and to collect."""


class Reply(NamedTuple):
    """What a task took, and what came out."""

    seconds: float
    answer: dict[str, Any]
    processor_s: float
    """Of all threads together."""


class Worker:
    """A process that answers questions, one at a time."""

    def __init__(self, environment: str) -> None:
        self.environment = environment
        script = Path(__file__).with_name("own_worker.py") if environment == OWN else PEERS / f"{environment}_worker.py"
        self._process = subprocess.Popen(
            [str(interpreter(environment)), str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ONE_THREAD},
        )

    def __enter__(self) -> Self:
        """Return the worker itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process: without questions it stops by itself."""
        self._process.communicate()

    def ask(self, task: str, problem: dict[str, Any]) -> Reply:
        """Return the reply.

        Raises
        ------
        PeerError
            When the worker has died, or the task failed there.
        """
        assert self._process.stdin
        assert self._process.stdout
        line = ""
        try:
            self._process.stdin.write(json.dumps({"task": task, "problem": problem}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            pass
        if not line:
            message = f"the worker of '{self.environment}' has ended; what it said stands above"
            raise PeerError(message)
        reply = json.loads(line)
        if "error" in reply:
            raise PeerError(reply["error"])
        return Reply(reply["seconds"], reply["answer"], reply["processor_s"])
