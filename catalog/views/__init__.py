"""Pages of the storefront, one module a subject."""
