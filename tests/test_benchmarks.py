"""What holds for the benchmarks themselves, whatever the machine: equal answers before any ratio."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import run
from cases import crossings, eclipses, windows
from environments import OWN, PEERS, PeerError, interpreter
from harness import Case, Entrant, measure


class Reply(NamedTuple):
    seconds: float
    answer: dict[str, Any]
    processor_s: float


class Worker:
    def __init__(self, *seconds: float, count: int = 3, is_cut_short: bool = False) -> None:
        self.seconds = list(seconds)
        self.answer = {"count": count, "is_cut_short": is_cut_short}

    def ask(self, task: str, problem: Any) -> Reply:
        seconds = self.seconds.pop(0)
        return Reply(seconds, {**self.answer, "seed": problem["seed"]}, seconds / 2)


def compare(peer: Entrant, own: Any, other: Any) -> tuple[str, str | None]:
    assert own["seed"] == other["seed"]
    return f"{other['count']} events", None if own["count"] == other["count"] else "it finds others"


def a_case(share: float = 1.0) -> Case:
    return Case(
        name="case",
        title="Case",
        own=Entrant("own", OWN, "search", {}),
        peers=(Entrant("peer", "peer", "search", {}, share),),
        compare=compare,
        least_ratio={"peer": 10},
    )


def test_a_ratio_is_of_medians_and_of_the_whole_work() -> None:
    case = a_case(share=0.5)
    own, peer = measure(case, {OWN: Worker(9, 2, 1, 4), "peer": Worker(9, 30, 10, 20)}, rounds=3)
    [target] = run._targets(case, [own, peer])

    assert (2, 1) == (own.seconds, own.ratio)
    assert (40, 20) == (peer.seconds, peer.ratio)
    assert {"says": "at least 10 times faster than peer", "value": 20, "met": True} == target


def test_who_answers_differently_gets_no_ratio() -> None:
    case = a_case()
    own, peer = measure(case, {OWN: Worker(1, 1), "peer": Worker(1, count=2)}, rounds=1)
    [target] = run._targets(case, [own, peer])

    assert (None, None, "it finds others") == (peer.seconds, peer.ratio, peer.skipped)
    assert target["met"] is None


def test_who_is_cut_short_is_asked_once_and_has_the_least_ratio_that_it_can_have() -> None:
    own, peer = measure(a_case(), {OWN: Worker(9, 1, 1), "peer": Worker(120, is_cut_short=True)}, rounds=2)

    assert (1, False) == (own.ratio, own.is_cut_short)
    assert (120, True) == (peer.ratio, peer.is_cut_short)


def test_ratios_can_be_those_of_the_processor() -> None:
    case = replace(a_case(), clock="processor", own=Entrant("own", OWN, "search", {}, most_s=1.0))
    own, peer = measure(case, {OWN: Worker(9, 1, 3, 2), "peer": Worker(9, 30, 10, 20)}, rounds=3)

    assert (2, 1, (0.5, 1.5)) == (own.seconds, own.processor_s, own.spread_s)
    assert 10 == peer.ratio
    assert {"says": "own: at most 1 s", "value": 1, "met": True} in run._targets(case, [own, peer])


def test_a_peer_without_an_environment_is_skipped_with_the_reason() -> None:
    own, peer = measure(a_case(), {OWN: Worker(1, 1), "peer": PeerError("no network")}, rounds=1)

    assert (1, None) == (own.ratio, peer.ratio)
    assert "no network" == peer.skipped


def test_without_our_own_answer_there_is_no_table() -> None:
    with pytest.raises(PeerError, match="does not start"):
        measure(a_case(), {OWN: PeerError("does not start"), "peer": Worker(1)}, rounds=1)


def test_an_unknown_peer_is_told_with_those_there_are() -> None:
    with pytest.raises(PeerError, match="no peer is called 'orbit'; there are highs, orekit, pyjobshop, skyfield"):
        interpreter("orbit")


def test_every_entrant_has_a_worker_and_pinned_requirements() -> None:
    asked = [peer for module in (crossings, eclipses, windows) for peer in module.case().peers]
    asked += [Entrant("", "highs", "", {}), Entrant("", "pyjobshop", "", {})]  # their cases take some seconds to write
    peers = [peer for peer in asked if peer.environment != OWN]
    pins = {name: (PEERS / f"{name}.txt").read_text(encoding="ascii") for name in {peer.environment for peer in peers}}

    assert {"highs", "orekit", "pyjobshop", "skyfield"} == set(pins)
    assert all((PEERS / f"{name}_worker.py").is_file() for name in pins)
    assert all("==" in line for text in pins.values() for line in text.splitlines() if not line.startswith("#"))
