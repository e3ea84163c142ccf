"""Filling demo stores: pictures are drawn, catalogues brought in, pages written, all through the verbs that staff use."""
