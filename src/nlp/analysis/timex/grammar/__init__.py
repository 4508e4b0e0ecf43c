"""The engine of the grammar: text → atoms → readers → patterns → readings, before anything is resolved."""
