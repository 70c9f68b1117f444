"""What ``bench_neo4j`` measures, a module a promise; every part runs on the one server it is given."""
