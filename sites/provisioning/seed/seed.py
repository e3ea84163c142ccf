"""The seed, step by step. Each step looks first, so that an interrupted seed can be run again."""

from django.db import transaction
from wagtail.models import Locale

from commerce.shipping.models import ShippingMethod
from commerce.stock.services import ensure_location
from commerce.tax.services import seed_tax_classes
from pricing.models import PriceList
from pricing.services import ensure_base_list
from sites.content.indexing import indexed_once
from sites.content.settings import StoreIdentity
from sites.content.translating import speak_language
from sites.provisioning.roles import seed_roles
from sites.provisioning.seed.furniture import seed_furniture, translate_furniture
from sites.provisioning.seed.pages import seed_pages, words_of
from sites.provisioning.seed.words import WORDS, word
from sites.provisioning.site import sync_site
from sites.tenants.languages import default_language
from sites.tenants.models import Store
from sites.tenants.zones import zone_of_country


@transaction.atomic
@indexed_once()
def seed(store: Store) -> None:
    """Locales, pages, menus, legal pages, tax classes, base prices, delivery, roles: everything but products."""
    seed_locale()
    home = seed_pages(store)
    sync_site(store, root=home)
    seed_furniture(home)
    seed_roles()
    seed_tax_classes(country=store.country)
    basis = PriceList.Basis.GROSS if store.tax_display == Store.Tax.INCLUDED else PriceList.Basis.NET
    ensure_base_list(currency=store.currency, basis=basis)
    ensure_location()
    seed_shipping(store)
    seed_identity(store)
    for code in store.languages[1:]:
        speak_language(code, fill=words_of(code))
        translate_furniture(code)


def seed_locale() -> None:
    """The blueprint's one locale becomes the store's default language; its id stays 1."""
    Locale.objects.filter(pk=1).update(language_code=default_language())


def seed_shipping(store: Store) -> None:
    """One flat method; staff set its price."""
    languages = [code for code in WORDS if code in store.languages] or ["en"]
    ShippingMethod.objects.get_or_create(
        code="standard",
        defaults={
            "labels": {code: word("shipping", code) for code in languages},
            "notes": {code: word("shipping_note", code) for code in languages},
            "currency": store.currency,
            "amount": 0,
        },
    )


def seed_identity(store: Store) -> None:
    """The store's name, where to write to, and its country's clock."""
    identity = StoreIdentity.load()
    if not identity.name:
        identity.name, identity.email = store.name, store.owner_email
        identity.time_zone = zone_of_country(store.country)
        identity.save()
