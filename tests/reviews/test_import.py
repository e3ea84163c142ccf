"""Reviews of another shop come with their dates, once."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commerce.reviews.models import Review
from commerce.reviews.selectors import ratings
from commerce.reviews.services import reject
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.reviews.talk import product_of

HEAD = "sku,author,stars,title,text,date,language\n"


def bring(store: Store, folder: Path, content: bytes, *more: str) -> tuple[str, str]:
    """Run the command; what it said, and what it complained of."""
    file = folder / "reviews.csv"
    file.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    call_command("import_reviews", str(file), "--store", store.schema_name, *more, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().strip()


def test_a_file_comes_once_with_its_dates_into_its_own_store(acme: Store, bolt: Store, tmp_path: Path) -> None:
    item, twin = product_of(acme), product_of(bolt)
    rows = f'{HEAD}LDS02,Ann,5,Great,"Works, and lasts.",2021-03-04,en\nLDS02,Jürgen,4,,Tut was es soll,2022-05-06 07:08:09,de\n'.encode()
    assert bring(acme, tmp_path, rows) == ("2 new, 0 known already, 0 not taken.", "")
    with in_store(acme):
        newest, oldest = Review.objects.all()
        assert oldest.created_at == oldest.published_at == datetime(2021, 3, 4, 12, tzinfo=UTC)
        assert newest.created_at == datetime(2022, 5, 6, 6, 8, 9, tzinfo=UTC), "summer in London"
        assert (newest.author_name, newest.language, newest.source, newest.is_verified) == ("Jürgen", "de", "import", False)
        assert ratings([item.pk])[item.pk][1] == 2
        reject(entry=oldest)
    assert bring(acme, tmp_path, rows)[0] == "0 new, 2 known already, 0 not taken."
    with in_store(acme):
        assert Review.objects.get(pk=oldest.pk).status == "rejected"
    with in_store(bolt):
        assert ratings([twin.pk]) == {} and not Review.objects.exists()


def test_dates_are_told_by_the_clock_of_the_store_unless_they_name_another(acme: Store, bolt: Store, tmp_path: Path) -> None:
    rows = b"sku,stars,date\nLDS02,5,2022-07-01 00:30\nLDS02,5,2022-07-02\nLDS02,5,2022-07-03T00:30:00-05:00\n"
    hours = {acme.name: 1, bolt.name: 2}
    for store in (acme, bolt):
        product_of(store)
        assert bring(store, tmp_path, rows) == ("3 new, 0 known already, 0 not taken.", "")
        with in_store(store):
            written = list(Review.objects.order_by("created_at").values_list("created_at", flat=True))
        ahead = timedelta(hours=hours[store.name])
        assert written[:2] == [datetime(2022, 7, 1, 0, 30, tzinfo=UTC) - ahead, datetime(2022, 7, 2, 12, tzinfo=UTC) - ahead]
        assert written[2] == datetime(2022, 7, 3, 5, 30, tzinfo=UTC)


def test_semicolons_latin_1_ids_and_waiting(acme: Store, tmp_path: Path) -> None:
    product_of(acme)
    rows = "id;SKU;Stars;Date;Text;Verified;Reply\n42;LDS02;4.0;2023-01-01;Schön;yes;Danke\n".encode("latin-1")
    assert bring(acme, tmp_path, rows, "--pending")[0].startswith("1 new")
    with in_store(acme):
        review = Review.objects.get()
        assert (review.text, review.source_key, review.status) == ("Schön", "csv:42", "pending")
        assert (review.is_verified, review.reply, review.language) == (True, "Danke", "en")
    assert bring(acme, tmp_path, rows.replace(b"2023-01-01", b"2023-01-02"))[0].startswith("0 new, 1 known")


def test_rows_that_cannot_be_read_are_named_and_the_others_come(acme: Store, tmp_path: Path) -> None:
    product_of(acme)
    rows = (
        HEAD
        + "NONE,Ann,5,,x,2021-03-04,en\nLDS02,Ann,7,,x,2021-03-04,en\nLDS02,Ann,5,,x,31.12.2021,en\nLDS02,Ann,5,,x,2021-13-45,en\n"
    )
    rows += "LDS02,Ann,5,,x,2021-03-04,fr\nLDS02,Ann,5,,fine,2021-03-04,en\nLDS02\n"
    out, err = bring(acme, tmp_path, rows.encode())
    assert out == "1 new, 0 known already, 6 not taken."
    assert [line.partition(":")[0] for line in err.splitlines()] == [f"Row {number}" for number in (2, 3, 4, 5, 6, 8)]
    assert "there is no SKU 'NONE'" in err and "not 1 to 5" in err and "2024-05-31" in err and "does not speak 'fr'" in err


@pytest.mark.parametrize("content", [b"", b"name,price\nx,1\n", bytes(range(256))])
def test_a_file_that_is_no_list_of_reviews_is_refused(acme: Store, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CommandError, match="names no column"):
        bring(acme, tmp_path, content)
    with in_store(acme):
        assert not Review.objects.exists()


def test_a_file_that_is_not_there(acme: Store, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_reviews", str(tmp_path / "none.csv"), "--store", "acme")
