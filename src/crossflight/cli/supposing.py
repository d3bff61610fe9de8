"""The command ``whatif``."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from crossflight.cli.door import BROKEN, DONE, say
from crossflight.cli.options import AsJson, instant_of
from crossflight.cli.output import write_json

if TYPE_CHECKING:
    from crossflight.record import Plan, Scenario

__all__ = ["whatif"]


def move_of(text: str) -> tuple[str, datetime]:
    """Return the flight or moment, and the day, of ``FLIGHT=DATE``."""
    what, sign, day = text.partition("=")
    if not sign or not what:
        problem = (
            f"{text[:80]!r} is no move; write a flight and a day, as crew-6=2023-03-10 or crew-6.undocked=2023-09-12"
        )
        raise typer.BadParameter(problem)
    return what, instant_of(day)


def whatif(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help="A plan or scenario file, or a shipped name such as iss-history.")
    ],
    lose: Annotated[
        str | None,
        typer.Option("--lose", metavar="ID", help="Only this: a flight, a person, a launcher, a launch site, a port."),
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", parser=instant_of, metavar="DATE", help="With --lose: the day of the loss."),
    ] = None,
    move: Annotated[
        str | None,
        typer.Option(
            "--move",
            metavar="FLIGHT=DATE",
            help="Move a launch to a day, or FLIGHT.undocked or FLIGHT.landed; tells what breaks, and days that hold.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Ask what the loss of one thing, or a slip, would do to a plan.

    Without an option every vehicle, person, launcher, pad and port is lost on every day in turn: who is
    without a nominal seat or a contingency place, which segments lose their operator, how long until
    rescue; how long each launcher can be grounded; the weakest days. A place count that is not public stays
    unknown, marked "?". Exit code 0: answered, and a moved flight breaks nothing; 1: a moved flight breaks
    rules; 2: the file or the call is wrong.
    """
    from crossflight import story, views
    from crossflight.record import Plan

    if lose is not None and move is not None:
        raise typer.BadParameter("--lose and --move are two questions; ask one at a time")
    if on is not None and lose is None:
        raise typer.BadParameter("--on is the day of a loss; say what is lost with --lose")
    subject = story.load(plan)
    shown = subject if isinstance(subject, Plan) else story.baseline(subject)
    _warn(plan, subject)
    if move is not None:
        moved = story.move(subject, *move_of(move))
        if as_json:
            write_json(views.moved_document(moved))
        else:
            views.paper().put(views.moved_page(plan, shown, moved))
        return DONE if moved.holds else BROKEN
    losses = story.lose(subject) if lose is None else story.lose_one(subject, lose, on)
    if as_json:
        write_json(views.losses_document(losses))
    elif lose is None:
        views.paper().put(views.losses_page(plan, shown, losses))
    else:
        views.paper().put(views.loss_page(plan, shown, lose, losses))
    return DONE


def _warn(name: str, subject: "Plan | Scenario") -> None:
    """Say where a plan answers another scenario, and up to when a scenario's own flights are judged."""
    from crossflight import story
    from crossflight.record import Plan

    if isinstance(subject, Plan):
        if not story.certificate_matches(subject):
            say(f"{name}: its certificate was made for another scenario than it holds, so its proof says nothing here")
        return
    until = story.judged_until(subject)
    if until is not None:
        say(
            f"{subject.name} leaves flights or departures to be decided: judged only until {until:%Y-%m-%d}, the day "
            f"it is known on — for the rest: crossflight plan {name} -o PLAN"
        )
