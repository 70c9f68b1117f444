"""A client's needs looked at together: which services, through how few agencies, in what order."""
