"""Carriers that have a tracking page for a number. Others are written by hand, and their page with them."""

from urllib.parse import quote

# Name as staff write it, without regard to case -> address, `{}` for the number.
TRACKING_PAGES = {
    "DHL": "https://www.dhl.com/en/express/tracking.html?AWB={}",
    "FedEx": "https://www.fedex.com/fedextrack/?trknbr={}",
    "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/{}",
    "UPS": "https://www.ups.com/track?tracknum={}",
}
_BY_NAME = {name.casefold(): page for name, page in TRACKING_PAGES.items()}


def tracking_page(carrier: str, number: str) -> str:
    """Where a parcel of a known carrier can be followed; nothing for others, and without a number."""
    page = _BY_NAME.get(carrier.strip().casefold(), "")
    return page.format(quote(number.strip(), safe="")) if number.strip() else ""
