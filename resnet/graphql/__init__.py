"""The window for partner agencies: GraphQL, with types from the ontology. It translates, nothing else."""
