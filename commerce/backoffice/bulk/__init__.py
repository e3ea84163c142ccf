"""One change for many products: chosen in the list, looked at before it is made, made through the services."""
