"""The live room: sessions, presence, chat, pinned products, live offers, video ingest and replay.

State goes out through ``core.realtime``; what is sold live is held by ``catalog`` stock and price windows.
"""
