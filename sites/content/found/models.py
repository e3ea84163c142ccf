"""Addresses that were asked for in vain, and what a store says to search engines."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from sites.content.found.robots import wrong_lines


class MissedAddress(models.Model):
    """A path of this store that answered 404, counted. Nothing of who asked is kept but the host of the page they came from."""

    path = models.CharField(_("address"), max_length=400, unique=True)
    hits = models.PositiveIntegerField(_("asked for"), default=1)
    referrer_host = models.CharField(_("linked from"), max_length=253, blank=True)
    first_seen = models.DateTimeField(_("first time"))
    last_seen = models.DateTimeField(_("last time"))
    is_ignored = models.BooleanField(_("ignored"), default=False)

    class Meta:
        verbose_name = _("address not found")
        verbose_name_plural = _("addresses not found")
        indexes: ClassVar = [models.Index(fields=["is_ignored", "-hits"], name="missed_most_wanted")]

    def __str__(self) -> str:
        return self.path


@register_setting(icon="search", order=130)
class SearchEngines(BaseGenericSetting):
    """What the store tells search engines and other robots."""

    is_hidden = models.BooleanField(
        _("hide the whole store"),
        default=False,
        help_text=_(
            "For a store that is being prepared: every page asks not to be indexed, and there are no sitemaps and feeds."
        ),
    )
    robots_lines = models.TextField(
        _("more lines for robots.txt"), blank=True, help_text=_("One rule a line, for example “Disallow: /campaigns/”.")
    )

    panels: ClassVar = [FieldPanel("is_hidden"), FieldPanel("robots_lines")]

    class Meta:
        verbose_name = _("search engines")

    def clean(self) -> None:
        """Only lines that robots understand: a wrong one could shut out, or let in, everyone."""
        if wrong := wrong_lines(self.robots_lines):
            raise ValidationError({"robots_lines": _("Robots do not understand “%s”.") % wrong[0]})
