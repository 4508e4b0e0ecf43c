"""Reading labelled data and scoring against it, one module per format and measure."""
