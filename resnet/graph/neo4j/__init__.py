"""The store on a Neo4j server, or on its cluster by configuration."""
