"""Reads what a node exports with libraries that are not ours, and says what they refuse.

    check.py FOLDER      the files that tests/exports/main.rs wrote; nothing is asked of the network
"""

import csv
import json
import re
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import geojson
import icalendar
import jsonschema
import zxingcpp
from PIL import Image, ImageDraw

FOLDER = Path(sys.argv[1])
FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
problems = []


def expect(holds, *what):
    if not holds:
        problems.append(" ".join(str(part) for part in what))


def text(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def moment(written):
    return datetime.fromisoformat(written.replace("Z", "+00:00"))


def calendars():
    events = {item["id"]: item for item in json.loads(text("events.json"))["items"]}
    raw = (FOLDER / "events.ics").read_bytes()
    expect(b"\n" not in raw.replace(b"\r\n", b""), "a line of the calendar ends without CR LF")
    expect(max(map(len, raw.split(b"\r\n"))) <= 75, "a line of the calendar is too long")
    calendar = icalendar.Calendar.from_ical(raw)
    expect(not calendar.errors, calendar.errors)
    expect("METHOD" not in calendar, "a calendar with METHOD is an invitation")
    seen = set()
    for entry in calendar.walk("VEVENT"):
        uid = str(entry["UID"])
        item = events[uid]
        seen.add(uid)
        expect(not entry.errors, uid, entry.errors)
        expect((entry.get("STATUS") == "CANCELLED") == item["cancelled"], uid, "is cancelled or not")
        start, end = entry["DTSTART"].dt, entry["DTEND"].dt
        if item["date_precision"] == "time":
            expect(start == moment(item["starts_at"]), uid, start, item["starts_at"])
            expect(end == moment(item["ends_at"]), uid, end, item["ends_at"])
            zone = entry["DTSTART"].params.get("TZID")
            expect(zone == item["timezone"], uid, "says the zone", zone)
            expect(zone in defined(calendar), uid, "names a zone that the file does not define")
        else:
            zone = ZoneInfo(item["timezone"])
            first, last = (moment(item[at]).astimezone(zone).date() for at in ("starts_at", "ends_at"))
            expect(type(start) is date and start == first, uid, start, first)
            expect(end == last + timedelta(days=1), uid, end, last)
    expect(seen == set(events), "other events", seen ^ set(events))
    expect(any(item["cancelled"] for item in events.values()), "no event is cancelled")
    own_zones(raw, calendar)
    webinar = icalendar.Calendar.from_ical((FOLDER / "event.ics").read_bytes()).walk("VEVENT")[0]
    for place, hour in [("Africa/Bamako", 14), ("Europe/Lisbon", 14), ("America/Recife", 11), ("America/Mexico_City", 8)]:
        local = webinar["DTSTART"].dt.astimezone(ZoneInfo(place))
        expect((local.hour, local.day) == (hour, 9), "the webinar is at", local, "in", place)


def defined(calendar):
    return {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}


def own_zones(raw, calendar):
    """The definitions say what the zones of this machine say, in the years that they are for."""
    checked = 0
    renamed = icalendar.Calendar.from_ical(raw.replace(b"TZID:Europe/", b"TZID:X-Europe/"))
    for zone in renamed.walk("VTIMEZONE"):
        name = str(zone["TZID"]).removeprefix("X-")
        theirs, ours = ZoneInfo(name), zone.to_tz(lookup_tzid=False)
        for entry in calendar.walk("VEVENT"):
            start = entry["DTSTART"]
            if start.params.get("TZID") == name:
                local = start.dt.replace(tzinfo=None)
                told = local.replace(tzinfo=ours).utcoffset()
                expect(told == local.replace(tzinfo=theirs).utcoffset(), name, local, told)
                checked += 1
    expect(checked > 2, "only", checked, "moments have a zone of the file")


def features():
    schema = json.loads((Path(__file__).parent / "geojson.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for name in ["practices", "events", "calls", "territories"]:
        file = text(f"{name}.geojson")
        for error in validator.iter_errors(json.loads(file)):
            expect(False, name, error.json_path, error.message)
        collection = geojson.loads(file)
        expect(len(collection.features) > 5, name, "has few features")
        for feature in collection.features:
            expect(feature.is_valid or feature.geometry is None, name, feature.errors())
    expect(not validator.is_valid({"type": "FeatureCollection", "features": [{"type": "Feature"}]}),
           "the schema refuses nothing")


def feeds():
    for name in ["practices", "events", "calls"]:
        feed = feedparser.parse((FOLDER / f"{name}.atom").read_bytes())
        expect(not feed.bozo, name, feed.get("bozo_exception"))
        expect(feed.version == "atom10", name, "is", feed.version)
        expect(all(feed.feed.get(must) for must in ("id", "title", "updated")), name, "lacks a must of RFC 4287")
        expect(any(link.rel == "self" for link in feed.feed.links), name, "has no self")
        expect(len(feed.entries) > 5, name, "has few entries")
        expect(len({entry.id for entry in feed.entries}) == len(feed.entries), name, "has an id twice")
        for entry in feed.entries:
            expect(all(entry.get(must) for must in ("id", "title", "updated", "author")), name, entry.get("id"))
            expect(any(link.rel == "alternate" for link in entry.links), name, entry.id, "has no page")
            expect(entry.updated_parsed and entry.published_parsed, name, entry.id, "has no date")


def tables():
    for name in ["practices", "events", "calls", "hostile"]:
        with open(FOLDER / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        expect(rows and all(None not in row and None not in row.values() for row in rows), name, "is ragged")
        for row in rows:
            for column, cell in row.items():
                is_number = column in ("latitude", "longitude") and re.fullmatch(r"-?[\d.]+", cell)
                expect(is_number or not cell.startswith(FORMULAS), name, column, repr(cell))
        if name == "practices":
            expect(len(rows) == 29, "unconditional-access has", len(rows), "practices")
            for row in rows:
                expect(all(row[must] for must in ("sources", "status_as_of", "confidence", "id")), row["slug"])
    expect("hostile" in rows[0]["slug"] and rows[0]["title"].startswith("'"), "the hostile row is guarded")


def listings():
    described = json.loads(text("openapi.json"))
    for name in ["practices", "events", "calls", "territories"]:
        answer = described["paths"][f"/{name}.json"]["get"]["responses"]["200"]
        schema = dict(answer["content"]["application/json"]["schema"], components=described["components"])
        for error in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(text(f"{name}.json"))):
            expect(False, name, error.json_path, error.message)
    expect(not jsonschema.Draft202012Validator(schema).is_valid({}), "the description refuses nothing")


def posters():
    for name in ["event", "call"]:
        page = text(f"{name}.poster.html")
        side = int(re.search(r'class="qr" viewBox="0 0 (\d+) \1"', page).group(1))
        path = re.search(r'class="dark" fill="#000" d="([^"]+)"', page).group(1)
        image = Image.new("L", (side * 6, side * 6), 255)
        draw = ImageDraw.Draw(image)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
            left, top, right = int(x) * 6, int(y) * 6, (int(x) + int(length)) * 6
            draw.rectangle([left, top, right - 1, top + 5], fill=0)
        codes = zxingcpp.read_barcodes(image)
        address = text(f"{name}.address")
        expect([code.text for code in codes] == [address], name, [code.text for code in codes])
        expect(codes and codes[0].ec_level in ("M", "Q", "H"), name, "corrects too few errors")


for check in [calendars, features, feeds, tables, listings, posters]:
    check()
for problem in problems[:20]:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
