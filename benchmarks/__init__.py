"""Commands that measure. Figures are ratios to a floor that is taken in the same run (docs/performance.md)."""
