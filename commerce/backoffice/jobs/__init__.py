"""Work on many products that takes longer than a request: imports, exports, bulk changes. Knows progress, not products."""
