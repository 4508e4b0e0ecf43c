"""Networks at run time: ONNX sessions, embeddings, the marker model, the name tagger, the theme heads."""
