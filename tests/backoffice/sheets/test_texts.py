"""Texts that come by sheet are what an editor would have made: revisions, log, addresses, search, what they point at."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Locale, ModelLogEntry, ReferenceIndex, Revision
from wagtail.signals import published

from commerce.backoffice.sheets.differences import CHANGED, NEW, WRONG, differences
from commerce.backoffice.sheets.kinds import texts
from commerce.catalogue.many.words import NewWords, Saved, save_words
from commerce.catalogue.models import FormerSlug, Product, ProductCopy
from commerce.catalogue.services import free_slug
from commerce.kernel.events import ProductsChanged, _subscribers, subscribes
from commerce.storefront.quiet import quiet_shelf
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import bring_in, job_of, send
from tests.backoffice.staff import staff
from tests.shop import sell

pytestmark = pytest.mark.usefixtures("indexed")
TABLE = [
    ["product", "language", "name", "slug", "summary", "description", "seo_title", "published"],
    # Renamed, with another address.
    ["A", "en", "Alpha", "alpha", "One", "<p>One</p>", "One", "yes"],
    # A translation, shown; and one that is a draft.
    ["A", "de", "Alfa", "", "Eins", "", "", "yes"],
    ["B", "de", "Beta", "", "", '<p><a linktype="page" id="2">x</a></p>', "", "no"],
    # Two of one name.
    ["C", "de", "Alfa", "", "", "", "", "yes"],
    # A draft that had a revision.
    ["D", "en", "Delta", "", "Four", "", "", "yes"],
]
COLUMNS = ("name", "slug", "summary", "seo_title", "live", "has_unpublished_changes", "expired")


def goods(store: Store) -> None:
    """Four products with texts in English, the last one a draft with a revision."""
    with in_store(store):
        for sku in "ABCD":
            sell(sku)
        draft = ProductCopy.objects.get(product__name="D")
        draft.unpublish()
        draft.summary = "Draft"
        draft.save_revision()


def state(store: Store, called: dict[str, str]) -> list[Any]:
    """All that is kept about the texts, but for ids and times, with languages as they are called in the other store."""
    with in_store(store):
        kind = ContentType.objects.get_for_model(ProductCopy)
        copies = {str(copy.pk): copy for copy in ProductCopy.objects.select_related("product", "locale", "latest_revision")}

        def place(pk: Any) -> tuple[str, str]:
            code = copies[str(pk)].locale.language_code
            return copies[str(pk)].product.name, called.get(code, code)

        found: list[Any] = sorted((place(row[0]), *row[1:]) for row in ProductCopy.objects.values_list("pk", *COLUMNS))
        for pk, copy in sorted(copies.items(), key=lambda pair: place(pair[0])):
            told = copy.latest_revision.content if copy.latest_revision else {}
            ids = ("pk", "latest_revision", "live_revision", "translation_key", "product", "locale", "body")
            times = ("first_published_at", "last_published_at")
            found.append((place(pk), sorted((k, str(v)) for k, v in told.items() if k not in (*ids, *times))))
            words = [str(block.value) for block in copy.body]
            found.append((place(pk), words, copy.live_revision_id == copy.latest_revision_id, bool(copy.first_published_at)))
        # Of texts that there are: other tests, which really commit, leave the log of what they have removed.
        of_these = {"content_type": kind, "object_id__in": list(copies)}
        revisions = Revision.objects.filter(**of_these).order_by("pk")
        found.append(sorted((place(row.object_id), row.object_str, row.user is not None) for row in revisions))
        entries = ModelLogEntry.objects.filter(**of_these).select_related("user")
        log = [(place(e.object_id), e.action, e.label, str(e.data), e.user is not None, e.content_changed) for e in entries]
        found.append(sorted(log))
        found.append(sorted(FormerSlug.objects.values_list("product__name", "slug")))
        references = ReferenceIndex.objects.filter(base_content_type=kind)
        found.append(
            sorted((place(r.object_id), r.model_path, r.content_path[:5]) for r in references if r.model_path != "product")
        )
        by_product = {p.pk: p.name for p in Product.objects.all()}
        keys: dict[Any, set[str]] = {}
        for copy in copies.values():
            keys.setdefault(copy.translation_key, set()).add(by_product[copy.product_id])
        found.append(sorted(map(sorted, keys.values())))
        return found


def test_many_at_once_are_as_one_by_one_in_either_store(acme: Store, bolt: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for store in (acme, bolt):
        goods(store)
    job = bring_in(staff(acme), acme, "texts", TABLE)
    assert job.counts["applied"] == 5, job.options
    monkeypatch.setattr(texts, "save_words", lambda *, wanted: Saved(left=wanted))
    # What is German in one is English in the other, whose own language is Afrikaans.
    theirs = {"en": "af", "de": "en"}
    job = bring_in(staff(bolt), bolt, "texts", [[row[0], theirs.get(row[1], row[1]), *row[2:]] for row in TABLE])
    assert job.counts["applied"] == 5, job.options
    mine, their = state(acme, {}), state(bolt, {"af": "en", "en": "de"})
    assert mine == their


@pytest.fixture
def owner(acme: Store) -> Client:
    """The owner of acme, who sells four things."""
    goods(acme)
    return staff(acme)


TAKEN = "Another product has this slug in this language."
TAKERS = [
    ["product", "language", "slug", "summary"],
    ["A", "en", "b", "One"],
    ["B", "en", "new", "Two"],
    ["C", "en", "new", "Three"],
    ["D", "en", "d", "Four"],
    ["D", "de", "b", "Vier"],
]


def test_a_slug_that_is_taken_is_an_error_of_its_cell_in_the_preview(acme: Store, owner: Client) -> None:
    send(owner, "texts", TAKERS)
    job = job_of(acme)
    with in_store(acme):
        told = {row.line: row.errors for row in differences(job.differences.open("rb"), NEW + CHANGED + WRONG)}
    assert told == {2: {"slug": TAKEN}, 3: {}, 4: {"slug": TAKEN}, 5: {}, 6: {"name": "Write something here: the row is new."}}


def test_a_slug_that_was_taken_meanwhile_is_refused_and_the_others_are_saved(acme: Store, owner: Client) -> None:
    send(owner, "texts", [TAKERS[0], ["A", "en", "mine", "One"], ["B", "en", "new", "Two"], ["D", "en", "d", "Four"]])
    with in_store(acme):
        ProductCopy.objects.filter(product__name="C").update(slug="mine")
    owner.post(f"/admin/jobs/{job_of(acme).pk}/apply/", {"choice": "valid"})
    job = job_of(acme)
    assert (job.counts["applied"], job.counts["refused"], job.options["refused"]) == (2, 1, {"2": TAKEN})
    with in_store(acme):
        assert dict(ProductCopy.objects.values_list("product__name", "slug")) == {"A": "a", "B": "new", "C": "mine", "D": "d"}
        assert list(FormerSlug.objects.values_list("product__name", "slug")) == [("B", "b")]


def test_an_address_that_a_product_had_is_not_given_to_another(acme: Store, owner: Client) -> None:
    bring_in(owner, acme, "texts", [["product", "language", "slug"], ["A", "en", "alpha"]])
    bring_in(owner, acme, "texts", [["product", "language", "name", "slug"], ["B", "en", "A", ""], ["C", "en", "Alpha", ""]])
    with in_store(acme):
        assert sorted(ProductCopy.objects.filter(product__name__in="BC").values_list("slug", flat=True)) == ["a-2", "alpha-2"]
        assert free_slug("A", locale=Locale.get_default()) == "a-3"


def test_somebodys_draft_that_came_meanwhile_is_left_alone(acme: Store, owner: Client) -> None:
    with in_store(acme):
        copy = ProductCopy.objects.get(product__name="A")
        copy.summary = "Mine"
        copy.save_revision()
        applied = texts.TextSheet().apply(
            [texts.Change(line=2, key=("A", "en"), is_new=False, cells={"summary": ("", "Theirs")})]
        )
        assert applied.refused == {2: "Somebody has a draft of this text. Publish or discard it first."}
        copy.refresh_from_db()
        assert (copy.summary, copy.latest_revision.content["summary"]) == ("", "Mine")


def test_the_number_of_queries_does_not_grow(acme: Store, owner: Client, django_assert_max_num_queries: Any) -> None:
    with in_store(acme):
        german = Locale.objects.get(language_code="de")
        ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
        save_words(wanted=[NewWords(ids[0], german, {"name": "Warm"}, published=True)])
        for wanted in (ids[1:2], ids):
            with quiet_shelf(), django_assert_max_num_queries(18):
                saved = save_words(
                    wanted=[NewWords(pk, german, {"name": f"N{pk}", "slug": ""}, published=True) for pk in wanted]
                )
            assert not saved.left


def test_each_text_that_is_published_is_announced_once_and_the_shelf_made_once(acme: Store, bolt: Store, owner: Client) -> None:
    heard: list[int] = []

    def listen(instance: ProductCopy, revision: Revision, **_signal: Any) -> None:
        assert instance.live_revision_id == revision.pk
        heard.append(revision.pk)

    told: list[frozenset[int]] = []
    published.connect(listen, sender=ProductCopy)
    subscribes(ProductsChanged)(keep := lambda event: told.append(event.product_ids))
    try:
        bring_in(owner, acme, "texts", TABLE)
    finally:
        published.disconnect(listen, sender=ProductCopy)
        _subscribers[ProductsChanged].remove(keep)
    with in_store(acme):
        named = ProductCopy.objects.filter(name__in=("Alpha", "Alfa", "Delta"), live=True)
        assert sorted(heard) == sorted(named.values_list("live_revision", flat=True))
        assert len(heard) == 4
        assert told == [frozenset(Product.objects.values_list("pk", flat=True))]
