"""The cart: lines of several vendors, vouchers, and what changed since a line was put in."""
