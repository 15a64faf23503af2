"""The ground floor: what every other room stands on and none of them owns.

Money, Vietnamese text, the typed event bus, slots (registries through which rooms show up in each other's pages),
the realtime hub, task helpers with the ticker, messaging, the file responder and database helpers. ``core`` imports
no other room.
"""
