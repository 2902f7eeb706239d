"""Tables in text files, as a stream: what every import reads with."""
