"""The fast matcher: the rules' own answers, asked once for each kind of service, then looked up."""
