"""What is chosen on a listing, as addresses say it in the store's other languages."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace

from commerce.catalogue.models import CategoryPage
from commerce.storefront.facets.chosen import Chosen
from commerce.storefront.facets.definitions import definitions
from commerce.storefront.facets.service import Base
from sites.content.generation import cached
from sites.tenants.languages import spoken_languages


def queries_elsewhere(chosen: Chosen, base: Base, *, locale_id: int, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """By language: what is chosen from the question mark on, from the first page on; empty for the listing itself.

    Codes are the same in every language, but for categories, which are pages of their own there: one that is not there is left
    out. No query without a chosen category; with one a single one, once for all listings until a category changes.
    """
    first = chosen.at(1)
    facet = definitions(locale_id).category_facet(base.path or None)
    ticked = first.values.get(facet.code, ())
    if not ticked:
        return dict.fromkeys(spoken_languages(), first.query(known))
    ids = [pk for value in facet.values if value.code in ticked for _family, pk in value.keys]
    rest = first.without(facet.code)
    found = {}
    for language in spoken_languages():
        codes = slugs_elsewhere(ids, language)
        there = replace(rest, values={**rest.values, facet.code: codes}) if codes else rest
        found[language] = there.query(known)
    return found


def slugs_elsewhere(category_ids: Iterable[Hashable], language: str) -> tuple[str, ...]:
    """What these categories are called in the addresses of a language, those that are live there."""
    names: dict[Hashable, str]
    slugs: dict[tuple[str, str], str]
    names, slugs = cached("category-slugs", read_slugs, frame=True)
    return tuple(slugs[place] for pk in category_ids if (place := (names.get(pk, ""), language)) in slugs)


def read_slugs() -> tuple[dict[Hashable, str], dict[tuple[str, str], str]]:
    """The name that a category has in all languages, by id; and its slug, by that name and language. One query."""
    rows = CategoryPage.objects.live().values_list("pk", "translation_key", "locale__language_code", "slug")
    names: dict[Hashable, str] = {}
    slugs: dict[tuple[str, str], str] = {}
    for pk, name, language, slug in rows:
        names[pk] = str(name)
        slugs[str(name), language] = slug
    return names, slugs
