"""Every Cypher text there is, built from the ontology; values are parameters. Pure: needs no server."""
