"""What other floors ask of reviews by name."""

from commerce.reviews.selectors.ratings import ratings
from sites.content.suppliers import supplies

supplies("ratings")(ratings)
