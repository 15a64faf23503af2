"""Orders: one order of the buyer, one vendor order per producer, parcels, and the terms each line was sold under."""
