"""The real servers that the tests run against: `python3 scripts/services up|down|status|env|reset|run`.

PostgreSQL, Redis, Elasticsearch and stripe-mock are installed where they lack, started on free ports of 127.0.0.1 with
their data and logs under `.services/`, and stopped again; nginx and Chromium are only installed, since each test starts
its own. The standard library alone is used, because this runs before anything is installed. `docs/testing.md` explains.
"""
