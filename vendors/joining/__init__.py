"""Opening a shop: the steps of its form, what is proved by papers, the contract, and the verification by the staff."""
