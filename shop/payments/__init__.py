"""Payments: one port and one file per method (Stripe, VietQR, cash on delivery), webhooks and reconciliation."""
