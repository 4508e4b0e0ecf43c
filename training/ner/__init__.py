"""The name tagger: labels, data, network, training."""
