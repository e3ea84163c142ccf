"""Requests in, pages out. A view reads the request, calls one verb, and shows what came of it."""
