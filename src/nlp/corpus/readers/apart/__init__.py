"""What is read in a child process within limits, and the process."""
