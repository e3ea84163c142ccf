"""Price lists, tax and delivery in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from commerce.backoffice.forms import PriceListForm, ShippingMethodForm
from commerce.shipping.models import Holiday, ShippingMethod
from commerce.tax.models import TaxClass
from pricing.models import PriceList


class PriceListViewSet(ModelViewSet):
    """Price lists; the prices in them are set product by product."""

    model = PriceList
    icon = "tag"
    list_display = ["name", "code", "kind", "basis", "currency", "priority", "status"]
    list_filter = ["kind", "status", "currency"]
    search_fields = ["name", "code"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("basis"), FieldPanel("currency")]),
            FieldRowPanel([FieldPanel("status"), FieldPanel("priority")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        ],
        base_form_class=PriceListForm,
    )


class TaxClassViewSet(ModelViewSet):
    """Tax classes with their rates. The countries that have rates are those the store delivers to."""

    model = TaxClass
    icon = "decimal"
    list_display = ["name", "code"]
    search_fields = ["name", "code"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        InlinePanel(
            "rates",
            label=_("Rate"),
            panels=[FieldRowPanel([FieldPanel("country"), FieldPanel("rate"), FieldPanel("valid_from")])],
        ),
    ]


class ShippingMethodViewSet(ModelViewSet):
    """How goods are delivered."""

    model = ShippingMethod
    icon = "globe"
    list_display = ["__str__", "currency", "amount", "free_from", "is_active"]
    search_fields = ["code"]
    edit_handler = ObjectList(
        [
            FieldPanel("labels"),
            FieldPanel("notes"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("tax_class"), FieldPanel("is_active")]),
            FieldRowPanel([FieldPanel("currency"), FieldPanel("amount"), FieldPanel("free_from")]),
        ],
        base_form_class=ShippingMethodForm,
    )


class HolidayViewSet(ModelViewSet):
    """Days on which no parcel leaves; product pages promise accordingly."""

    model = Holiday
    icon = "date"
    list_display = ["date", "__str__"]
    ordering = ["date"]
    search_fields = ["date"]
    panels = [FieldPanel("date"), FieldPanel("names")]


class ShopViewSetGroup(ModelViewSetGroup):
    """How the shop sells."""

    items = (PriceListViewSet, TaxClassViewSet, ShippingMethodViewSet, HolidayViewSet)
    menu_icon = "cogs"
    menu_label = _("Shop")
    menu_order = 220
