"""Finding things: one port with interchangeable engines, Elasticsearch and the database itself.

Both index the same folded Vietnamese text and must give the same hits and the same facet counts.
"""
