"""How a worker answers: a line of JSON in, the task done and timed, a line of JSON out.

Runs in every environment, so it imports the standard library alone.
"""

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["Answer", "Problem", "Task", "answer_questions", "argument_deg"]

Problem = Mapping[str, Any]
Answer = dict[str, Any]

SHORT_S, MOST_TIMES = 0.5, 5
"""What takes less is done again: after a pause the processor is slow, and its caches belong to somebody else."""

Task = Callable[[Problem], Callable[[], Answer]]
"""Takes the result apart in its answer, which is not timed."""


def argument_deg(problem: Problem, second: float) -> float:
    """Return the station's argument of latitude so many seconds after the start: a straight line."""
    return float((problem["argument_deg"] + problem["argument_rate_deg_per_day"] * second / 86_400) % 360)


def answer_questions(tasks: Mapping[str, Task], ready: Mapping[str, Callable[[Problem], object]] | None = None) -> None:
    """Answer until the questions end; whatever else is printed goes to standard error.

    What a task is given as plain data elsewhere is made ``ready`` before it is timed.
    """
    replies = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    for line in sys.stdin:
        question = json.loads(line)
        try:
            if ready and question["task"] in ready:
                ready[question["task"]](question["problem"])
            seconds, processor_s, tell = _timed(tasks[question["task"]], question["problem"])
            reply: Answer = {"seconds": seconds, "processor_s": processor_s, "answer": tell()}
            del tell
        except Exception as error:  # a worker tells what went wrong, and lives on
            reply = {"error": f"{type(error).__name__}: {error}"}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


def _timed(task: Task, problem: Problem) -> tuple[float, float, Callable[[], Answer]]:
    """Do the task, a short one several times, and return the medians of the seconds, by the clock and of processors."""
    seconds: list[float] = []
    processor_s: list[float] = []
    while True:
        gc.collect()
        start, start_processor = time.perf_counter(), time.process_time()
        tell = task(problem)
        processor_s.append(time.process_time() - start_processor)
        seconds.append(time.perf_counter() - start)
        if sum(seconds) > SHORT_S or len(seconds) == MOST_TIMES:
            return statistics.median(seconds), statistics.median(processor_s), tell
        del tell  # what was found before must not be cleared away, nor walked over, while the next is timed
