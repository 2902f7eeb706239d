"""What leaves Acquaint as a file, made piece by piece: a list of any size passes through a little memory."""
