"""What the report says of one piece."""
