"""English as it is written in Britain and South Africa."""
