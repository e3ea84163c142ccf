"""What search does when something has happened."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from commerce.storefront.models import PromotedProduct, PromotedSearch, SynonymGroup
from sites.content.generation import bump_generation


@receiver([post_save, post_delete], sender=SynonymGroup)
@receiver([post_save, post_delete], sender=PromotedSearch)
@receiver([post_save, post_delete], sender=PromotedProduct)
def tuning_changed(**_signal: Any) -> None:
    """Results that shoppers see are others now."""
    bump_generation()
