"""The heads that tell which themes a paragraph treats: data, training, scores and model card."""
