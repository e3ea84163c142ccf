"""What templates of lists get: texts, numbers and addresses, never rows."""

from dataclasses import dataclass

from commerce.storefront.values import AvailabilityView, PriceView, ProductCard
from sites.content.pictures import Picture


@dataclass(frozen=True, slots=True)
class WishView:
    """One wish. `price` is that of one in the wish's quantity, now; `url` is empty for what is not on the site any more.

    `can_buy` says whether a cart would take one now; `notice` what the shopper should know, mostly nothing.
    """

    id: int
    variant_id: int
    product_id: int
    name: str
    sku: str
    options: str
    url: str
    picture: Picture | None
    price: PriceView | None
    availability: AvailabilityView
    quantity: int
    note: str
    can_buy: bool
    is_sold: bool
    notice: str


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list to go to. `holds` says whether the article that is asked about stands in it."""

    id: int
    title: str
    count: int
    url: str
    current: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with its wishes. `share_url` is the full address for others; empty while the list is not shared."""

    id: int
    title: str
    url: str
    share_url: str
    wishes: list[WishView]
    can_buy: bool


@dataclass(frozen=True, slots=True)
class CompareColumn:
    """A product compared. `variant_id` is what the cart button adds; 0 where options must be chosen or it cannot be had."""

    id: int
    card: ProductCard
    variant_id: int
    without_url: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A fact of each product, in the order of the columns; "—" where a product has none."""

    label: str
    values: list[str]
    differs: bool


@dataclass(frozen=True, slots=True)
class CompareGroup:
    """Facts under one heading."""

    title: str
    rows: list[CompareRow]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Products side by side. `hidden` is how many facts are left out because all products have the same."""

    columns: list[CompareColumn]
    groups: list[CompareGroup]
    ids: str
    only_differences: bool
    toggle_url: str
    hidden: int
