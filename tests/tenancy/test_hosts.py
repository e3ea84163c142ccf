"""From a host to its store."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sites.tenants.hosts import forget_host, normalise_host
from sites.tenants.models import Domain, Store


@pytest.mark.parametrize("raw", ["acme.test", "ACME.test", "acme.test.", "acme.test:8000", "Acme.Test.:443"])
def test_a_host_is_found_in_any_spelling(acme: Store, raw: str) -> None:
    assert Client(headers={"host": raw}).get("/healthz").content.decode().startswith(f"ok {acme.code}")


def test_each_host_leads_to_its_own_store(acme: Store, bolt: Store, at_acme: Client, at_bolt: Client) -> None:
    assert acme.code in at_acme.get("/healthz").content.decode()
    assert bolt.code in at_bolt.get("/healthz").content.decode()


@pytest.mark.parametrize("host", ["nobody.test", "acme.test.evil.test", "xacme.test", "[::1]", "a b"])
def test_an_unknown_host_is_404_and_names_no_store(acme: Store, host: str) -> None:
    response = Client(headers={"host": host}).get("/")
    assert response.status_code == 404
    assert "acme" not in response.content.decode().lower()


def test_finding_the_store_costs_no_query_once_warm(at_acme: Client, django_assert_num_queries) -> None:
    at_acme.get("/healthz")
    with django_assert_num_queries(0):
        assert at_acme.get("/healthz").status_code == 200


@pytest.mark.parametrize(("status", "code"), [("suspended", 503), ("making", 503), ("failed", 503), ("archived", 410)])
def test_a_store_that_is_not_live_answers_a_friendly_page(
    acme: Store, at_acme: Client, at_bolt: Client, status: str, code: int
) -> None:
    at_acme.get("/healthz")
    acme.status = status
    acme.save()
    response = at_acme.get("/")
    assert response.status_code == code
    assert "Acme" in response.content.decode()
    assert '<html lang="en"' in response.content.decode()
    assert '<html lang="de"' in at_acme.get("/de/products/").content.decode()
    assert at_bolt.get("/healthz").status_code == 200


@pytest.mark.parametrize("closed", ["acme", "bolt"])
def test_a_closed_store_keeps_its_theme_and_asks_the_database_for_nothing(
    acme: Store, bolt: Store, at_acme: Client, at_bolt: Client, closed: str, django_assert_num_queries: Callable[[int], Any]
) -> None:
    store, client = (acme, at_acme) if closed == "acme" else (bolt, at_bolt)
    for theme, brand in (("trolleypusha", "#c8301a"), ("connected-things", "#00785a")):
        Store.objects.filter(pk=store.pk).update(theme=theme, status="suspended")
        forget_host(store.primary_host)
        client.get("/")
        with django_assert_num_queries(0):
            page = client.get("/").content.decode()
        assert (brand in page, store.name in page) == (True, True)


def test_a_new_domain_answers_at_once_and_a_removed_one_no_more(acme: Store) -> None:
    client = Client(headers={"host": "second.test"})
    assert client.get("/healthz").status_code == 404
    domain = Domain.objects.create(domain="second.test", tenant=acme, is_primary=False)
    assert client.get("/healthz").status_code == 200
    domain.delete()
    assert client.get("/healthz").status_code == 404


def test_an_ipv6_literal_keeps_its_brackets() -> None:
    assert normalise_host("[::1]:8000") == "[::1]"
