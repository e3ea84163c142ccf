"""Files of products in sheets: by the titles of documents that the store has."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from commerce.catalogue.models import Attribute, FactChange, ProductValue
from sites.content.images import StoreDocument
from sites.tenants.context import in_store
from sites.tenants.models import Store
from tests.backoffice.sheets.sending import bring_in, export, job_of, send
from tests.backoffice.staff import staff
from tests.shop import sell

HEADER = "attribute:datasheet"


def document(title: str) -> Any:
    """A document of the active store."""
    return StoreDocument.objects.create(title=title, file=ContentFile(b"%PDF-1", "sheet.pdf"))


@pytest.fixture
def owner(acme: Store, bolt: Store) -> Client:
    """The owner of acme; both stores sell a sensor whose datasheet is named by title, which only acme's documents have."""
    for store in (acme, bolt):
        with in_store(store):
            sell("LDS02", name="Door sensor")
            Attribute.objects.create(code="datasheet", labels={"en": "Datasheet", "af": "Datablad"}, kind="file")
    with in_store(acme):
        for title in ("LDS02, PDF", "Manual", "Manual"):
            document(title)
    return staff(acme)


def titles(store: Store) -> list[str]:
    """The datasheets of products."""
    with in_store(store):
        return list(ProductValue.objects.values_list("document__title", flat=True))


def test_a_document_is_put_on_a_product_by_its_title_and_taken_off(acme: Store, bolt: Store, owner: Client) -> None:
    assert bring_in(owner, acme, "products", [["product", HEADER], ["LDS02", "LDS02, PDF"]]).counts["applied"] == 1
    assert (titles(acme), titles(bolt)) == (["LDS02, PDF"], [])
    with in_store(acme):
        assert FactChange.objects.get(fact="attribute datasheet").after == "LDS02, PDF"
    table = export(owner, "products")
    assert table[1][table[0].index(HEADER)] == "LDS02, PDF"
    assert bring_in(owner, acme, "products", [["product", HEADER], ["LDS02", ""]]).counts["applied"] == 1
    assert titles(acme) == []
    with in_store(acme):
        assert StoreDocument.objects.count() == 3


def test_a_document_that_goes_after_the_preview_refuses_its_row_alone(acme: Store, bolt: Store, owner: Client) -> None:
    with in_store(acme):
        sell("LDS03")
        document("LDS03, PDF")
    send(owner, "products", [["product", HEADER], ["LDS02", "LDS02, PDF"], ["LDS03", "LDS03, PDF"]])
    with in_store(acme):
        StoreDocument.objects.filter(title="LDS02, PDF").delete()
    owner.post(f"/admin/jobs/{job_of(acme).pk}/apply/", {"choice": "valid"})
    job = job_of(acme)
    assert (job.status, job.counts["applied"], job.counts["refused"]) == ("done", 1, 1)
    assert job.options["refused"] == {"2": "There is no document “LDS02, PDF”."}
    assert (titles(acme), titles(bolt)) == (["LDS03, PDF"], [])


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Manual", "2 documents are called “Manual”"),
        ("manual", "There is no document “manual”"),
        ("Nothing", "There is no document “Nothing”"),
    ],
)
def test_a_title_that_could_be_none_or_several_is_an_error_of_its_cell(
    acme: Store, bolt: Store, owner: Client, title: str, said: str
) -> None:
    with in_store(bolt):
        document("Nothing")
    answer = send(owner, "products", [["product", HEADER], ["LDS02", title]])
    row = owner.get(answer.url).context["preview"].rows[0]
    assert [(cell.column, cell.after) for cell in row.cells] == [(HEADER, title)]
    assert said in row.cells[0].error
    assert job_of(acme).counts == {"errors": 1}
    assert titles(acme) == []
