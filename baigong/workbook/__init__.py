"""Workbooks that go out to units and come back: one layout, by which they are written and read."""
