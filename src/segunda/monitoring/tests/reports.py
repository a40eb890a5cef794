"""A package of an invented country of thirty people, and the table of seed 000, typed by hand."""

from collections.abc import Sequence
from datetime import date

from segunda.exchange.schema import Row
from segunda.exchange.tests.making import person, title
from segunda.monitoring.reports.census import Census, Held, Place
from segunda.monitoring.reports.document import PackageMark

DAY = date(2024, 6, 30)
MARK = PackageMark(1, 1, "d" * 64, DAY)
# Of the sheet on women in prison in the Global NPM report, as it is printed there.
SEED_STATUS = (
    ("UNCAT Ratification", "24 August 1987"),
    ("OPCAT Ratification", "2 June 2011"),
    ("National Preventive Mechanism (NPM)",
     "National Mechanism for the Prevention of Torture and Other Cruel, Inhuman or Degrading "
     "Treatment or Punishment"),
    ("NPM legal framework", "Law No. 6 (22 February 2017)"),
    ("NPM operationalisation", "Since 2018"),
    ("NPM structure", "Directorate attached to the Ombuds Institution of the Republic of Panama."),
    ("NPM composition", "8 members (5 women)"),
)  # fmt: skip
SEED_TABLE = (
    ("Total prison population", "24,110"),
    ("Women in prison (total)", "1,183 (4.9%)"),
    ("Sentenced women", "893"),
    ("Women in pre-trial detention", "290"),
    ("Foreign women", "98"),
    ("Pregnant women", "3"),
    ("Older women (over 60 years)", "60"),
    ("Women with disabilities", "15"),
    ("Number of women's prisons", "4"),
    ("Women-only prisons", "2"),
    ("Mixed prisons with separate units for women", "2"),
    ("Prison staff (total)", "139"),
    ("Women prison officers", "129 (92.8%)"),
)


def held(
    count: int, *, sex: str = "F", status: str = "sentenced_final", facility: str = "cefere",
    nationality: str = "panama", born: int = 1990,
) -> list[Held]:  # fmt: skip
    """So many people alike."""
    birth = date(born, 5, 1)
    return [Held(sex, status, facility, nationality, birth, birth, date(2023, 1, 2))] * count


def census_of(people: Sequence[Held]) -> Census:
    """These people as one package."""
    return Census(MARK, people, {"cefere": Place("cefere", "CEFERE", "women", None)})


def june_2024() -> Census:
    """As many people as the sheet of June 2024 counts."""
    women = [
        *held(290, status="pretrial"), *held(60, born=1950), *held(98, nationality="colombia"),
        *held(893 - 158),
    ]  # fmt: skip
    return census_of([*women, *held(24_110 - 1_183, sex="M", facility="joya")])


def rows_of_thirty() -> dict[str, Sequence[Row]]:
    """Rows of a package: 22 men, 8 women of whom 3 foreign, 1 over 60, 2 without a sentence."""
    people = [
        person(n, nationality="Colombia" if n < 4 else "Panamá") for n in (1, 2, 3, 5, 6, 7, 8)
    ]
    people.append(person(4, nationality="Panamá", birth_from="1950-01-01", birth_to="1950-01-01"))
    people += [person(n, sex="M", nationality="Panamá", facility="joya") for n in range(9, 31)]
    titles = [title(n, "pretrial" if n in (1, 5) else "sentenced_final") for n in range(1, 31)]
    place = {"province": "Panamá", "unit": None, "unit_name": "", "special": "", "places": None,
             "source": ""}  # fmt: skip
    return {
        "population.v1": people,
        "legal_status.v1": titles,
        "capacity.v1": [
            {"facility": "cefere", "name": "CEFERE", "kind": "women", **place},
            {"facility": "joya", "name": "La Joya", "kind": "men", **place},
        ],
        "placements.v1": [], "movements.v1": [], "heads.v1": [{"seal": 1, "digest": "a" * 64}],
    }  # fmt: skip
