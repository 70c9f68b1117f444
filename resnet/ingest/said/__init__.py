"""What one row says of an agency, a service and a place, in the ontology's fields."""
