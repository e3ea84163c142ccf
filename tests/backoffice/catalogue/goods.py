"""Types, attributes and products to try the catalogue's screens on."""

from typing import Any

from django.forms import MultiWidget
from django.test import Client

from commerce.catalogue.models import Attribute, AttributeChoice, Product, ProductType, TypeAttribute
from sites.tenants.context import in_store
from sites.tenants.models import Store

FORMSETS = ("placements", "images", "parts", "files", "videos", "relations")


def attribute(code: str, kind: str, *choices: str, **columns: Any) -> Attribute:
    """An attribute in the active store, with choices of these codes."""
    made = Attribute.objects.create(code=code, kind=kind, labels={"en": code.title()}, **columns)
    for position, choice in enumerate(choices):
        AttributeChoice.objects.create(attribute=made, code=choice, labels={"en": choice.upper()}, sort_order=position)
    return made


def carry(*attributes: Attribute, code: str = "sensor", for_variants: bool = False, required: bool = False) -> ProductType:
    """A type that carries these, made when missing."""
    kind = ProductType.objects.get_or_create(code=code, defaults={"name": code.title()})[0]
    start = kind.type_attributes.count()
    for position, made in enumerate(attributes):
        TypeAttribute.objects.create(
            product_type=kind,
            attribute=made,
            for_variants=for_variants,
            is_required=required,
            sort_order=start + position,
        )
    return kind


def choice(made: Attribute, code: str) -> AttributeChoice:
    """One of its choices."""
    return made.choices.get(code=code)


def edit_address(product: Product) -> str:
    """The form of a product."""
    return f"/admin/snippets/catalogue/product/edit/{product.pk}/"


def as_sent(store: Store, client: Client, product: Product, **changes: Any) -> dict[str, Any]:
    """What the browser sends when the form of a product is saved after these changes; None leaves a field out."""
    form = client.get(edit_address(product)).context["form"]
    data: dict[str, Any] = {}
    with in_store(store):
        for name in form.fields:
            put(data, form[name])
        for bound in form.facts:
            put(data, bound)
        for name, formset in form.formsets.items():
            data |= {f"{name}-TOTAL_FORMS": len(formset.forms), f"{name}-INITIAL_FORMS": formset.initial_form_count()}
            for child in formset.forms:
                for bound in child:
                    put(data, bound)
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def put(data: dict[str, Any], bound: Any) -> None:
    """Write one field as its widget sends it."""
    value = bound.value()
    if isinstance(bound.field.widget, MultiWidget):
        parts = bound.subwidgets[0].data["subwidgets"]
        data |= {part["name"]: part["value"] or "" for part in parts}
    elif value not in (None, False):
        data[bound.html_name] = "on" if value is True else value


def save(store: Store, client: Client, product: Product, **changes: Any) -> Any:
    """Send the form of a product."""
    return client.post(edit_address(product), as_sent(store, client, product, **changes))


def values(store: Store, product: Product) -> dict[str, list[str]]:
    """What a product's attributes are, as shoppers read them."""
    found: dict[str, list[str]] = {}
    with in_store(store):
        for value in Product.objects.get(pk=product.pk).values.order_by("attribute__code", "pk"):
            found.setdefault(value.attribute.code, []).append(value.shown())
    return found
