"""Pages of sellers: the public shop, joining, the centre's frame, the staff's review."""
