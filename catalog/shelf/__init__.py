"""The list side of the catalog: one row a product, everything a list filters, sorts or shows, and counts by facet.

Lists, facets, cards and the API read only here. What is shown is never older than the sources: rows are recomputed in
the transaction of whatever changed (:mod:`catalog.shelf.services`), and rows that change by themselves, at the edge of
a price window or at the midnight after a certificate's last day, carry that moment as `due_at` and are recomputed
before the next list is answered. No job has to run for that.
"""
