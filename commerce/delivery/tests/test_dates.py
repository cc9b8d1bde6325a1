"""When goods arrive: hand-made calendars, and real holidays of two countries."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from commerce.delivery.selectors.dates import promise
from commerce.delivery.shapes import Carriage, Destination, Timetable

BERLIN = ZoneInfo("Europe/Berlin")
HOUSE = Timetable(time_zone="Europe/Berlin", cutoff=time(14), country="DE", region="BE")
BY_POST = Carriage(minimum_days=1, maximum_days=3)


def told(now, *, house=HOUSE, carriage=BY_POST, to="DE", region=""):
    moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    place = Destination(to, region=region)
    said = promise(timetable=house, carriage=carriage, destination=place, now=moment)
    return (
        said.order_by.strftime("%d.%m. %H:%M"),
        said.earliest.isoformat()[5:],
        said.latest.isoformat()[5:],
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # 1 December 2026 is a Tuesday.
        ("2026-12-01T13:59", ("01.12. 14:00", "12-02", "12-04")),
        ("2026-12-01T14:00", ("02.12. 14:00", "12-03", "12-07")),
        ("2026-12-04T15:00", ("07.12. 14:00", "12-08", "12-10")),  # after the cut-off of Friday
        ("2026-12-05T09:00", ("07.12. 14:00", "12-08", "12-10")),  # on a Saturday
        ("2026-12-24T09:00", ("24.12. 14:00", "12-28", "12-30")),  # two holidays, two days of rest
        ("2026-12-31T23:59", ("04.01. 14:00", "01-05", "01-07")),  # over the end of the year
    ],
)
def test_days_are_counted_over_nights_weekends_and_holidays(now, expected):
    assert told(now) == expected


def test_the_destination_rests_on_its_own_days():
    # In Saudi Arabia people rest on Friday and Saturday, and work on Sunday.
    assert told("2026-12-02T09:00", to="SA") == ("02.12. 14:00", "12-03", "12-07")


def test_a_holiday_of_the_destination_alone_delays_only_what_arrives():
    # The second of January is one in Scotland, not in England; both stand still on the first.
    by_night = Carriage(minimum_days=1, maximum_days=1)
    house = Timetable(time_zone="Europe/Berlin")

    assert told("2024-12-31T09:00", house=house, carriage=by_night, to="GB", region="ENG")[1] == (
        "01-02"
    )
    assert told("2024-12-31T09:00", house=house, carriage=by_night, to="GB", region="SCT")[1] == (
        "01-03"
    )


def test_handling_counts_days_of_the_house():
    house = Timetable(
        time_zone="Europe/Berlin",
        cutoff=time(14),
        handling_days=2,
        weekdays=frozenset({0, 1, 2, 3}),
        closed=frozenset({date(2026, 12, 3)}),
    )
    # Wednesday, then neither the closed Thursday nor a free Friday: Monday and Tuesday.
    assert told("2026-12-02T09:00", house=house) == ("02.12. 14:00", "12-09", "12-11")


def test_some_carriers_deliver_on_saturday():
    express = Carriage(minimum_days=1, maximum_days=1, delivers_on_saturday=True)

    assert told("2026-12-04T09:00", carriage=express)[1:] == ("12-05", "12-05")


def test_the_clock_of_the_house_counts_not_that_of_the_shopper():
    house = Timetable(time_zone="America/New_York", cutoff=time(14))
    # 19:30 in Berlin is 13:30 in New York.
    moment = datetime(2026, 12, 1, 19, 30, tzinfo=BERLIN)

    said = promise(timetable=house, carriage=BY_POST, destination=Destination("US"), now=moment)

    assert said is not None
    assert said.order_by.isoformat() == "2026-12-01T14:00:00-05:00"


def test_the_cut_off_follows_summer_time():
    moment = datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN)  # Saturday before the clocks go forward

    said = promise(timetable=HOUSE, carriage=BY_POST, destination=Destination("DE"), now=moment)

    assert said is not None
    assert said.order_by.isoformat() == "2026-03-30T14:00:00+02:00"


def test_a_house_that_is_closed_for_months_promises_nothing():
    closed = Timetable(weekdays=frozenset())

    assert (
        promise(
            timetable=closed,
            carriage=BY_POST,
            destination=Destination("DE"),
            now=datetime(2026, 12, 1, tzinfo=BERLIN),
        )
        is None
    )
