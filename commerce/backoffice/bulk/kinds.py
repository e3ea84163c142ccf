"""All changes that can be made to many."""

from commerce.backoffice.bulk.change import BulkChange
from commerce.backoffice.bulk.facts import BrandChange, StatusChange, TaxChange
from commerce.backoffice.bulk.places import AddCategory, RemoveCategory
from commerce.backoffice.bulk.prices import PriceChange
from commerce.backoffice.bulk.values import AttributeChange

CHANGES: dict[str, type[BulkChange]] = {
    change.code: change
    for change in (StatusChange, AddCategory, RemoveCategory, BrandChange, AttributeChange, PriceChange, TaxChange)
}
