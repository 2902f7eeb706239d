"""Pages of a talk, in its order: planning, preparing, the talk, the debrief, the thank-you."""
