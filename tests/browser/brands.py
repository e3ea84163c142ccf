"""Which brands a test visits: both, unless it is marked with one. The marks of a file are spread over both brands, and its main way
is unmarked.
"""

import pytest

BRANDS = ("connected-things", "trolleypusha")
in_trade = pytest.mark.parametrize("shop", BRANDS[:1], indirect=True)
in_retail = pytest.mark.parametrize("shop", BRANDS[1:], indirect=True)
