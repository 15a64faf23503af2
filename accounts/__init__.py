"""The person: one user with a phone number or an e-mail address, signing in, addresses, consent and their own data.

A user is a buyer by default; being a producer's member or a showroom officer is a fact that other rooms record.
"""
