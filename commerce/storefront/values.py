"""What templates get: plain values, ready to show. See docs/themes.md."""

from dataclasses import dataclass, field
from typing import Any

from sites.content.pictures import Picture


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price as text: the main one as the store shows it, the other one beside it."""

    main: str
    main_note: str = ""
    other: str = ""
    other_note: str = ""
    compare_at: str = ""
    is_from: bool = False


@dataclass(frozen=True, slots=True)
class AvailabilityView:
    """Stock in words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list."""

    url: str
    name: str
    brand: str
    summary: str
    picture: Picture | None
    price: PriceView | None
    availability: AvailabilityView
    specs: list[tuple[str, str]]
    is_new: bool


@dataclass(frozen=True, slots=True)
class CategoryTile:
    """A category in a row of tiles."""

    title: str
    url: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class SortLink:
    """One way to sort a listing."""

    code: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class VariantView:
    """What can be put into the cart."""

    id: int
    sku: str
    gtin: str
    label: str
    price: PriceView | None
    availability: AvailabilityView
    max_quantity: int
    min_quantity: int
    url: str
    current: bool
    # Price with tax and currency as machines read them ("54.00", "GBP"); None where it is not for sale.
    offer: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One value of an option."""

    label: str
    url: str
    current: bool
    available: bool
    swatch: str


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option of a product, such as its band."""

    code: str
    label: str
    choices: list[ChoiceView]


@dataclass(frozen=True, slots=True)
class SpecGroup:
    """Facts under one heading."""

    title: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product page. Fields of the copy are given apart, so that a draft can be previewed."""

    id: int
    url: str
    name: str
    brand: str
    brand_url: str
    summary: str
    body: Any
    pictures: list[Picture]
    specs: list[SpecGroup]
    options: list[OptionView]
    variant: VariantView | None
    variants: list[VariantView]
    categories: list[Link]
    status: str


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line of the cart."""

    id: int
    name: str
    sku: str
    url: str
    options: str
    picture: Picture | None
    unit: str
    unit_note: str
    quantity: int
    max_quantity: int
    total: str
    notices: list[str]


@dataclass(frozen=True, slots=True)
class CartView:
    """The cart, priced."""

    lines: list[CartLineView]
    count: int
    currency: str
    subtotal: str
    discount: str
    taxes: list[tuple[str, str]]
    shipping: str
    shipping_name: str
    total: str
    total_note: str
    total_raw: str
    is_empty: bool
    is_orderable: bool
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """A line of an order."""

    name: str
    sku: str
    options: str
    quantity: int
    unit: str
    total: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order as its customer sees it."""

    number: str
    placed_at: Any
    email: str
    status: str
    payment_status: str
    fulfilment_status: str
    lines: list[OrderLineView]
    subtotal: str
    taxes: list[tuple[str, str]]
    shipping: str
    shipping_name: str
    total: str
    total_note: str
    address_lines: list[str]
    payment_name: str
    payment_instructions: list[tuple[str, str]]
    events: list[tuple[Any, str]]
    note: str
    url: str
