"""The ledger: append-only postings that sum to zero, payouts, commission and withheld tax."""
