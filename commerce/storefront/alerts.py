"""Links that people get by mail about back-in-stock alerts: signed for this store, one purpose each."""

from django.urls import reverse

from commerce.catalogue.models import Variant
from commerce.stock.models import StockAlert
from sites.tenants.signing import sign, unsign

CONFIRM, STOP = "stock-alert-confirm", "stock-alert-stop"


def alert_url(alert: StockAlert, *, purpose: str) -> str:
    """The page that confirms or stops an alert, for whoever has its address. It names the variant as well, to say what it was
    about when the alert is gone.
    """
    return reverse(purpose, args=[sign(f"{alert.pk}-{alert.variant_id}", purpose=purpose)])


def alert_of(token: str, *, purpose: str) -> StockAlert | None:
    """The alert that a signed address names; None where the address was not made here, or the alert is gone."""
    pk, _variant = named(token, purpose=purpose)
    return StockAlert.objects.select_related("variant__product").filter(pk=pk).first() if pk else None


def variant_of(token: str, *, purpose: str) -> Variant | None:
    """The variant that a signed address is about, also when its alert is gone; None where the address was not made here, or the
    variant is no more.
    """
    _pk, variant = named(token, purpose=purpose)
    return Variant.objects.select_related("product").filter(pk=variant).first() if variant else None


def named(token: str, *, purpose: str) -> tuple[int, int]:
    """The ids of alert and variant in a signed address; 0 for what it does not name."""
    pk, _dash, variant = (unsign(token, purpose=purpose) or "").partition("-")
    return int(pk) if pk.isdigit() else 0, int(variant) if variant.isdigit() else 0
