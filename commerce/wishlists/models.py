"""Lists and what stands in them."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.cart.models import MOST
from commerce.catalogue.models import Variant

MOST_LISTS = 20
MOST_ITEMS = 200
LONGEST_NAME = 60
DEFAULT_TITLE = _("My wish list")
LONGEST_NOTE = 200
# How long a guest's browser remembers its lists, and how long a list that nobody touches is kept.
GUEST_LIFETIME = timedelta(days=365)
# How long a deleted list can be brought back.
UNDO_FOR = timedelta(days=1)


class WishList(models.Model):
    """A named list of one person, or of one guest, whom a random token in a signed cookie names."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    token = models.CharField(max_length=40, blank=True, editable=False)
    # Empty for the list that the first heart makes: it has a name in every language (`title`).
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    # Set: whoever knows it may read the list. Never the guest's own token.
    share_token = models.CharField(max_length=40, null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False, db_index=True)
    # Set: out of sight, and gone for good after UNDO_FOR.
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        verbose_name = _("wish list")
        verbose_name_plural = _("wish lists")
        indexes: ClassVar = [models.Index(fields=["token"], name="wish_lists_of_guest", condition=~Q(token=""))]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, token="") | (Q(owner__isnull=True) & ~Q(token="")),
                name="wish_list_of_person_or_guest",
            ),
            models.UniqueConstraint(
                "owner", Lower("name"), name="one_wish_list_per_name", condition=Q(owner__isnull=False, deleted_at=None)
            ),
            models.UniqueConstraint(
                "token",
                Lower("name"),
                name="one_wish_list_per_guest_and_name",
                condition=Q(owner__isnull=True, deleted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name as it is shown, in the active language."""
        return self.name or str(DEFAULT_TITLE)


class WishListItem(models.Model):
    """So many of a variant that somebody wants, with a note to themselves."""

    wish_list = models.ForeignKey(WishList, on_delete=models.CASCADE, related_name="items")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField(_("quantity"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST)])
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-added_at", "-pk"]
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints: ClassVar = [models.UniqueConstraint(fields=["wish_list", "variant"], name="one_wish_per_variant")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"
