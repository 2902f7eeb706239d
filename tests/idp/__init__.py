"""Identity providers of a campus that run inside the tests: real HTTP, real keys, and lies on request."""
