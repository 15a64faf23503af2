"""The centre's product pages: whose they are, what they keep, what they say about what is wrong."""
