"""The pages of a demo store's brands, in every language."""

from django.utils.text import slugify
from wagtail.models import Locale
from wagtail.rich_text import RichText

from commerce.catalogue.models import Brand, BrandPage
from sites.content.pages import HomePage
from sites.content.translating import translate_page
from sites.provisioning.demo.data_talk import BrandStory
from sites.provisioning.seed.brands import plant_brand_index
from sites.tenants.languages import default_language


def write_brand_pages(stories: tuple[BrandStory, ...]) -> None:
    """A page for each brand that has none. Safe to repeat."""
    index = plant_brand_index(HomePage.objects.get(locale=Locale.get_default()))
    brands = {brand.name: brand for brand in Brand.objects.all()}
    there = set(BrandPage.objects.values_list("brand", flat=True))
    for story in stories:
        brand = brands.get(story.name)
        if brand is None or brand.pk in there:
            continue
        page = BrandPage(title=brand.name, slug=slugify(brand.name), brand=brand, locale=index.locale)
        tell(page, story, default_language())
        index.add_child(instance=page)
        page.save_revision().publish()
        for locale in Locale.objects.filter(pk__in=index.get_translations().values("locale")):
            made = translate_page(page, locale)
            tell(made, story, locale.language_code)
            made.save_revision().publish()


def tell(page: BrandPage, story: BrandStory, language: str) -> None:
    """Fill in the story."""
    page.intro = story.intro[language]
    page.search_description = story.intro[language]
    page.body = [("rich_text", RichText(story.story[language]))]
