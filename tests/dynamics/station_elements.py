"""Element sets of the International Space Station that the tests of dynamics start from.

Source: the tracking catalogue of the US Space Force, object 25544 (https://www.space-track.org/), read off
the two-line sets of the epochs given; the day of year and its fraction became an instant to the microsecond.
"""

from crossflight.record import MeanElements

__all__ = [
    "APRIL_2021",
    "MARCH_2022_14",
    "MARCH_2022_19",
    "OCTOBER_2021_05",
    "OCTOBER_2021_16",
    "SEPTEMBER_2022_21",
    "SEPTEMBER_2022_28",
    "SEPTEMBER_2022_29",
]


def of(
    epoch: str,
    motion: float,
    eccentricity: float,
    inclination: float,
    node: float,
    perigee: float,
    anomaly: float,
) -> MeanElements:
    return MeanElements(
        epoch=epoch,
        mean_motion_rev_per_day=motion,
        eccentricity=eccentricity,
        inclination_deg=inclination,
        node_deg=node,
        perigee_argument_deg=perigee,
        mean_anomaly_deg=anomaly,
        source="https://www.space-track.org/",
    )


# Set 21107.01373752
APRIL_2021 = of("2021-04-17T00:19:46.921728Z", 15.48891339, 0.0002681, 51.6445, 285.2965, 234.7549, 268.7564)
# Set 21278.19241828
OCTOBER_2021_05 = of("2021-10-05T04:37:04.939392Z", 15.48933732, 0.0004158, 51.6449, 158.7999, 60.5965, 83.2371)
# Set 21289.99995237
OCTOBER_2021_16 = of("2021-10-16T23:59:55.884768Z", 15.48716321, 0.0004804, 51.6441, 100.4192, 121.9768, 22.2669)
# Set 22073.77835648
MARCH_2022_14 = of("2022-03-14T18:40:49.999872Z", 15.49408144, 0.0004169, 51.6423, 84.1482, 266.0378, 72.3521)
# Set 22078.05453850
MARCH_2022_19 = of("2022-03-19T01:18:32.126400Z", 15.49468773, 0.0003909, 51.6427, 62.9786, 284.2254, 162.3984)
# Set 22264.34024677
SEPTEMBER_2022_21 = of("2022-09-21T08:09:57.320928Z", 15.50209155, 0.0002499, 51.6428, 220.2201, 280.2153, 244.2840)
# Set 22271.85891999
SEPTEMBER_2022_28 = of("2022-09-28T20:36:50.687136Z", 15.50371765, 0.0002700, 51.6453, 182.9569, 316.3291, 77.4783)
# Set 22272.26549602
SEPTEMBER_2022_29 = of("2022-09-29T06:22:18.856128Z", 15.50383691, 0.0002599, 51.6450, 180.9409, 316.3019, 188.2514)
