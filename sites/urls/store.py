"""Addresses of a store."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.images.views.serve import ServeView
from wagtail.urls import serve_pattern
from wagtail.urls import urlpatterns as wagtail_urls

from commerce.storefront.found import views as found
from commerce.storefront.views import account, alerts, cart, checkout, downloads, files, quick, search
from legacy_import.views import old_address
from sites.content.serving import serve
from sites.tenants.languages import store_i18n_patterns

handler404 = "commerce.storefront.views.errors.not_found"
handler500 = "commerce.storefront.views.errors.server_error"

image_view = ServeView.as_view()
urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("images/<str:signature>/<int:image_id>/<str:filter_spec>/", image_view, name="wagtailimages_serve"),
    path("images/<str:signature>/<int:image_id>/<str:filter_spec>/<path:filename>", image_view),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", files.media, name="media"),
    path("videos/<int:pk>/<str:name>", downloads.video, name="product-video"),
    path("", include("commerce.storefront.found.urls")),
    path("healthz", files.health, name="health"),
    *store_i18n_patterns(
        path("llms.txt", found.llms, name="llms"),
        path("search/", search.search, name="search"),
        path("search/suggest/", search.suggest, name="search-suggest"),
        path("search/seen/", search.seen, name="search-seen"),
        path("quick-view/<int:product_id>/", quick.quick_view, name="quick-view"),
        path("cart/", cart.cart, name="cart"),
        path("cart/add/", cart.add, name="cart-add"),
        path("cart/badge/", cart.badge, name="cart-badge"),
        path("checkout/", checkout.checkout, name="checkout"),
        path("orders/<str:token>/", checkout.order, name="order"),
        path("alerts/", alerts.ask, name="stock-alert"),
        path("alerts/confirm/<str:token>/", alerts.confirm, name="stock-alert-confirm"),
        path("alerts/stop/<str:token>/", alerts.stop, name="stock-alert-stop"),
        path("downloads/<str:token>/", downloads.download, name="download"),
        path("account/", account.account, name="account"),
        path("reviews/", include("commerce.reviews.urls")),
        path("", include("commerce.storefront.lists.urls")),
        *wagtail_urls[:-1],
        re_path(serve_pattern, serve, name="wagtail_serve"),
        # Old addresses of PrestaShop, last: only what nothing else answers.
        re_path(r"^(?P<old>.+)$", old_address, name="old-address"),
    ),
]
