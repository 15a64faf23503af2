"""Pages of the account. Thin: check the form, call a service, answer."""
