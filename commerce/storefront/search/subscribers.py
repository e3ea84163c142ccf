"""What search does when something has happened."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale

from commerce.kernel.events import ChoicesMerged, subscribes
from commerce.storefront.models import PromotedProduct, PromotedSearch, SynonymGroup
from commerce.storefront.search.words import phrase_of, phrases_of
from sites.content.generation import bump_generation


@receiver([post_save, post_delete], sender=SynonymGroup)
@receiver([post_save, post_delete], sender=PromotedSearch)
@receiver([post_save, post_delete], sender=PromotedProduct)
def tuning_changed(**_signal: Any) -> None:
    """Results that shoppers see are others now."""
    bump_generation()


@subscribes(ChoicesMerged)
def keep_words_of_merged_choices(event: ChoicesMerged) -> None:
    """Who searches for the old name finds what has the new one. Staff see it among the synonyms, and may change it.

    What is in a group already stays as staff wrote it; a group of the new name, in which all mean the same, gets the old one.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    for language, before, after in event.words:
        old, new, locale = phrase_of(before), phrase_of(after), locales.get(language)
        if locale is None or not old or not new or old == new:
            continue
        groups = list(SynonymGroup.objects.filter(locale=locale))
        if any(old in phrases_of(group.words) for group in groups):
            continue
        same = next((group for group in groups if new in phrases_of(group.words)), None)
        if same is None:
            SynonymGroup.objects.create(locale=locale, words=f"{old}, {new}")
        elif not same.means:
            same.words = f"{same.words}, {old}"
            same.save()
