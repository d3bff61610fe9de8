"""The timeline: blocks of lanes under one axis, once for the screen, and once in strips for paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crossflight.record import Losses, Measures, Sky
from crossflight.views.page.agreements import draw_agreements, draw_waivers, has_agreements, has_waivers
from crossflight.views.page.axis import AXIS_PX, as_of_line, axis, grid
from crossflight.views.page.crew import draw_people, is_compact, presences
from crossflight.views.page.lanes import FLAG_HEIGHT_PX, Board, Ends, Key, bar, flag, flag_width
from crossflight.views.page.losses import draw_losses
from crossflight.views.page.markup import EMPTY, Markup, element, join, numeral
from crossflight.views.page.naming import Names
from crossflight.views.page.numbering import Numbered
from crossflight.views.page.operators import draw_operators
from crossflight.views.page.placing import OTHER, placed
from crossflight.views.page.ports import draw_ports
from crossflight.views.page.presence import Step, steps
from crossflight.views.page.scales import Scale, screen_scale, strips
from crossflight.views.page.seats import draw_seats
from crossflight.views.page.sky import draw_sky, skyline
from crossflight.views.page.spacewalks import draw_spacewalks, spacewalks_of
from crossflight.views.page.training import draw_facilities, draw_trainees, trainings_of
from crossflight.views.page.urgent import draw_urgent
from crossflight.views.urgent import urgent_steps
from crossflight.views.wording import date_of

__all__ = ["GUTTER_PX", "Chart"]

GUTTER_PX = 220
"""Width of the titles left of the lanes."""
OTHER_LANE_PX = 4.0
BLOCK_EDGE_PX = 8.0
"""What the style sheet puts around a block."""
PAPER_WIDTH_PX = 1506.0
"""A3 across, less its margins."""
PAPER_HEIGHT_PX = 885.0
"""What the heading of the page leaves of the height of A3."""
LEAST_ZOOM = 0.68
"""Below this, the names on paper were too small to read; a higher timeline goes over two pages."""


@dataclass(frozen=True)
class Block:
    """A part of the timeline that can be hidden."""

    id: str
    name: str
    """As the switch that hides it is called."""
    description: str
    draw: Callable[[Board], None]


class Chart:
    """The timeline of a plan."""

    def __init__(
        self,
        names: Names,
        entries: Sequence[Numbered],
        measures: Measures,
        sky: Sky | None = None,
        losses: Losses | None = None,
    ) -> None:
        self.names = names
        self.skyline = skyline(names, sky)
        self.horizon = names.plan.scenario.horizon
        self.flags: dict[Key, list[Numbered]] = placed(entries, names, self.skyline)
        self.judged_until = measures.end
        self.losses = losses
        self.urgent = urgent_steps(measures)
        self.steps: tuple[Step, ...] = tuple(steps(names.plan, measures.start, measures.end))

    @property
    def width(self) -> float:
        """Return how wide the timeline is on the screen."""
        if self.horizon.end <= self.horizon.start:
            return GUTTER_PX
        return screen_scale(self.horizon.start, self.horizon.end).width + GUTTER_PX

    def markup(self) -> Markup:
        """Return switches, key, the timeline for the screen, and its strips for paper."""
        if self.horizon.end <= self.horizon.start:
            return element("p", "The horizon has no length: there is nothing to draw.", class_="nothing")
        whole = screen_scale(self.horizon.start, self.horizon.end)
        blocks = tuple(self._blocks(whole))
        panel, height = self._panel("all", whole, blocks)
        on_screen = element("div", panel, class_="chart", tabindex="0", role="group", aria_label="Timeline")
        return element(
            "div", _switches(blocks), _key(self.names), on_screen, self._on_paper(whole, height), class_="timeline"
        )

    def _on_paper(self, whole: Scale, height: float) -> list[Markup]:
        """Return the timeline in strips, as large as a page can hold them; ``height`` is that on the screen."""
        zoom = _zoom(height)
        drawn = self._strips(whole, zoom)
        # Strips are less high than the whole, since each has fewer findings; so they may be drawn larger.
        larger = _zoom(max(each for _, each in drawn))
        if larger > zoom:
            again = self._strips(whole, larger)
            if max(each for _, each in again) * larger <= PAPER_HEIGHT_PX:
                zoom, drawn = larger, again
        return [element("div", panel, class_="strip", style=f"zoom:{zoom:.3f}") for panel, _ in drawn]

    def _strips(self, whole: Scale, zoom: float) -> list[tuple[Markup, float]]:
        pieces = strips(whole, PAPER_WIDTH_PX / zoom - GUTTER_PX)
        return [
            self._panel(f"strip-{number}", piece, tuple(self._blocks(piece)))
            for number, piece in enumerate(pieces, start=1)
        ]

    def _blocks(self, scale: Scale) -> Iterator[Block]:
        names = self.names
        entries = presences(names.plan)
        yield Block(
            "ports",
            "ports",
            "Vehicles at each port, from docking to undocking.",
            lambda board: draw_ports(board, names),
        )
        if entries:
            told = "People aboard, packed in rows." if is_compact(entries) else "A bar for each person aboard."
            yield Block("people", "people", told, lambda board: draw_people(board, names))
        yield Block(
            "seats",
            "seats",
            "People aboard, the norm of the era, and nominal seats docked.",
            lambda board: draw_seats(board, self.steps),
        )
        yield Block(
            "operators",
            "operators",
            "Vehicles that bring home an operator of each segment; 0 and 1 are marked.",
            lambda board: draw_operators(board, names, self.steps),
        )
        if spacewalks_of(names.plan):
            told = "Spacewalks by airlock; hollow where planned."
            yield Block("spacewalks", "spacewalks", told, lambda board: draw_spacewalks(board, names))
        if self.urgent:
            told = "Whether the crew of some vehicle, alone aboard, could make an urgent spacewalk."
            yield Block("urgent", "urgent spacewalk", told, lambda board: draw_urgent(board, names, self.urgent))
        if trainings_of(names.plan):
            told = "Courses of each person who is trained."
            yield Block("trainees", "training by person", told, lambda board: draw_trainees(board, names))
            told = "Courses in each facility."
            yield Block("facilities", "by facility", told, lambda board: draw_facilities(board, names))
        losses = self.losses
        if losses is not None and losses.station:
            told = "People short and segments without an operator after the worst single loss of each day."
            yield Block("losses", "any loss", told, lambda board: draw_losses(board, names, losses))
        if self.skyline:
            told = "Days on which a landing in daylight is possible, and closed launch pads."
            yield Block("sky", "sky and pads", told, lambda board: draw_sky(board, names, self.skyline))
        if has_waivers(names, scale):
            yield Block("waivers", "waivers", "Spans that are waived.", lambda board: draw_waivers(board, names))
        if has_agreements(names, scale):
            yield Block("agreements", "agreements", "Agreements in force.", lambda board: draw_agreements(board, names))
        if self.flags.get(OTHER):
            yield Block("other", "other findings", "Findings that have no lane.", self._draw_other)

    def _draw_other(self, board: Board) -> None:
        board.lane(OTHER, OTHER_LANE_PX, "Other findings")

    def _panel(self, prefix: str, scale: Scale, blocks: Sequence[Block]) -> tuple[Markup, float]:
        """Return axis and blocks, and how high they are together."""
        as_of = self.names.plan.scenario.as_of
        top = element(
            "div",
            element("div", element("span", "UTC"), class_="gutter", style=f"height:{numeral(AXIS_PX)}px"),
            _svg(axis(scale, as_of), scale.width, AXIS_PX, class_="drawing", aria_hidden="true"),
            class_="axis",
        )
        drawn = [self._block(prefix, scale, block) for block in blocks]
        height = AXIS_PX + sum(each + BLOCK_EDGE_PX for _, each in drawn)
        return element("div", top, [markup for markup, _ in drawn], class_="panel"), height

    def _block(self, prefix: str, scale: Scale, block: Block) -> tuple[Markup, float]:
        board = Board(scale, self.flags, self.judged_until)
        block.draw(board)
        name = f"{prefix}-{block.id}"
        when = f"{date_of(scale.start)} to {date_of(scale.end)}"
        drawing = _svg(
            join(
                element("title", f"{block.name}, {when}", id=f"{name}-title"),
                element("desc", block.description, id=f"{name}-desc"),
                grid(scale, board.height),
                board.drawn,
                as_of_line(scale, self.names.plan.scenario.as_of, board.height),
            ),
            scale.width,
            board.height,
            class_="drawing",
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
        )
        marks = EMPTY
        if board.marks:
            told = f"findings on {block.name}"
            marks = _svg(join(board.marks), scale.width, board.height, class_="marks", role="group", aria_label=told)
        gutter = element("div", board.gutter, class_="gutter", style=f"height:{numeral(board.height)}px")
        plot = element("div", drawing, marks, class_="plot")
        return element("div", gutter, plot, class_=f"block of-{block.id}"), board.height


def _zoom(height: float) -> float:
    """Return how much smaller than on the screen a timeline of that height is drawn on paper."""
    return max(LEAST_ZOOM, min(1.0, int(PAPER_HEIGHT_PX / height * 1000) / 1000))


def _svg(content: Markup, width: float, height: float, **attributes: str) -> Markup:
    # A view box is the one attribute whose name has a capital letter.
    box = f"0 0 {numeral(width)} {numeral(height)}"
    return element("svg", content, width=width, height=height, viewBox=box, **attributes)


def _switches(blocks: Sequence[Block]) -> Markup:
    """Return what hides and shows the blocks; style sheets alone do it."""
    boxes = [
        element("label", element("input", type="checkbox", id=f"show-{block.id}", checked=True), block.name)
        for block in blocks
    ]
    flags = element("label", element("input", type="checkbox", id="show-flags", checked=True), "findings")
    return element("div", element("span", "Show"), boxes, flags, class_="switches", role="group", aria_label="Show")


def _key(names: Names) -> Markup:
    """Return the key: vehicles, ends of bars, agencies, states."""
    colours: dict[str, list[str]] = {}
    for agency in names.agencies:
        colours.setdefault(names.colour(agency), []).append(names.agency(agency))
    entries = [_swatch(colour, ", ".join(agencies)) for colour, agencies in colours.items()]
    vehicles = [
        _bar_sign("berth crew", Ends(), "crew vehicle"),
        _bar_sign("berth cargo", Ends(), "cargo vehicle"),
        _bar_sign("berth crew", Ends(last="planned"), "end as planned"),
        _bar_sign("berth crew", Ends(last="day"), "end known to the day"),
        _bar_sign("berth crew", Ends(goes_on=True), "goes on"),
    ]
    states = [
        _flag_sign("broken", "broken"),
        _flag_sign("waived", "waived"),
        _flag_sign("unknown", "unknown"),
        _flag_sign("unmet", "wish unmet"),
    ]
    return element("div", element("div", vehicles), element("div", states), element("div", entries), class_="key")


def _swatch(colour: str, text: str) -> Markup:
    return element("span", element("i", class_=f"swatch {colour}"), text)


def _bar_sign(class_: str, ends: Ends, text: str) -> Markup:
    return _sign(element("g", bar(0, 0, 26, 11, ends), class_=class_), 26, text)


def _flag_sign(state: str, text: str) -> Markup:
    return _sign(flag("#", state, 0, 0), flag_width("#"), text)


def _sign(drawing: Markup, width: float, text: str) -> Markup:
    return element("span", _svg(drawing, width, FLAG_HEIGHT_PX, class_="sign", aria_hidden="true"), text)
