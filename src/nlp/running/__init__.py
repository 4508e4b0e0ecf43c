"""The parts of a run that the stages are made of: intake, learning, manifest, publishing, failures."""
