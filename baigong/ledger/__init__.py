"""Plan and events to the state of every task on a day: pure, no files, no clock."""
