"""The platform's own rows, in `public` only: stores, their addresses and their recurring work."""

import secrets
from typing import NoReturn

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

ID_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_store_id() -> str:
    """Eight characters that name a store for ever: in keys, file names, signatures and log lines."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(8))


class StoreManager(models.Manager["Store"]):
    """Stores come with their domains, because inside a store `public` can no longer be asked."""

    def get_queryset(self) -> models.QuerySet["Store"]:
        """All stores, domains prefetched."""
        return super().get_queryset().prefetch_related("domains")


class Store(TenantMixin):
    """One brand's shop: a schema of its own, and how the platform treats it."""

    class Status(models.TextChoices):
        MAKING = "making", _("being made")
        LIVE = "live", _("live")
        SUSPENDED = "suspended", _("suspended")
        FAILED = "failed", _("failed")
        ARCHIVED = "archived", _("archived")

    class Tax(models.TextChoices):
        INCLUDED = "included", _("prices are shown including tax")
        EXCLUDED = "excluded", _("prices are shown excluding tax")

    auto_create_schema = False
    auto_drop_schema = False

    code = models.CharField(_("store id"), max_length=10, unique=True, default=new_store_id, editable=False)
    name = models.CharField(_("name"), max_length=100)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.MAKING)
    theme = models.CharField(_("theme"), max_length=50)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO code, for example GB or ZA"))
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO code, for example GBP or ZAR"))
    tax_display = models.CharField(_("tax"), max_length=10, choices=Tax.choices, default=Tax.INCLUDED)
    default_language = models.CharField(_("default language"), max_length=10)
    languages = models.JSONField(_("languages"), default=list, help_text=_("all languages, the default one first"))
    owner_email = models.EmailField(_("owner's e-mail"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    schema_version = models.CharField(_("schema version"), max_length=64, blank=True, editable=False)
    steps_done = models.JSONField(default=list, editable=False)
    # What is made from other rows, and by which version of its maker: see `sites.provisioning.upkeep`.
    upkeep_done = models.JSONField(default=dict, editable=False)
    failure = models.TextField(_("failure"), blank=True, editable=False)

    objects = StoreManager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("store")
        verbose_name_plural = _("stores")

    def __str__(self) -> str:
        return self.name

    @property
    def primary_host(self) -> str:
        """The host name shoppers are sent to; empty while the store has none."""
        domains = sorted(self.domains.all(), key=lambda domain: (not domain.is_primary, domain.pk))
        return domains[0].domain if domains else ""

    def __enter__(self) -> NoReturn:
        # The parent keeps the previous tenant on the class, so two threads would restore each other's store.
        raise TypeError("Use `with in_store(store):`; `with store:` is not safe with threads.")

    def __exit__(self, *_exc: object) -> NoReturn:
        raise TypeError("Use `with in_store(store):`.")


HOST_NAME = RegexValidator(
    r"^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$",
    _("Write a host name in small letters, such as shop.example.com: no http://, no port, no path."),
)


class Domain(DomainMixin):
    """A host name under which a store answers; the primary one is where its links point."""

    domain = models.CharField(_("host name"), max_length=253, unique=True, db_index=True, validators=[HOST_NAME])

    class Meta:
        ordering = ["-is_primary", "domain"]
        verbose_name = _("domain")
        verbose_name_plural = _("domains")

    def __str__(self) -> str:
        return self.domain


class StoreJob(models.Model):
    """When a recurring job of one store is due next."""

    id = models.BigAutoField(primary_key=True)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="jobs")
    job = models.CharField(max_length=60)
    next_run_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "job"], name="one_row_per_store_and_job")]
        indexes = [models.Index(fields=["next_run_at"], name="store_jobs_due")]

    def __str__(self) -> str:
        return f"{self.job} of {self.store_id} at {self.next_run_at:%Y-%m-%d %H:%M}"
