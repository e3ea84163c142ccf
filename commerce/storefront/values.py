"""What templates get: plain values, ready to show. See docs/themes.md."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

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
    # The former price on the other basis, for shoppers who switch to it.
    compare_other: str = ""


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
    # Whole per cent off the former price, 0: none; a date in words while it is awaited; "4.6" and how many rated it;
    # `stars` is the rating from 0 to 100.
    saving: int = 0
    available_from: str = ""
    rating: str = ""
    rating_count: int = 0
    stars: int = 0
    swatches: list[tuple[str, str]] = field(default_factory=list)
    quick_url: str = ""
    # The product, for hearts and for comparing; 0: neither is offered.
    id: int = 0


@dataclass(frozen=True, slots=True)
class CategoryTile:
    """A category in a row of tiles."""

    title: str
    url: str
    picture: Picture | None


class SortOption(NamedTuple):
    """One way to sort a listing."""

    code: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class ListingTool:
    """A size of page or a view of a listing to go to."""

    code: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class TierView:
    """What one costs from so many pieces on; `saving` against the price of one, such as "10 %", empty where there is none."""

    min_quantity: int
    price: PriceView
    saving: str


@dataclass(frozen=True, slots=True)
class DispatchView:
    """A parcel day: what is ordered before `before` (seconds since 1970) leaves on `day` ("Monday 23 November", ISO `date`).
    `until` is the same moment in words, on the store's clock.
    """

    before: int
    date: str
    day: str
    until: str


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
    # The price that the page shows, with tax, and its currency as machines read them ("54.00", "GBP"); None where it has none.
    # What cannot be bought yet, or no longer, has one too: `availability` says so.
    offer: tuple[str, str] | None = None
    # Prices by quantity, from the smallest on; empty where one price holds for any.
    tiers: list[TierView] = field(default_factory=list)
    # Whether it lies on the shelf and leaves with the next parcels.
    is_ready: bool = False
    # Whether shoppers may ask to be told when it can be had.
    may_alert: bool = False
    mpn: str = ""


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
class VideoView:
    """A film in the gallery: a file with its type ("video/mp4"), or the address of a page of a video service."""

    title: str
    src: str
    kind: str
    url: str
    service: str
    poster: Picture | None


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download: what it is ("Datasheet"), its title, its address."""

    label: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a bundle; `url` is empty for what has no page."""

    quantity: int
    name: str
    sku: str
    url: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of products that belong to this one: accessory, spare_part, upsell, together or related. `cards` are ready HTML,
    `names` says whose.
    """

    code: str
    title: str
    cards: list[SafeString]
    names: list[str]


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
    kind: str = "goods"
    videos: list[VideoView] = field(default_factory=list)
    files: list[FileLink] = field(default_factory=list)
    compatibility: Any = ""
    parts: list[PartView] = field(default_factory=list)
    # When it can be ordered, in words, and as machines read it ("2026-11-30T09:00:00+00:00"); empty where it can be now.
    awaited_from: str = ""
    awaited_at: str = ""
    # What took its place, where it is no longer made.
    successor: Link | None = None
    dispatch: list[DispatchView] = field(default_factory=list)
    time_zone: str = ""


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
    # What a bundle was made of: (quantity in all, name, SKU).
    parts: list[tuple[int, str, str]] = field(default_factory=list)


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
    # Files of digital products (DownloadLink); without addresses until the order is paid.
    downloads: list[Any] = field(default_factory=list)
    is_paid: bool = False
    # False where it is files and services only.
    needs_parcel: bool = True
    # What has left so far (ParcelView).
    parcels: list[Any] = field(default_factory=list)
    # Whether the details for paying are still to come from the shop; `payment_instructions` then hold what is known.
    payment_follows: bool = False
