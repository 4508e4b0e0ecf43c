"""From mentions to the entities they mean: the rules of resolution."""
