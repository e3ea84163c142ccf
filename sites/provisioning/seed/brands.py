"""The brands page of a store: empty until there are brands, one for each language."""

from functools import partial

from wagtail.models import Locale

from commerce.catalogue.models import BrandIndexPage
from sites.content.pages import HomePage
from sites.content.translating import translate_page
from sites.provisioning.seed.words import slug, word
from sites.tenants.languages import default_language


def plant_brand_index(home: HomePage) -> BrandIndexPage:
    """The brands page below the home page of the default language, made where it is missing, in every language with a home."""
    index = BrandIndexPage.objects.child_of(home).first()
    if index is None:
        index = BrandIndexPage(locale=home.locale)
        name_brand_index(index, default_language())
        home.add_child(instance=index)
    for locale in Locale.objects.exclude(pk=home.locale_id):
        has_one = BrandIndexPage.objects.filter(locale=locale).exists()
        if home.get_translation_or_none(locale) and not has_one:
            translate_page(index, locale, fill=partial(name_brand_index, language=locale.language_code))
    return index


def name_brand_index(page: BrandIndexPage, language: str) -> None:
    """Title, slug and introduction in a language."""
    page.title, page.slug, page.intro = word("brands", language), slug("brands", language), word("brands_intro", language)
