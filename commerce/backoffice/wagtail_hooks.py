"""What the back office adds to the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from commerce.backoffice.bulk.actions import ACTIONS
from commerce.backoffice.dashboard import OrdersToShip
from commerce.backoffice.duplicating import duplicate
from commerce.backoffice.health.views import patterns as health_patterns
from commerce.backoffice.lacks import PaymentLacks
from commerce.backoffice.menu import health_item, sheets_item  # noqa: F401 - registers them
from commerce.backoffice.orders import OrderViewSet
from commerce.backoffice.policies import ReadOnlyPolicy
from commerce.backoffice.sheets.urls import patterns as sheet_patterns
from commerce.backoffice.variants.generate import generate_variants
from commerce.backoffice.variants.grid import prices_and_stock
from commerce.backoffice.variants.one import edit_variant
from commerce.backoffice.viewsets import ShopViewSetGroup
from commerce.backoffice.waiting.counts import AlertsMenuItem, WaitingReport
from commerce.backoffice.waiting.people import PeopleReport
from commerce.orders.models import Order

register_permission_policy(Order, ReadOnlyPolicy(Order), exact_class=True)
for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def orders() -> OrderViewSet:
    """Orders."""
    return OrderViewSet()


@hooks.register("register_admin_viewset")
def shop() -> ShopViewSetGroup:
    """Price lists, tax, delivery."""
    return ShopViewSetGroup()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Screens of our own."""
    return [
        path("prices-and-stock/<int:pk>/", prices_and_stock, name="prices-and-stock"),
        path("prices-and-stock/<int:pk>/generate/", generate_variants, name="generate-variants"),
        path("products/<int:pk>/duplicate/", duplicate, name="duplicate-product"),
        path("variants/<int:pk>/", edit_variant, name="edit-variant"),
        path("reports/alerts/", WaitingReport.as_view(), name="alerts_report"),
        path("reports/alerts/results/", WaitingReport.as_view(results_only=True), name="alerts_report_results"),
        path("reports/alerts/people/", PeopleReport.as_view(), name="alert_people"),
        path("reports/alerts/people/results/", PeopleReport.as_view(results_only=True), name="alert_people_results"),
        *sheet_patterns,
        *health_patterns,
    ]


@hooks.register("register_reports_menu_item")
def alerts() -> MenuItem:
    """Who waits for what."""
    return AlertsMenuItem(_("Back-in-stock alerts"), reverse("alerts_report"), name="alerts", icon_name="mail", order=1240)


@hooks.register("construct_homepage_panels")
def payment_lacks(_request: HttpRequest, panels: list[Any]) -> None:
    """What keeps shoppers from paying."""
    panels.append(PaymentLacks())


@hooks.register("construct_homepage_summary_items")
def orders_to_ship(request: HttpRequest, items: list[Any]) -> None:
    """What waits, on the dashboard."""
    items.append(OrdersToShip(request))
