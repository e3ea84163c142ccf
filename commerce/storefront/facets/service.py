"""The verb of this package: what a listing shows of a base, under what is chosen.

    faceted(base=Base.everything() | Base.category(pk, path) | Base.brand(pk) | Base.products(ids),
            given=request.GET, locale_id=…, sorts=SORTS, known={"q": "lora"}) -> Faceted

`Base.products` takes the ids that a search has found, best first; those that are not listed are left out, and the empty sort
keeps their order. `known` is what belongs to the address besides the facets. `Faceted` has the total, the facets with their
counts, the chips, what was chosen, and `page()`: the rows of the page asked for, in order. What a template gets is
`commerce.storefront.listing.listing(...)`, which does all of this and makes the cards.

Query budget: the index costs nothing while nothing has changed (two queries after a change), `page` one, and none for a search
in its own order.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from commerce.storefront.facets.chosen import Chosen, read_chosen
from commerce.storefront.facets.definitions import Facet, definitions
from commerce.storefront.facets.index import FacetIndex, Pick
from commerce.storefront.facets.keeper import current_index
from commerce.storefront.facets.pages import Wanted, page_of_stubs
from commerce.storefront.facets.showing import Within, chips_of, facet_view
from commerce.storefront.facets.stubs import Stub
from commerce.storefront.facets.subset import Subset
from commerce.storefront.facets.values import Chip, FacetView
from sites.content.generation import generation

# So few are fetched by id and sorted, instead of walking along an index until enough match.
FEW = 500


@dataclass(frozen=True, slots=True)
class Base:
    """What a listing is of, before anything is chosen."""

    kind: str
    id: int = 0
    path: str = ""
    products_found: tuple[int, ...] = ()

    @classmethod
    def everything(cls) -> "Base":
        """All that is listed."""
        return cls("everything")

    @classmethod
    def category(cls, page_id: int, path: str) -> "Base":
        """A category and what is below it; `path` is its path in the page tree."""
        return cls("category", page_id, path)

    @classmethod
    def brand(cls, brand_id: int) -> "Base":
        """One brand."""
        return cls("brand", brand_id)

    @classmethod
    def products(cls, ids: Sequence[int]) -> "Base":
        """These products, best first."""
        return cls("products", products_found=tuple(ids))

    @property
    def key(self) -> Hashable:
        """A name under which counts are remembered; a search has none."""
        return None if self.kind == "products" else (self.kind, self.id)

    def bits(self, index: FacetIndex) -> int:
        """The set of its products."""
        if self.kind == "products":
            return index.of_products(self.products_found)
        if self.kind == "everything":
            return index.listed
        return index.bits.get((self.kind, self.id), 0)


@dataclass(frozen=True, slots=True)
class Faceted:
    """The answer. `of_base` is how many there are before anything is chosen."""

    base: Base
    chosen: Chosen
    total: int
    of_base: int
    facets: tuple[FacetView, ...]
    chips: tuple[Chip, ...]
    known: Mapping[str, str]
    locale_id: int
    picks: Mapping[str, Pick] = field(default_factory=dict)
    # The products found, where they are few (or a search's, best first); those placed by hand come first in a category.
    few: tuple[int, ...] | None = None
    placed: tuple[int, ...] = ()
    # Of the page asked for, what stands in no order of the shelf: what was placed, or all of a search.
    ahead: tuple[Stub, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.chosen.show))

    def page(self, default_sort: str = "") -> list[Stub]:
        """The rows of the page asked for, in order. `default_sort` stands for the empty sort."""
        if self.base.products_found and not self.chosen.sort:
            return list(self.ahead)
        wanted = Wanted(
            locale_id=self.locale_id,
            base=(self.base.kind, self.base.id),
            picks=self.picks,
            few=self.few,
            placed=self.placed,
            ahead=self.ahead,
            sort=self.chosen.sort or default_sort,
        )
        return page_of_stubs(wanted, start=self.chosen.start, size=self.chosen.show)


def faceted(
    *, base: Base, given: QueryDict, locale_id: int, sorts: Collection[str], known: Mapping[str, str] | None = None
) -> Faceted:
    """Read what is chosen, count, and say what there is. The active language must be that of the locale."""
    number = generation()
    every = definitions(locale_id)
    facets = [every.category_facet(base.path or None)]
    facets += [facet for facet in every.facets if not (base.kind == "brand" and facet.code == "brand")]
    chosen = read_chosen(given, facets, sorts)
    picks = chosen.picks(facets)
    with current_index(locale_id, number=number) as index:
        in_base = base.bits(index)
        matching, others = index.matching(in_base, picks)
        total = matching.bit_count()
        all_of_base = index.subset(in_base)
        left = all_of_base if matching == in_base else index.subset(matching)
        parts = {code: all_of_base if bits == in_base else index.subset(bits) for code, bits in others.items()}
        sets = _Sets(index, number, base.path, base.key or index.name_of(in_base), all_of_base, left, parts)
        views = tuple(view for facet in facets if (view := _view(sets, facet, chosen, picks)))
        few = _few(index, base, in_base, matching, total)
        if base.kind == "products" and few is not None and len(few) < len(base.products_found):
            kept = set(few)
            base = Base.products([pk for pk in base.products_found if pk in kept])
        placed = tuple(index.placed(base.id, matching)) if base.kind == "category" and not chosen.sort else ()
        ordered = () if chosen.sort else base.products_found or placed
        ahead = tuple(index.stubs_of(ordered[chosen.start : chosen.start + chosen.show]))
    return Faceted(
        base=base,
        chosen=chosen,
        total=total,
        of_base=in_base.bit_count(),
        facets=views,
        chips=chips_of(facets, chosen, known or {}),
        known=known or {},
        locale_id=locale_id,
        picks=picks,
        few=few,
        placed=placed,
        ahead=ahead,
    )


def _few(index: FacetIndex, base: Base, in_base: int, matching: int, total: int) -> tuple[int, ...] | None:
    """The products themselves, where they are few or a search's; of a search of which all are left, as it found them."""
    if base.kind == "products" and matching == in_base and total == len(base.products_found):
        return base.products_found
    return tuple(index.product_ids(matching)) if total <= FEW or base.kind == "products" else None


@dataclass(frozen=True, slots=True)
class _Sets:
    """What the facets of one listing are counted in. `key` names the base; a search by what it found."""

    index: FacetIndex
    number: int
    path: str
    key: Hashable
    in_base: Subset
    matching: Subset
    others: Mapping[str, Subset]


def _view(sets: _Sets, facet: Facet, chosen: Chosen, picks: Mapping[str, Pick]) -> FacetView | None:
    """One facet with its counts, which leave its own choice out; None where there is nothing to choose.

    Kept while neither the index nor the store's generation moves: what facets there are, and how they are called, is part of
    the generation, so the code of a facet is name enough, with the page whose categories it lists.
    """
    rest = frozenset((name, pick) for name, pick in picks.items() if name != facet.code)
    name = sets.number, facet.code, sets.path
    base_name = *name, sets.key
    within = Within(sets.in_base, sets.others.get(facet.code, sets.matching), name, base_name)

    def build() -> tuple[FacetView | None]:
        return (facet_view(sets.index, facet, within, chosen),)

    kept = "view", base_name, rest, chosen.values.get(facet.code), chosen.bounds.get(facet.code), chosen.typed.get(facet.code)
    return sets.index.remembered(kept, build)[0]
