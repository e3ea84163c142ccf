"""What lower floors ask for in the admin."""

from commerce.tax.models import TaxClass
from sites.content.suppliers import supplies


@supplies("tax classes")
def tax_classes() -> list[tuple[str, str]]:
    """(code, name) of the active store's tax classes."""
    return list(TaxClass.objects.values_list("code", "name"))
