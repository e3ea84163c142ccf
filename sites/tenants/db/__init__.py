"""The database backend: django-tenants', without `public` on a store's path and without switching inside a transaction."""
