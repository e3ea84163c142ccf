"""Settings: `base` reads the environment and serves every purpose, `test` changes what tests need."""
