"""Buying, one package a step: ``cart`` -> ``orders`` -> ``payments`` -> ``ledger`` -> ``checkout``.

Each imports only those before it; ``checkout`` on top ties them into placing an order.
"""
