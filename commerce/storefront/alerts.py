"""Links that people get by mail about back-in-stock alerts: signed for this store, one purpose each."""

from django.urls import reverse

from commerce.stock.models import StockAlert
from sites.tenants.signing import sign, unsign

CONFIRM, STOP = "stock-alert-confirm", "stock-alert-stop"


def alert_url(alert: StockAlert, *, purpose: str) -> str:
    """The page that confirms or stops an alert, for whoever has its address."""
    return reverse(purpose, args=[sign(str(alert.pk), purpose=purpose)])


def alert_of(token: str, *, purpose: str) -> StockAlert | None:
    """The alert that a signed address names; None where the address was not made here, or the alert is gone."""
    pk = unsign(token, purpose=purpose)
    return StockAlert.objects.select_related("variant").filter(pk=pk).first() if pk and pk.isdigit() else None
