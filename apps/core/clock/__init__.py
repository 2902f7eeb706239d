"""Time, in one pure package: zones, wall-clock moments, quiet hours, months, business days.

Nothing here reads a clock: `now` is always an argument. Instants are aware datetimes in UTC; days and hours are the
person's own, and become instants only together with a zone. Every row below is a test (tests/core/test_clock_table.py).

`local_moment`: the instant at which the clock on a wall shows a time. A time that is skipped becomes the first moment
after the gap; of a time that is repeated, the first counts.

| Shown on the wall | UTC | Why |
| --- | --- | --- |
| 2026-01-15 09:00 America/Chicago | 2026-01-15 15:00 | winter |
| 2026-07-15 09:00 America/Chicago | 2026-07-15 14:00 | summer: the same hour is another instant |
| 2026-03-08 01:59 America/Chicago | 2026-03-08 07:59 | the last minute before a gap of an hour |
| 2026-03-08 02:00 America/Chicago | 2026-03-08 08:00 | where the gap begins |
| 2026-03-08 02:30 America/Chicago | 2026-03-08 08:00 | a reminder hour inside the gap |
| 2026-03-08 03:00 America/Chicago | 2026-03-08 08:00 | where it ends |
| 2026-11-01 01:30 America/Chicago | 2026-11-01 06:30 | repeated: the first of the two |
| 2026-11-01 02:00 America/Chicago | 2026-11-01 08:00 | after the repeated hour |
| 2026-03-29 02:30 Europe/Berlin | 2026-03-29 01:00 | a gap on another Sunday |
| 2026-10-25 02:30 Europe/Berlin | 2026-10-25 00:30 | repeated, on another Sunday |
| 2026-10-04 02:10 Australia/Lord_Howe | 2026-10-03 15:30 | a gap of half an hour |
| 2026-04-05 01:45 Australia/Lord_Howe | 2026-04-04 14:45 | half an hour repeated |
| 2026-09-27 02:50 Pacific/Chatham | 2026-09-26 14:00 | a gap that begins at a quarter to |
| 2026-03-29 01:30 Antarctica/Troll | 2026-03-29 01:00 | a gap of two hours |
| 2026-10-25 01:30 Antarctica/Troll | 2026-10-24 23:30 | two hours repeated |
| 2026-03-29 00:00 Asia/Beirut | 2026-03-28 22:00 | a day without midnight begins at 1:00 |
| 2026-10-24 23:30 Asia/Beirut | 2026-10-24 20:30 | the last hour of a day repeated |
| 2026-10-25 00:00 Asia/Beirut | 2026-10-24 22:00 | the midnight after it is the only one |
| 2026-03-08 00:15 America/Havana | 2026-03-08 05:00 | another day without midnight |
| 2025-11-02 00:00 America/Havana | 2025-11-02 04:00 | a day with two midnights |
| 2026-09-06 00:00 America/Santiago | 2026-09-06 04:00 | no midnight, in the southern spring |
| 2026-04-04 23:30 America/Santiago | 2026-04-05 02:30 | the last hour of Saturday repeated |
| 2010-11-07 00:00 America/St_Johns | 2010-11-07 02:30 | a minute past midnight clocks went back into the day before |
| 2018-05-04 23:45 Asia/Pyongyang | 2018-05-04 15:00 | a gap before midnight ends with the day |
| 2011-12-29 23:59 Pacific/Apia | 2011-12-30 09:59 | the last minute before the date line jumped |
| 2011-12-30 12:00 Pacific/Apia | 2011-12-30 10:00 | a day that never was |
| 2011-12-31 00:00 Pacific/Apia | 2011-12-30 10:00 | the first minute after it |
| 1993-08-21 09:00 Pacific/Kwajalein | 1993-08-21 12:00 | another day that never was |
| 2026-12-15 09:00 America/Vancouver | 2026-12-15 16:00 | a rule younger than the data of many systems |
| 2026-12-31 23:30 Pacific/Kiritimati | 2026-12-31 09:30 | the end of the year, 14 hours early |
| 2027-01-01 00:00 Pacific/Pago_Pago | 2027-01-01 11:00 | the new year, 11 hours late |
| 2028-02-29 09:00 Asia/Kathmandu | 2028-02-29 03:15 | a leap day, at an offset in quarters |

`outside_quiet_hours`: the instant, or the first after it that lies outside. Begin inclusive, end exclusive.

| UTC and zone | Quiet | Moved to, in UTC | Why |
| --- | --- | --- | --- |
| 2026-10-21 00:59 America/Chicago | 20:00-07:30 | 2026-10-21 00:59 | a minute before they begin |
| 2026-10-21 01:00 America/Chicago | 20:00-07:30 | 2026-10-21 12:30 | the minute in which they begin |
| 2026-10-21 08:00 America/Chicago | 20:00-07:30 | 2026-10-21 12:30 | after midnight |
| 2026-10-21 12:30 America/Chicago | 20:00-07:30 | 2026-10-21 12:30 | the minute in which they end |
| 2026-10-20 18:00 America/Chicago | 12:00-14:00 | 2026-10-20 19:00 | within one day |
| 2026-10-20 03:00 America/Chicago | 09:00-09:00 | 2026-10-20 03:00 | equal bounds: none |
| 2027-01-01 02:00 America/Chicago | 20:00-07:30 | 2027-01-01 13:30 | over the end of the year |
| 2028-02-29 03:00 America/Chicago | 20:00-07:30 | 2028-02-29 13:30 | into a leap day |
| 2026-03-08 03:00 America/Chicago | 20:00-07:30 | 2026-03-08 12:30 | the night of spring is an hour shorter |
| 2026-11-01 02:00 America/Chicago | 20:00-07:30 | 2026-11-01 13:30 | the night of autumn is an hour longer |
| 2026-03-08 06:00 America/Chicago | 22:00-02:30 | 2026-03-08 08:00 | they end inside a gap |
| 2026-03-08 06:00 America/Chicago | 22:00-02:00 | 2026-03-08 08:00 | they end where a gap begins |
| 2026-03-08 08:00 America/Chicago | 02:30-06:00 | 2026-03-08 11:00 | they begin inside a gap |
| 2026-03-08 07:59 America/Chicago | 02:00-03:00 | 2026-03-08 07:59 | a gap swallows them |
| 2026-03-08 07:30 America/Chicago | 02:45-02:15 | 2026-03-09 07:15 | a gap swallows what is not quiet: the next day |
| 2026-11-01 06:00 America/Chicago | 22:00-01:30 | 2026-11-01 06:30 | they end in a repeated hour: the first time |
| 2026-11-01 06:40 America/Chicago | 22:00-01:30 | 2026-11-01 06:40 | they have ended for now |
| 2026-11-01 07:10 America/Chicago | 22:00-01:30 | 2026-11-01 07:30 | and come back as the hour does |
| 2026-11-01 06:50 America/Chicago | 01:45-01:15 | 2026-11-01 07:15 | the repeated hour brings their end nearer |
| 2026-11-01 06:50 America/Chicago | 01:45-01:00 | 2026-11-01 07:00 | clocks go back to where they have ended |
| 2026-03-28 21:00 Asia/Beirut | 22:00-00:00 | 2026-03-28 22:00 | they end at a midnight that is skipped |
| 2026-10-24 21:10 Asia/Beirut | 22:00-23:30 | 2026-10-24 21:30 | in the last hour of a day, repeated |
| 2026-03-08 04:30 America/Havana | 23:00-00:30 | 2026-03-08 05:00 | the first half hour of a day is skipped |
| 2026-09-06 03:00 America/Santiago | 22:00-06:00 | 2026-09-06 09:00 | over a midnight that is skipped |
| 2026-10-03 15:00 Australia/Lord_Howe | 22:00-02:15 | 2026-10-03 15:30 | they end inside a gap of half an hour |
| 2026-04-04 15:10 Australia/Lord_Howe | 22:00-01:45 | 2026-04-04 15:15 | half an hour repeated |
| 2011-12-30 09:00 Pacific/Apia | 22:00-07:00 | 2011-12-30 17:00 | over a day that never was |

`add_months`: the same day of the month, or that month's last.

| Day | Months | Becomes | Why |
| --- | --- | --- | --- |
| 2026-01-31 | 1 | 2026-02-28 | the end of a shorter month |
| 2028-01-31 | 1 | 2028-02-29 | of a leap year's February |
| 2026-01-31 | 2 | 2026-03-31 | counted from the first date, so nothing is lost on the way |
| 2026-08-31 | 1 | 2026-09-30 | the 31st where there are 30 days |
| 2026-12-31 | 2 | 2027-02-28 | over the end of the year |
| 2028-02-29 | 12 | 2029-02-28 | a leap day, a year on |
| 2028-02-29 | 48 | 2032-02-29 | a leap day, four years on |
| 2096-02-29 | 48 | 2100-02-28 | 2100 is no leap year |
| 2026-01-15 | -1 | 2025-12-15 | back over the end of the year |
| 2026-03-31 | -1 | 2026-02-28 | back into a shorter month |
| 2026-05-07 | 0 | 2026-05-07 | no month |

`BusinessCalendar.business_days_after`: the day on which so many business days have passed since a message. What is
sent at noon or later, or on a day off, counts from the next business day. First the country and region of the public
holidays, the working days if not Monday to Friday, and the closed days of the person's center.

| Calendar | Sent | Days | Due | Why |
| --- | --- | --- | --- | --- |
| US | 2026-10-15 11:59 America/Chicago | 3 | 2026-10-20 | Thursday before noon: Friday, Monday, Tuesday |
| US | 2026-10-15 12:00 America/Chicago | 3 | 2026-10-21 | at noon it counts from Friday |
| US | 2026-10-16 12:00 America/Chicago | 1 | 2026-10-20 | Friday afternoon counts from Monday |
| US | 2026-10-17 09:00 America/Chicago | 3 | 2026-10-22 | Saturday counts from Monday |
| US | 2026-10-18 22:00 Pacific/Honolulu | 1 | 2026-10-20 | Sunday on the wall, Monday in UTC |
| US | 2026-10-20 09:00 Asia/Tokyo | 1 | 2026-10-21 | morning on the wall, midnight in UTC |
| US | 2026-11-25 10:00 America/Chicago | 1 | 2026-11-27 | Thanksgiving |
| US | 2026-07-02 10:00 America/Chicago | 1 | 2026-07-06 | a holiday on Saturday is observed on Friday |
| US | 2027-07-02 10:00 America/Chicago | 1 | 2027-07-06 | a holiday on Sunday is observed on Monday |
| US | 2027-12-30 10:00 America/Chicago | 1 | 2028-01-03 | the new year's holiday is observed in the old year |
| US | 2026-12-23 10:00 America/Chicago | 7 | 2027-01-05 | Christmas and New Year |
| US-IL | 2026-02-11 10:00 America/Chicago | 1 | 2026-02-13 | Lincoln's Birthday in Illinois |
| US | 2026-02-11 10:00 America/Chicago | 1 | 2026-02-12 | and nowhere else |
| GB-ENG | 2026-04-02 10:00 Europe/London | 1 | 2026-04-07 | Good Friday and Easter Monday |
| GB-SCT | 2026-04-02 10:00 Europe/London | 1 | 2026-04-06 | Easter Monday is none in Scotland |
| GB-ENG | 2026-12-24 10:00 Europe/London | 1 | 2026-12-29 | Boxing Day on Saturday moves to Monday |
| DE-BY | 2026-01-05 10:00 Europe/Berlin | 1 | 2026-01-07 | Epiphany in Bavaria |
| DE-BE | 2026-01-05 10:00 Europe/Berlin | 1 | 2026-01-06 | and not in Berlin |
| JP | 2026-05-01 10:00 Asia/Tokyo | 1 | 2026-05-07 | a holiday on Sunday moves behind two others |
| XX | 2026-12-24 10:00 America/Chicago | 1 | 2026-12-25 | an unknown country has no holidays |
| US-ZZ | 2026-12-24 10:00 America/Chicago | 1 | 2026-12-28 | an unknown region has its country's |
| none | 2026-12-24 10:00 America/Chicago | 1 | 2026-12-25 | no country, no holidays |
| none; Sun Mon Tue Wed Thu | 2026-10-15 10:00 Asia/Amman | 1 | 2026-10-18 | another week |
| none; Wed | 2026-10-21 10:00 America/Chicago | 1 | 2026-10-28 | one working day |
| none; Wed | 2026-10-15 10:00 America/Chicago | 2 | 2026-11-04 | one working day, sent on a day off |
| US; Wed | 2026-11-04 10:00 America/Chicago | 1 | 2026-11-18 | one working day that is a holiday |
| none; no day | 2026-10-16 10:00 America/Chicago | 1 | 2026-10-19 | no working day at all means Monday to Friday |
| none; closed 2026-12-21..2027-01-03 | 2026-12-17 10:00 America/Chicago | 3 | 2027-01-05 | over closed days |
| none; closed 2026-12-21..2027-01-03 | 2026-12-22 10:00 America/Chicago | 1 | 2027-01-05 | sent on a closed day |
| none | 2028-02-28 10:00 America/Chicago | 1 | 2028-02-29 | a leap day |
| none | 2027-02-26 10:00 America/Chicago | 1 | 2027-03-01 | the end of a month |
| none | 2026-10-15 12:00 America/Chicago | 0 | 2026-10-16 | no day: the one it counts from |
"""

from apps.core.clock.business import MONDAY_TO_FRIDAY, BusinessCalendar
from apps.core.clock.wall import MIDNIGHT, NOON, add_months, local_day, local_moment, outside_quiet_hours
from apps.core.clock.zones import zone, zone_names, zone_or_utc

__all__ = [
    "MIDNIGHT",
    "MONDAY_TO_FRIDAY",
    "NOON",
    "BusinessCalendar",
    "add_months",
    "local_day",
    "local_moment",
    "outside_quiet_hours",
    "zone",
    "zone_names",
    "zone_or_utc",
]
