"""Checkout: prices, stock, order and payment put together in one idempotent step."""
