"""Reports of a center: what is counted, and what of it may be shown. `suppression` is pure and knows no database."""
