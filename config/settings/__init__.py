"""Settings: ``base`` for every deployment (all choices come from the environment), ``test`` for the test suite."""
