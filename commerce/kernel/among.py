"""`column__among=ids`: what `__in` finds, with one parameter for all ids.

`__in` writes a parameter for each; for a thousand of them, putting the statement together takes longer than running it.
"""

from typing import Any

from django.db.models import Field, ForeignObject, Lookup


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup[Any]):
    """Any of these; for PostgreSQL. Values go as they are: for columns of numbers and words."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Column = ANY(ids)."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*params, list(self.rhs)]
