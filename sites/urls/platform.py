"""Addresses of the platform host: the operators' console."""

from django.urls import include, path

from sites.tenants.console import console

handler404 = "commerce.storefront.views.errors.not_found"

urlpatterns = [
    path("", include("sites.ops.urls")),
    path("console/", console.urls),
]
