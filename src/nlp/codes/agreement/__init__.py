"""How far coders agree: Krippendorff's alpha and what stands beside it."""
