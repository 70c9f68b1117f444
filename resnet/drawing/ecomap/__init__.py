"""The eco-map: the systems around a client, as the client says they are."""
