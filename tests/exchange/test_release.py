"""What a release says of an award: every bid, every lot, exact amounts, and nothing too much."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanbesteding.basis.canonical import read_json
from aanbesteding.dossier.editions.allowed import copied
from aanbesteding.dossier.editions.internal import INTERNAL
from aanbesteding.dossier.editions.public import PUBLIC
from aanbesteding.dossier.editions.published import TENDER
from aanbesteding.exchange.extension import DECLARED, KEY, SCHEMA
from aanbesteding.exchange.moments import day_of, end_of, start_of, years_on
from aanbesteding.exchange.numbers import euro_value, exchange_json
from aanbesteding.exchange.package import PLAIN, PROFILE, exchange_files
from aanbesteding.exchange.release import Terms
from aanbesteding.verification import calendar
from tests.exchange import records

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def release(name: str, edition: str = INTERNAL, file: str = PROFILE, **terms: Any) -> Any:
    content = exchange_files(records.shown(name, edition), Terms(**terms))[file]
    return json.loads(content, parse_float=Decimal)["releases"][0]


def bids(name: str) -> dict[str, Any]:
    return {bid["id"]: bid for bid in release(name)["bids"]["details"]}


# Exact


@given(st.integers(0, 10**14))
def test_an_amount_is_the_number_of_its_cents(cents: int) -> None:
    written = exchange_json(euro_value(cents)).decode()
    assert json.loads(written, parse_float=Decimal)["amount"] * 100 == cents


def test_an_amount_a_float_cannot_hold_is_written_as_it_is() -> None:
    assert b"99999999999999.99" in exchange_json(euro_value(9999999999999999))


@pytest.mark.parametrize("value", [0.1, float("nan"), Decimal("NaN"), {1}])
def test_what_has_no_exact_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        exchange_json({"amount": value})


def by_verification(moment: datetime) -> date:
    return calendar.dutch_day(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


@given(DAYS)
def test_a_day_begins_and_ends_in_the_netherlands(day: date) -> None:
    """The calendar of the verification, which knows summer time by itself, finds the same day."""
    start = datetime.fromisoformat(start_of(day.isoformat()))
    end = datetime.fromisoformat(end_of(day.isoformat()))
    second = timedelta(seconds=1)
    assert by_verification(start) == day == by_verification(end)
    assert by_verification(start - second) == day - timedelta(days=1)
    assert by_verification(end + second) == day + timedelta(days=1)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 12, 31)))  # noqa: DTZ001
def test_a_moment_is_read_as_the_day_it_was_here(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert day_of(aware.isoformat()) == by_verification(aware)


@given(DAYS, st.integers(1, 20))
def test_a_term_of_years_ends_the_day_before_its_birthday(day: date, years: int) -> None:
    last = date.fromisoformat(years_on(day.isoformat(), years))
    after = last + timedelta(days=1)
    leap = (day.month, day.day) == (2, 29)
    assert (after.month, after.day) == (
        (3, 1) if leap and after.month == 3 else (day.month, day.day)
    )
    assert after.year == day.year + years


# The same record, the same bytes


@pytest.mark.parametrize("edition", records.EDITIONS)
def test_the_same_record_gives_the_same_bytes_whatever_the_order_of_its_keys(edition: str) -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: turned(value[name]) for name in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    shown = records.shown("shelf", edition)
    once, again = (exchange_files(one, Terms()) for one in (shown, turned(shown)))
    for name, content in once.items():
        ours, theirs = (json.loads(c, parse_float=Decimal) for c in (content, again[name]))
        assert ours == theirs


def test_the_id_of_a_release_is_of_its_record_its_reader_and_its_state() -> None:
    ids = {
        release("lots", edition, final=final, lang=lang)["id"]
        for edition in records.EDITIONS
        for final in (False, True)
        for lang in ("nl", "en")
    }
    hashed = records.shown("lots")["record_sha256"]
    assert len(ids) == 8
    assert all(one.startswith(hashed) for one in ids)


def test_dates_are_those_of_the_schedule() -> None:
    found = release("lots")
    assert found["date"] == "2024-03-08T00:00:00+01:00"
    assert found["tender"]["tenderPeriod"] == {
        "startDate": "2024-01-10T00:00:00+01:00",
        "endDate": "2024-02-10T23:59:59+01:00",
    }


# What is told


@pytest.mark.parametrize("name", records.NAMES)
def test_every_reference_leads_to_something_in_the_release(name: str) -> None:
    for edition in records.EDITIONS:
        found = release(name, edition)
        parties = {party["id"] for party in found["parties"]}
        lots = {lot["id"] for lot in found["tender"]["lots"]}
        bid_ids = {bid["id"] for bid in found["bids"].get("details", ())}
        awards = {award["id"] for award in found["awards"]}
        referred = [found["buyer"], found["tender"]["procuringEntity"]]
        referred += [one for bid in found["bids"].get("details", ()) for one in bid["tenderers"]]
        referred += [one for award in found["awards"] for one in award.get("suppliers", ())]
        assert {one["id"] for one in referred} <= parties
        related = [*found["awards"], *found["bids"].get("details", ())]
        assert {lot for one in related for lot in one["relatedLots"]} <= lots
        assert {bid for one in found["awards"] for bid in one.get("relatedBids", ())} <= bid_ids
        assert {one["awardID"] for one in found.get("contracts", ())} <= awards
        assert len(parties) == len(found["parties"])


@pytest.mark.parametrize("name", records.NAMES)
def test_winners_ranks_and_points_are_those_of_the_record(name: str) -> None:
    record, found = records.record(name), release(name)
    won = {
        (a["relatedLots"][0], a["suppliers"][0]["id"]) for a in found["awards"] if "suppliers" in a
    }
    lots = record["decision"]["lots"]
    assert won == {(lot["lot"], f"bidder/{w}") for lot in lots for w in lot["winners"]}
    ranks = {b["id"]: b.get("rank") for b in found["bids"].get("details", ())}
    assert ranks == {f"{s['lot']}/{s['bidder']}": s["rank"] for s in record["scores"]}
    points = [[p["exact"] for p in s["points"]] for s in found[KEY].get("scores", ())]
    assert points == [[p["exact"] for p in s["points"]] for s in record["scores"]]


@pytest.mark.parametrize("name", records.NAMES)
def test_statistics_are_those_that_can_be_counted_from_the_bids(name: str) -> None:
    found = release(name)["bids"]
    told = {(one["relatedLot"], one["measure"]): one["value"] for one in found["statistics"]}
    for lot in {lot for lot, _ in told}:
        here = [bid for bid in found.get("details", ()) if bid["relatedLots"] == [lot]]
        valid = [bid for bid in here if bid["status"] == "valid"]
        values = [bid["value"]["amount"] for bid in valid if "value" in bid]
        out = [bid for bid in here if bid["status"] == "disqualified"]
        counts = {"bids": len(here), "validBids": len(valid), "disqualifiedBids": len(out)}
        ends = {"lowestValidBidValue": values and min(values)}
        ends |= {"highestValidBidValue": values and max(values)}
        assert {m: v for (of, m), v in told.items() if of == lot} == {
            **counts,
            **{measure: value for measure, value in ends.items() if value},
        }


def test_a_bid_is_worth_its_prices_at_all_that_is_asked() -> None:
    """Ten clients zwaar in lot 1, at 1,000 euros each."""
    found = bids("consortium")["1/a"]["value"]
    assert found == {"amount": 10000, "currency": "EUR"}


def test_a_bid_that_is_out_says_how() -> None:
    assert bids("lots")["L1/c"]["status"] == "disqualified"
    assert bids("late")["L1/b"]["status"] == "disqualified"
    assert bids("withdrawn_lot")["2/a"]["status"] == "withdrawn"
    assert not bids("lots")["L1/c"]["hasRank"]


def test_a_lot_nobody_won_says_why_by_the_official_label() -> None:
    awards = {award["id"]: award for award in release("withdrawn_lot")["awards"]}
    assert awards["award/2"]["status"] == "unsuccessful"
    assert "ingetrokken" in awards["award/2"]["statusDetails"]
    nobody = release("no_bids")["awards"][0]["statusDetails"]
    assert nobody.startswith("Er zijn geen inschrijvingen")
    assert "contracts" not in release("no_bids")
    assert [one["statusDetails"] for one in release("nothing_fits")["awards"]] == ["Andere"]


def test_an_award_is_pending_until_it_is_final() -> None:
    assert {award["status"] for award in release("lots")["awards"]} == {"pending"}
    final = release("lots", final=True)
    assert {award["status"] for award in final["awards"]} == {"active"}
    assert {lot["status"] for lot in final["tender"]["lots"]} == {"complete", "planned"}


def test_an_open_house_has_no_award_criteria_and_no_ranks() -> None:
    found = release("admit_all")
    assert ["awardCriteria" in lot for lot in found["tender"]["lots"]] == [False]
    assert not any(bid["hasRank"] or "rank" in bid for bid in found["bids"]["details"])


def test_a_consortium_is_named_with_all_its_members() -> None:
    found = release("consortium")
    bid = bids("consortium")["1/a"]
    assert [one["name"] for one in bid["tenderers"]] == ["Zorg a", "Zorg Noord", "Zorg Zuid"]
    helper = bid["subcontracting"]["subcontracts"][0]["subcontractor"]["name"]
    assert helper == "Vervoer BV"
    numbers = [p["identifier"] for p in found["parties"] if "identifier" in p]
    assert numbers[0] == {"scheme": "NL-KVK", "id": "01234567", "legalName": "Zorg a"}


def test_the_weighing_says_the_formula_with_its_numbers() -> None:
    said = release("absolute_linear")["tender"]["lots"][0]["awardCriteria"]
    words = said["weightingDescription"]
    assert "rechte lijn" in words
    assert "€ 85.000" in words.replace("\xa0", " ")
    assert "25 punten" in words
    assert said["criteria"][-1] == {
        "type": "price",
        "name": "Prijs",
        "numbers": [{"number": 25, "weight": "pointsExact"}],
    }
    assert "Price" in json.dumps(release("absolute_linear", lang="en")["tender"]["lots"])


def test_weights_that_are_euros_stand_in_words_only() -> None:
    found = release("on_value")["tender"]["lots"][0]["awardCriteria"]
    assert ["numbers" in one for one in found["criteria"]] == [False, False, False]
    assert "€ 9.000" in found["weightingDescription"].replace("\xa0", " ")


def test_plain_ocds_has_the_criteria_in_words_and_no_field_of_the_profile() -> None:
    found = release("lots", file=PLAIN)
    assert "Ambulant: Aanpak 60, Mensen 40." in found["tender"]["awardCriteriaDetails"]
    assert ["awardCriteria" in lot for lot in found["tender"]["lots"]] == [False] * 3
    assert "rank" not in json.dumps(found["bids"])


# Who may read what


@pytest.mark.parametrize("file", [PLAIN, PROFILE])
def test_a_public_release_names_no_loser_and_no_points(file: str) -> None:
    text = json.dumps(release("consortium", PUBLIC, file))
    for secret in ("Zorg b", "76543210", "01234567", "Vervoer", '"scores"', '"rank": ', "1000.0"):
        assert secret not in text
    assert "Zorg a" in text


@pytest.mark.parametrize("name", records.NAMES)
def test_a_public_release_holds_no_tender_field_that_is_not_on_the_list(name: str) -> None:
    tender = json.loads(
        exchange_files(records.shown(name, PUBLIC), Terms())[PROFILE], parse_float=Decimal
    )["releases"][0][KEY]["tender"]
    tariffs = tender.pop("tariffs")
    assert copied(tender, TENDER.fields) == tender
    assert all(row["kind"] == "fixed" for row in tariffs)


def test_the_name_of_an_independent_practice_is_no_public_name() -> None:
    assert "Jansen" in json.dumps(release("practice"))
    assert "Jansen" not in json.dumps(release("practice", PUBLIC))


def test_a_release_for_ourselves_names_no_assessor() -> None:
    found = release("shelf")[KEY]["tender"]
    assert {"assessors", "interests", "incumbents"} & found.keys() == set()


# The declared extension


def test_the_extension_is_named_by_its_own_content() -> None:
    files = exchange_files(records.shown("lots"), Terms())
    package = json.loads(files[PROFILE])
    again = exchange_files(records.shown("lots"), Terms(final=True))
    assert files[DECLARED] == again[DECLARED]
    assert package["extensions"][-1].startswith("ni:///sha-256;")
    assert read_json(files[DECLARED])["schemas"] == [SCHEMA]


def test_files_with_an_address_name_each_other_there() -> None:
    base = "https://www.example.org/open-data/"
    files = exchange_files(records.shown("lots"), Terms(base=base))
    package = json.loads(files[PROFILE])
    assert package["uri"] == f"{base}{PROFILE}"
    assert package["extensions"][-1] == f"{base}{DECLARED}"
    assert json.loads(files[DECLARED])["documentationUrl"]["en"] == f"{base}{SCHEMA}"


@pytest.mark.parametrize("edition", records.EDITIONS)
@pytest.mark.parametrize("name", records.NAMES)
def test_what_stands_under_our_key_is_what_we_declare(name: str, edition: str) -> None:
    from jsonschema import Draft4Validator

    files = exchange_files(records.shown(name, edition), Terms())
    declared = json.loads(files[SCHEMA])["properties"][KEY]
    own = json.loads(files[PROFILE])["releases"][0][KEY]
    assert list(Draft4Validator(declared).iter_errors(own)) == []
    assert own.keys() <= declared["properties"].keys()
    score = declared["properties"]["scores"]["items"]["properties"]
    assert all(one.keys() == score.keys() for one in own.get("scores", ()))
