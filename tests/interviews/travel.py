"""Standing still in time."""

import time_machine


def at(moment):
    """`with at(NOW):` the clock shows `moment` and does not move."""
    return time_machine.travel(moment, tick=False)
