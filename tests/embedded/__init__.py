"""Real servers, started, shared, killed and stopped; no Django."""
