"""The screen a cashier works with. Says what use cases decide; decides, computes and stores nothing itself."""
