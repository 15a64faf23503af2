"""Sellers: the shop, its members and their roles, verification, documents, and the frame of the producer's centre.

A vendor ("gian hàng") is whoever sells: a co-op, a household, a company, a showroom. Everything another room keeps
for a vendor is reached through the vendor-scoped querysets, so that nothing of one shop shows in another.
"""
