"""When: points in time, the period of a plan, the deadlines of its tasks."""
