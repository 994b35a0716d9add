"""What is fetched and stored, from the command to the register on disk."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from compile.registers import examine_register
from tests.kolada.conftest import KPIS, YEARS, asking_register, stored
from tests.kolada.server import (
    COUNTY,
    MOST_AREAS,
    MOST_YEARS,
    MUNICIPALITY,
    Fake,
    Handler,
    entry,
)
from workbook_templates.builder.register_book import build_register

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder
    from tests.kolada.conftest import Run

KEY = ("N01951", MUNICIPALITY, 2024)


def test_values_of_municipality_county_and_country_are_stored(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    code, said = fetch()
    rows = stored(folder)

    assert code == 0
    assert len(rows) == len(KPIS) * 3 * len(YEARS)
    assert (
        "3 nyckeltal för Hagfors (1783), Region Värmland (0017), Riket (0000)" in said
    )
    assert "Källa: Kolada" in said
    row = rows["N01951", COUNTY, 2024]
    assert (row.title, row.area_name) == ("Invånare totalt, antal", "Region Värmland")
    assert (row.total, row.women, row.men) == (
        Decimal("2024.25"),
        Decimal("1.5"),
        Decimal("2.25"),
    )
    assert row.source == "Källa: Kolada"
    assert row.fetched == datetime.now().astimezone().date()


def test_questions_have_path_form_and_follow_the_pages(fetch: Run, fake: Fake) -> None:
    fetch()
    data = [path for path in fake.paths if "/data/" in path]

    assert data[0].startswith(
        "/v3/data/kpi/N01951,U00402,N00914/municipality/1783,0017,0000/year/2023,"
    )
    assert [path.partition("?")[2] for path in data] == [
        "",
        *(f"page={n}" for n in range(2, 7)),
    ]


def test_a_missing_value_is_never_nought(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    missing = [
        entry(None),
        entry(12, status="Missing"),
        entry(13, isdeleted=True),
    ]
    for number, one in enumerate(missing):
        fake.data["N01951", MUNICIPALITY, YEARS[number]] = [one, entry(5, "K")]
    fake.data["N00914", MUNICIPALITY, 2023] = [entry(None), entry(None, "K")]
    fake.data["N00914", MUNICIPALITY, 2024] = [entry(0)]
    fetch()
    rows = stored(folder)

    assert [rows["N01951", MUNICIPALITY, y].total for y in YEARS] == [None] * 3
    assert rows["N01951", MUNICIPALITY, 2023].women == 5
    assert ("N00914", MUNICIPALITY, 2023) not in rows
    assert rows["N00914", MUNICIPALITY, 2024].total == 0


def test_a_second_fetch_on_the_same_day_leaves_the_file_as_it_is(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    fetch()
    before = folder.register.read_bytes()
    code, said = fetch()

    assert code == 0
    assert "27 oförändrade" in said
    assert "styrregister.xlsx är oförändrad" in said
    assert folder.register.read_bytes() == before
    assert len(list(folder.register_copies.iterdir())) == 1


def test_what_kolada_changes_or_takes_back_is_named(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fetch()
    fake.data[KEY] = [entry(2100), entry(1.5, "K"), entry(2.25, "M")]
    fake.data["N00914", COUNTY, 2023] = [entry(7, isdeleted=True)]
    code, said = fetch()
    rows = stored(folder)

    assert code == 1
    assert "25 oförändrade, 1 ändrade, 1 borttagna av Kolada" in said
    assert rows[KEY].total == 2100
    assert "totalt var 2024 (hämtat" in rows[KEY].note
    gone = rows["N00914", COUNTY, 2023]
    assert (gone.total, gone.women, gone.men) == (None, None, None)
    assert "inget värde längre, totalt var 2023,25, kvinnor var 1,5" in gone.note
    assert "Invånare totalt, antal, Hagfors 2024: " in said
    code, said = fetch()
    assert (code, "27 oförändrade" in said) == (0, True)
    assert stored(folder) == rows


def test_a_value_that_kolada_has_at_last_is_named_and_takes_its_place(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.data[KEY] = [entry(3)]
    fetch()
    fake.data[KEY] = [entry(3), entry(4, "K")]
    code, said = fetch()
    row = stored(folder)[KEY]

    assert code == 1
    assert "Hagfors 2024: fler värden än förut." in said
    assert (row.total, row.women, row.note) == (Decimal(3), Decimal(4), "")


def test_a_changed_title_waits_for_a_yes(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fetch()
    before = stored(folder)
    fake.titles["N01951"] = "Invånare 0-19 år, antal"
    fake.data[KEY] = [entry(1)]
    fake.data["N00914", MUNICIPALITY, 2024] = [entry(2)]
    code, said = fetch()
    after = stored(folder)

    assert code == 1
    assert (
        "hette ”Invånare totalt, antal” och heter nu ”Invånare 0-19 år, antal”" in said
    )
    assert after[KEY] == before[KEY]
    assert after["N00914", MUNICIPALITY, 2024].total == 2
    code, said = fetch("--accept-titles")
    after = stored(folder)
    assert after[KEY].total == 1
    named = [row for row in after.values() if row.kpi == "N01951"]
    assert {row.title for row in named} == {"Invånare 0-19 år, antal"}
    assert all("hette förut ”Invånare totalt, antal”" in row.note for row in named)


def test_ids_that_kolada_does_not_know_are_named_and_keep_their_values(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fetch()
    before = stored(folder)
    del fake.titles["U00402"], fake.areas[COUNTY]
    code, said = fetch()

    assert code == 1
    assert "Kolada känner inte till nyckeltalet U00402" in said
    assert "Kolada känner inte till området 0017" in said
    assert stored(folder) == before


def test_a_key_figure_without_values_is_named(fetch: Run, fake: Fake) -> None:
    for key in [key for key in fake.data if key[0] == "U00402"]:
        del fake.data[key]
    code, said = fetch()

    assert code == 1
    assert "Kolada har inga värden för U00402 NRI" in said


def test_values_that_nobody_asked_for_are_counted_and_left(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.data = {KEY: [entry(1)]}
    real = fake.answer

    def answer(address: str) -> tuple[int, dict[str, object]]:
        status, found = real(address)
        for row in found["values"]:
            if "period" in row:
                row["municipality"] = "0180"
        return status, found

    fake.answer = answer  # type: ignore[method-assign]
    code, said = fetch()

    assert code == 1
    assert "1 värden som ingen bad om" in said
    assert stored(folder) == {}


def test_long_lists_are_split(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    register = asking_register()
    first, *rest = register.strategy_goals
    many = tuple(f"N{number:05}" for number in range(12))
    first = replace(first, kolada_ids=many, valid_from=None)
    build_register(replace(register, strategy_goals=(first, *rest)), folder.register)
    fake.titles |= {kpi: kpi for kpi in many}
    fake.data = {(many[-1], MUNICIPALITY, 2001): [entry(9)]}
    fetch("--from-year", "2000")
    lists = [path.split("/") for path in fake.paths if "/data/" in path]

    assert stored(folder)[many[-1], MUNICIPALITY, 2001].total == 9
    assert max(len(steps[4].split(",")) for steps in lists) <= 5
    assert max(len(steps[6].split(",")) for steps in lists) <= MOST_AREAS
    assert max(len(steps[8].split(",")) for steps in lists) <= MOST_YEARS
    years = {year for steps in lists for year in steps[8].split(",")}
    assert years == {str(y) for y in range(2000, date.today().year + 1)}  # noqa: DTZ011


def test_a_list_that_is_declined_all_the_same_is_asked_bit_by_bit(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.most_kpis = 1
    code, _ = fetch()

    assert code == 0
    assert len(stored(folder)) == 27


def test_one_key_figure_that_is_declined_stops_the_fetch(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    def reply(handler: Handler) -> None:
        status, answer = fake.answer(handler.path)
        is_data = "/data/" in handler.path
        handler.reply(422 if is_data else status, json.dumps(answer).encode())

    fake.always = reply
    code, told = fetch()

    assert code == 2
    assert "tog inte emot frågan (svar 422)" in told
    assert stored(folder) == {}


def test_a_number_has_as_many_digits_as_excel_keeps(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.data = {KEY: [entry(12.345678901234567), entry(1e-7, "K"), entry(-3, "M")]}
    fetch()
    row = stored(folder)[KEY]

    assert (row.total, row.women, row.men) == (
        Decimal("12.3456789012346"),
        Decimal("0.0000001"),
        Decimal(-3),
    )
    assert "oförändrad" in fetch()[1]


def test_a_title_is_a_text_whatever_it_looks_like(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.titles["N01951"] = '=HYPERLINK("http://x")\u202e_x000B_ <b>&'
    fetch()

    assert stored(folder)[KEY].title == '=HYPERLINK("http://x")_x000B_ <b>&'
    with zipfile.ZipFile(folder.register) as book:
        sheets = [n for n in book.namelist() if "sheets/sheet13" in n]
        assert b"<f>" not in book.read(sheets[0])


@pytest.mark.parametrize(
    ("ids", "texts", "said"),
    [
        ((), {}, "Inget strategimål i registret har något Kolada-id"),
        (("N1",), {}, "Strategimål!J6: ”N1” är inget id i Kolada"),
        (("N00001",), {"kolada_kommun": ""}, "kolada_kommun: kommunens kod saknas"),
        (
            ("N00001",),
            {"kolada_lan": "Värmland"},
            "kolada_lan: ”Värmland” är ingen kod",
        ),
    ],
)
def test_what_the_register_must_say_is_asked_for(
    ids: tuple[str, ...],
    texts: dict[str, str],
    said: str,
    fetch: Run,
    folder: MunicipalityFolder,
) -> None:
    register = asking_register()
    first, *rest = (replace(g, kolada_ids=()) for g in register.strategy_goals)
    goals = (replace(first, kolada_ids=ids), *rest)
    build_register(
        replace(register, strategy_goals=goals, texts={**register.texts, **texts}),
        folder.register,
    )
    code, told = fetch()

    assert code == 2
    assert said in told


def test_all_that_is_wrong_in_the_register_is_said_at_once(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    register = asking_register()
    first, *rest = register.strategy_goals
    goals = (replace(first, kolada_ids=("fel", "N01951", "X00001")), *rest)
    texts = {**register.texts, "kolada_kommun": "Hagfors"}
    build_register(
        replace(register, strategy_goals=goals, texts=texts), folder.register
    )
    _, told = fetch()

    assert [w for w in ("”fel”", "”X00001”", "”Hagfors”") if w not in told] == []


def test_a_first_year_after_this_one_is_refused(fetch: Run) -> None:
    code, told = fetch("--from-year", "2100")

    assert code == 2
    assert "Första året 2100 ligger efter i år" in told


@pytest.mark.parametrize("year", ["sjutton", "1999", "20170", "-201"])
def test_a_first_year_that_is_none_is_refused(year: str, fetch: Run) -> None:
    code, told = fetch("--from-year", year)

    assert code == 2
    assert f"”{year}” är inget år" in told


def test_the_years_begin_when_the_goals_do_or_ten_years_ago(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    register = asking_register()
    goals = (replace(g, valid_from=None) for g in register.strategy_goals)
    build_register(replace(register, strategy_goals=tuple(goals)), folder.register)
    fetch()
    data = next(path for path in fake.paths if "/data/" in path)

    assert data.split("/")[8].split(",")[0] == str(date.today().year - 10)  # noqa: DTZ011


def test_kept_values_come_along_when_the_register_is_read(
    fetch: Run, folder: MunicipalityFolder
) -> None:
    fetch()
    register, findings = examine_register(folder.register)

    assert findings == ()
    assert replace(register, key_figures=()) == asking_register()
