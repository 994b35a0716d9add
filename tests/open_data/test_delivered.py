"""The open data beside a report: delivered, recorded and described."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from compile.manifest import read_manifest
from compile.open_data.columns import COLUMNS, NAMES
from compile.pipeline import Options, compile_report
from tests.helpers.gatherings import card_of, everybody
from tests.helpers.towns import put_in_inbox, small_town
from tests.open_data.reading import csv_rows, json_rows
from tests.standard.good_card import T1, T2, with_measure

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

STEM = "Malkortsrapport-2026-T2"
ENDS = ("-data.csv", "-data.json", "-data.csv-metadata.json", "-databeskrivning.txt")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    folder = small_town(tmp_path_factory.mktemp("open"))
    earlier = [replace(card, period=T1) for card in everybody()]
    put_in_inbox(folder, earlier, T1)
    odd = {"name": "=2+3;”å”\n'x", "outcome_2": Decimal("-1234.50")}
    put_in_inbox(folder, [with_measure(card_of("A1"), **odd), *everybody()[2:]])
    compile_report(folder, T2, Options(pdf=False))
    return folder


@pytest.fixture
def place(town: MunicipalityFolder) -> Path:
    return town.period(T2)


def test_the_files_lie_beside_the_report_and_in_its_record(place: Path) -> None:
    recorded = {o.name for o in read_manifest(place / f"{STEM}-manifest.json").outputs}

    assert recorded == {f"{STEM}.docx", *(f"{STEM}{end}" for end in ENDS)}
    assert all((place / name).is_file() for name in recorded)


def test_the_same_cards_give_the_same_bytes(
    town: MunicipalityFolder, place: Path, tmp_path: Path
) -> None:
    compile_report(town, T2, Options(out=tmp_path, pdf=False))

    for end in ENDS:
        name = f"{STEM}{end}"
        assert (tmp_path / name).read_bytes() == (place / name).read_bytes()


def test_both_files_have_the_same_rows(place: Path) -> None:
    rows = csv_rows(place / f"{STEM}-data.csv")

    assert rows == json_rows(place / f"{STEM}-data.json")
    kinds = Counter(r["typ"] for r in rows if r["period"] == "2026-T2")
    assert kinds["kort"] == len(everybody()) - 1
    assert kinds["mal"] == 4 * kinds["kort"]


def test_a_row_says_whose_it_is_and_where_it_stood(place: Path) -> None:
    rows = csv_rows(place / f"{STEM}-data.csv")
    (row,) = (
        r
        for r in rows
        if r["typ"] == "matt"
        if (r["period"], r["enhet_id"], r["id"]) == ("2026-T2", "A1", "T1")
    )

    assert (row["enhet"], row["niva"]) == ("Exempelavdelning Norr", "avdelning")
    assert (row["avdelning_id"], row["avdelning"]) == ("A1", "Exempelavdelning Norr")
    assert (row["flik"], row["rad"]) == ("Mått", 6)
    assert row["arbetsbok"] == "A1 Exempelavdelning Norr 2026-T2.xlsx"
    assert row["text"] == "=2+3;”å”\n'x"


def test_a_code_is_also_said_in_the_registers_words(place: Path) -> None:
    rows = csv_rows(place / f"{STEM}-data.csv")
    said = {(r["bedomning"], r["bedomning_text"]) for r in rows if r.get("bedomning")}

    assert ("uppfyllt", "Uppfyllt") in said
    assert all(code and word for code, word in said)


def test_of_earlier_periods_the_measures_are_there_to_follow(place: Path) -> None:
    rows = json_rows(place / f"{STEM}-data.json")
    earlier = [r for r in rows if r["period"] == "2026-T1"]
    measures = sum(len(card.measures) for card in everybody())

    assert {r["typ"] for r in earlier} == {"matt"}
    assert len(earlier) == measures
    assert all(r["utfall_t1"] is not None for r in earlier)


def test_pandas_reads_the_table_with_the_two_settings_that_it_needs(
    place: Path,
) -> None:
    frame = pd.read_csv(place / f"{STEM}-data.csv", sep=";", decimal=",")
    rows = csv_rows(place / f"{STEM}-data.csv")
    odd = frame[frame["text"].fillna("").str.startswith("'=2+3")]

    assert list(frame.columns) == list(NAMES)
    assert len(frame) == len(rows)
    assert odd["utfall_t2"].tolist() == [-1234.5]
    for name in ("utgangsvarde", "malvarde", "utfall_t1", "utfall_t2", "rad"):
        wanted = [row.get(name) for row in rows]
        found = [None if pd.isna(v) else v for v in frame[name]]
        assert found == [None if v is None else float(v) for v in wanted]


def test_the_table_begins_with_the_mark_by_which_excel_knows_its_letters(
    place: Path,
) -> None:
    content = (place / f"{STEM}-data.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbfperiod;typ;")
    assert content.endswith(b"\r\n")


def test_the_metadata_describes_every_column_as_csv_on_the_web(place: Path) -> None:
    metadata = json.loads((place / f"{STEM}-data.csv-metadata.json").read_bytes())
    columns = {c["name"]: c for c in metadata["tableSchema"]["columns"]}

    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert metadata["url"] == f"{STEM}-data.csv"
    assert metadata["dialect"]["delimiter"] == ";"
    assert tuple(columns) == NAMES
    assert columns["malvarde"]["datatype"]["format"]["decimalChar"] == ","
    assert columns["strategimal"]["separator"] == "; "
    assert "delvis" in columns["bedomning"]["datatype"]["format"]


def test_the_description_names_every_column_and_what_is_missing(place: Path) -> None:
    text = (place / f"{STEM}-databeskrivning.txt").read_text("utf-8-sig")

    assert [c.name for c in COLUMNS if f"\n{c.name} ({c.title})" not in text] == []
    assert "UTKAST" in text
    assert "Kort saknas från: Exempel" in text
    assert "Tidigare perioder, bara mått: 2026-T1" in text
    assert f"{STEM}-data.json" in text


def test_a_final_report_has_data_that_say_so(tmp_path: Path) -> None:
    folder = small_town(tmp_path)
    put_in_inbox(folder)
    compile_report(folder, T2, Options(final=True, pdf=False))
    place = folder.period(T2)
    text = (place / f"{STEM}-databeskrivning.txt").read_text("utf-8-sig")

    assert json.loads((place / f"{STEM}-data.json").read_bytes())["utkast"] is False
    assert "UTKAST" not in text
    assert "saknas från" not in text


def test_a_town_without_cards_has_a_table_of_headings(tmp_path: Path) -> None:
    folder = small_town(tmp_path)
    folder.inbox(T2).mkdir(parents=True)
    compile_report(folder, T2, Options(pdf=False))
    place = folder.period(T2)

    assert csv_rows(place / f"{STEM}-data.csv") == []
    assert json_rows(place / f"{STEM}-data.json") == []
