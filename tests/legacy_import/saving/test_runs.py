"""Runs that do not go smoothly: broken records, broken pictures, interruptions, wrong calls; and two stores at one shop."""

from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command

from commerce.catalogue.models import Product, ProductImage, Variant
from commerce.storefront.models import ShelfItem
from legacy_import.models import ImportRun, LegacyId
from legacy_import.prestashop import live
from legacy_import.prestashop.recording import RecordingSource
from legacy_import.save_products import ProductSaver
from legacy_import.services import import_shop
from sites.tenants.context import in_store
from sites.tenants.models import Store


class Interrupted(Exception):
    """The machine was switched off."""


def product_of(legacy_id: int) -> Product:
    """What became of a product of the old shop."""
    return Product.objects.get(pk=LegacyId.objects.get(kind="product", legacy_id=legacy_id).object_id)


def test_an_interrupted_run_goes_on_where_it_stopped(euro: Store, few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring, seen = ProductSaver.bring, list[int]()

    def stop_after_two(self: Any, old: Any) -> None:
        if len(seen) == 2:
            raise Interrupted
        seen.append(old.id)
        bring(self, old)

    with in_store(euro):
        monkeypatch.setattr(ProductSaver, "bring", stop_after_two)
        with pytest.raises(Interrupted):
            import_shop(source=RecordingSource(few))
        assert Product.objects.count() == 2
        assert ShelfItem.objects.exists()
        assert ImportRun.objects.latest("pk").status == "failed"
        monkeypatch.setattr(ProductSaver, "bring", bring)
        report = import_shop(source=RecordingSource(few))
        assert Product.objects.count() == 6
        assert ImportRun.objects.latest("pk").status == "done"
    assert report.created["product"] == 4
    assert report.unchanged["product"] == 2
    assert all(expected == found for _what, expected, found in report.checks)


def test_a_broken_record_does_not_stop_the_run_and_comes_with_the_next(
    euro: Store, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, save_variant = ProductSaver.save, ProductSaver.save_variant
    broken: list[int] = []

    def break_one(self: Any, pk: Any, old: Any, combinations: Any) -> int:
        if old.id == 20:
            raise ValueError("the record is broken")
        return save(self, pk, old, combinations)

    def break_variant(self: Any, pk: Any, product_id: Any, old: Any, combination: Any, position: int) -> int:
        if combination and not broken:
            broken.append(combination.id)
        if combination and combination.id in broken:
            raise ValueError("the combination is broken")
        return save_variant(self, pk, product_id, old, combination, position)

    monkeypatch.setattr(ProductSaver, "save", break_one)
    monkeypatch.setattr(ProductSaver, "save_variant", break_variant)
    with in_store(euro):
        report = import_shop(source=RecordingSource(few))
        assert Product.objects.count() == 5
        messages = {(problem.resource, problem.legacy_id): problem.message for problem in report.problems}
        assert messages["product", 20] == "ValueError: the record is broken"
        assert messages["combination", broken[0]] == "ValueError: the combination is broken"
        assert any(expected != found for _what, expected, found in report.checks)
        monkeypatch.undo()
        again = import_shop(source=RecordingSource(few))
        assert Product.objects.count() == 6
    assert again.created["product"] == 1
    assert again.created["combination"] == 1
    assert all(expected == found for _what, expected, found in again.checks)


def test_prices_of_another_currency_and_a_file_that_is_no_picture_are_reported_and_their_products_come(
    acme: Store, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = RecordingSource.image
    spoilt: list[tuple[int, ...]] = []

    def spoil_the_first(self: Any, kind: str, *ids: int) -> bytes:
        if kind == "products" and (not spoilt or ids in spoilt):
            spoilt.append(ids)
            return b"\xff\xd8\xff\xe0 this is text"
        return image(self, kind, *ids)

    monkeypatch.setattr(RecordingSource, "image", spoil_the_first)
    with in_store(acme):
        report = import_shop(source=RecordingSource(few))
        assert Product.objects.count() == 6
        assert ProductImage.objects.count() == 5
        monkeypatch.undo()
        import_shop(source=RecordingSource(few))
        assert ProductImage.objects.count() == 6
    assert [(p.resource, p.legacy_id) for p in report.problems if "not a picture" in p.message] == [("image", spoilt[0][1])]
    assert any("prices came in EUR, the store sells in GBP" in problem.message for problem in report.problems)


def test_both_stores_can_import_the_same_shop_and_the_command_says_what_comes_and_when_nothing_changed(
    euro: Store, bolt: Store, few: Path
) -> None:
    with in_store(euro):
        created = import_shop(source=RecordingSource(few)).as_json()["created"]
    bolt.currency = "EUR"
    bolt.save()
    first, second, dry = StringIO(), StringIO(), StringIO()
    call_command("import_shop", store="bolt", folder=few, dry_run=True, stdout=dry)
    call_command("import_shop", store="bolt", folder=few, stdout=first)
    with in_store(bolt):
        assert ImportRun.objects.latest("pk").report["created"] == created
        assert Variant.objects.exclude(prices=None).count() == Variant.objects.count() == 12
    call_command("import_shop", store="bolt", folder=few, stdout=second)
    assert dry.getvalue().startswith("Dry run: nothing was written.")
    assert first.getvalue().startswith("Imported into Bolt.")
    assert "ok  products: 6 in the source, 6 here" in first.getvalue()
    assert "!!" not in first.getvalue()
    assert "Nothing has changed since the last run." in second.getvalue()


def test_the_older_shop_comes_in_too(acme: Store, shared: Path) -> None:
    with in_store(acme):
        report = import_shop(source=RecordingSource(shared / "data" / "prestashop" / "1.7.8.11"))
    short = {what: (expected, found) for what, expected, found in report.checks if expected != found}
    # Its pictures were not recorded; each one that is missing is named.
    assert short == {"product pictures": (23, 0)}
    assert len([problem for problem in report.problems if problem.resource == "image"]) == 23


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "Name either --url"),
        ({"url": "https://shop.example", "folder": Path("/x")}, "Name either --url"),
        ({"url": "https://shop.example"}, "needs its webservice key"),
        ({"folder": Path("/nowhere/at/all")}, "does not exist"),
    ],
)
def test_a_wrong_call_is_explained(acme: Store, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any], message: str) -> None:
    monkeypatch.delenv("PRESTASHOP_KEY", raising=False)
    with pytest.raises(CommandError, match=message):
        call_command("import_shop", store="acme", **options)
    with in_store(acme):
        assert not ImportRun.objects.exists()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response | Exception]:
    """What the old shop's webserver says to every request; the test fills it in."""
    said: list[httpx.Response | Exception] = []

    def answer(_request: httpx.Request) -> httpx.Response:
        if isinstance(said[0], Exception):
            raise said[0]
        return said[0]

    opened = live.LiveSource.__init__

    def without_network(self: Any, *args: Any, **options: Any) -> None:
        opened(self, *args, **{**options, "transport": httpx.MockTransport(answer), "sleep": lambda _seconds: None})

    monkeypatch.setattr(live.LiveSource, "__init__", without_network)
    return said


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("nobody there"),
        httpx.Response(401, text="401 Unauthorized"),
        httpx.Response(200, html="<html>a blog</html>"),
        httpx.Response(404, html="<html>not found</html>"),
        httpx.Response(500, text="oops"),
        httpx.Response(200, content=b'<?xml version="1.0"?><prestashop><api shop'),
    ],
    ids=["dead address", "wrong key", "no shop", "not found", "failing", "cut off"],
)
def test_a_live_shop_that_cannot_be_read_is_one_clear_sentence_without_the_key(
    acme: Store, answers: list[httpx.Response | Exception], answer: httpx.Response | Exception
) -> None:
    answers.append(answer)
    key = "SECRETSECRETSECRETSECRETSECRET12"
    with pytest.raises(CommandError) as refused:
        call_command("import_shop", store="acme", url="https://shop.example", key=key)
    assert len(str(refused.value)) > 20
    assert "Traceback" not in str(refused.value)
    assert key not in str(refused.value)
    with in_store(acme):
        assert not Product.objects.exists()


def test_an_answer_that_breaks_off_gives_what_stands_before_the_break_and_a_problem(
    euro: Store, few: Path, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    for file in (few / "full").glob("*.xml"):
        text = file.read_bytes()
        (tmp_path / "full" / file.name).write_bytes(text[: len(text) // 2] if file.name == "products.xml" else text)
    with in_store(euro):
        report = import_shop(source=RecordingSource(tmp_path))
        assert 0 < Product.objects.count() < 6
    assert any(problem.resource == "products" for problem in report.problems)
