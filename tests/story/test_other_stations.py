"""Tiangong, Mir and a station that nobody has built, each from its catalogue entry alone."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossflight import story
from crossflight.cli import app
from crossflight.files import catalogue, cataloguing, load_scenario, parse_scenario, save_orbit
from crossflight.instants import DAY, parse
from crossflight.record import MeanElements, Station

DATA = Path(__file__).parents[1] / "dynamics" / "data"
TIANGONG_SETS = DATA / "tiangong_element_sets.tle"


def windows_of(*words: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, ["windows", *words, "--json"])

    assert 0 == result.exit_code, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)["windows"]
    return found


# --------------------------------------------------------------------------------------------------------- Tiangong


# Flown: Shenzhou-21 lifted off at 15:44:46 and docked at 19:22, Tianzhou-6 at 13:22 and 21:16, Tianzhou-8 at 15:13 and
# 18:32. The element set is 1.5 days younger than the launch, 6.6 days older, and 1.5 days younger.
@pytest.mark.parametrize(
    ("vehicle", "site", "day", "liftoff", "docking", "within_s"),
    [
        ("shenzhou", "jiuquan-91", "2025-10-31", "2025-10-31T15:44:46Z", "2025-10-31T19:22Z", 15),
        ("tianzhou-6", "wenchang-201", "2023-05-10", "2023-05-10T13:22:30Z", "2023-05-10T21:16Z", 45),
        ("tianzhou", "wenchang-201", "2024-11-15", "2024-11-15T15:13:30Z", "2024-11-15T18:32Z", 45),
    ],
)
def test_flown_launches_to_tiangong_are_found(
    vehicle: str, site: str, day: str, liftoff: str, docking: str, within_s: float
) -> None:
    end = (parse(day) + DAY).date().isoformat()
    words = ["--station", "tiangong", "--orbit", str(TIANGONG_SETS), "--site", site, "--vehicle", vehicle]
    [window] = windows_of(*words, "--from", day, "--to", end)
    options = window["profiles"]
    assert isinstance(options, list)
    option = min(options, key=lambda entry: abs(parse(entry["docking"]) - parse(docking)))

    assert "southbound" == window["side"]
    assert 0 == pytest.approx((parse(option["liftoff"]) - parse(liftoff)).total_seconds(), abs=within_s)
    assert 0 == pytest.approx((parse(option["docking"]) - parse(docking)).total_seconds() / 60, abs=5)


def test_the_shipped_history_of_tiangong_is_surveyed() -> None:
    sky = story.survey(load_scenario("tiangong-history"))

    assert ("jiuquan-91", "wenchang-201") == tuple(track.subject for track in sky.launch)
    assert "No orbit is given" in sky.basis


PLAN = """
name = "tiangong-2025"
title = "One crew to Tiangong, made up but for the orbit"
station = "tiangong"
as_of = 2025-04-02T12:00:00Z
history = true

[horizon]
start = 2025-04-03
end = 2025-05-03

[orbit]
epoch = 2025-04-02T10:34:59.293Z
mean_motion_rev_per_day = 15.62824832
eccentricity = 0.0006067
inclination_deg = 41.4641
node_deg = 121.7664
perigee_argument_deg = 158.4435
mean_anomaly_deg = 201.6661
bstar = 0.00025297

[[vehicles]]
id = "shenzhou-made-up"
name = "Shenzhou, made up"
type = "shenzhou"

[[requests]]
id = "shenzhou-made-up"
vehicle = "shenzhou-made-up"
site = "jiuquan-91"
ports = ["tiangong-nadir"]
crew_size = 3
"""


def test_the_survey_of_a_plan_for_tiangong_offers_the_liftoff_that_flew() -> None:
    sky = story.survey(parse_scenario(PLAN))
    [chances] = (entry for entry in sky.launch_chances if entry.vehicle_type == "shenzhou")
    flown = parse("2025-04-24T09:17:31Z")
    near = [entry for entry in chances.liftoffs if abs(entry.liftoff - flown) < DAY / 2]

    assert ("jiuquan-91", "long-march-2f") == (chances.site, chances.launcher)
    # Shenzhou-20, 22 days after the element set: Tiangong boosts, and 100 s are half a degree of its node.
    assert {"2-orbit", "4-orbit"} == {entry.profile for entry in near}
    assert 0 == pytest.approx((near[0].liftoff - flown).total_seconds(), abs=100)


# --------------------------------------------------------------------------------------------------- other stations

LIKE_MIR = """
[[stations]]
id = "mir"
name = "Mir, as a catalogue entry"
catalogue_number = 16609
notes = "Made up for a test."

[[stations.segments]]
id = "mir-core"
name = "Mir"
agencies = ["roscosmos"]

[[stations.ports]]
id = "mir-forward"
name = "Forward"
segment = "mir-core"
module = "Core"
interface = "ssvp"
available = [{ start = 1986-02-19 }]

[[stations]]
id = "blossom"
name = "Blossom, which nobody has built"
catalogue_number = 99991
notes = "Made up for a test."

[[stations.segments]]
id = "blossom-hub"
name = "Hub"
agencies = ["spacex"]

[[stations.ports]]
id = "blossom-port"
name = "Port"
segment = "blossom-hub"
module = "Hub"
interface = "ids"
available = [{ start = 2029-01-01 }]
"""


@pytest.fixture
def one_file_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a folder with the package's catalogue and one file more, which Crossflight reads in its place."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for file in cataloguing._package_folder().iterdir():
        if file.name.endswith(".toml"):
            (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "mir.toml").write_text(LIKE_MIR, encoding="utf-8")
    monkeypatch.setattr(cataloguing, "_package_folder", lambda: folder)
    catalogue.cache_clear()
    yield tmp_path
    catalogue.cache_clear()


@pytest.mark.parametrize(
    ("station", "vehicle", "site", "height_motion"),
    [("mir", "soyuz-ms", "baikonur-1-5", 15.6), ("blossom", "crew-dragon", "ksc-39a", 15.4)],
)
def test_another_station_is_one_more_catalogue_file(
    one_file_more: Path, station: str, vehicle: str, site: str, height_motion: float
) -> None:
    [known] = (entry for entry in catalogue().stations if entry.id == station)
    assert isinstance(known, Station)
    start = parse("2030-03-01")
    elements = MeanElements(
        epoch=start,
        mean_motion_rev_per_day=height_motion,
        eccentricity=0.0005,
        inclination_deg=51.65,
        node_deg=200.0,
        perigee_argument_deg=30.0,
        mean_anomaly_deg=40.0,
        catalogue_number=known.catalogue_number,
        name=known.name,
        source="Made up.",
    )
    orbit = one_file_more / "orbit.json"
    save_orbit((elements,), orbit, created=start)
    words = ["--station", station, "--orbit", str(orbit), "--site", site, "--vehicle", vehicle]
    found = windows_of(*words, "--from", "2030-03-01", "--to", "2030-03-31")
    crossings = [parse(str(window["plane_crossing"])) for window in found]
    apart = {later - earlier for earlier, later in pairwise(crossings)}

    assert {"northbound"} == {window["side"] for window in found}
    assert 30 <= len(found) <= 31
    # The node moves west by five degrees a day: 20 minutes and more.
    assert timedelta(hours=23, minutes=30) < min(apart) <= max(apart) < timedelta(hours=23, minutes=42)
    assert any(window["profiles"] for window in found)
