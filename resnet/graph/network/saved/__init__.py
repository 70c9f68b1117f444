"""The public network saved beside the store: sealed with the store's key, read part by part."""
