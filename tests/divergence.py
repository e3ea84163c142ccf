"""Content type ids that differ between two stores, as they do in real life after a while."""

from django.db import connection, transaction
from psycopg import sql

REFERENCES = """
    SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = %s::regclass
"""


def diverge_content_types(schema: str, *, by: int) -> None:
    """Move every content type id of a store, and all that refer to it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(schema)))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(REFERENCES, ["django_content_type"])
        for table, column in cursor.fetchall():
            cursor.execute(
                sql.SQL("UPDATE {} SET {} = {} + %s").format(sql.SQL(table), sql.Identifier(column), sql.Identifier(column)),
                [by],
            )
        cursor.execute("UPDATE django_content_type SET id = id + %s", [by])
