"""What every shop app shares and no one owns: events, lifecycles, texts in several languages. No models."""
