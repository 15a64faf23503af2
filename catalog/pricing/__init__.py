"""What an offer costs, from when to when, and for how many: one table for list prices, flash sales and live offers.

Lists, filters, cart, live room and API all ask here, so there is one truth. See :mod:`catalog.pricing.selectors`.
"""
