"""The demo: three stores with drawn pictures, made the way real ones are."""
