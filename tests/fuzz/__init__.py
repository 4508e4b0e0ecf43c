"""Random damage done to what people and sites hand in; run by hand with `make fuzz`."""
