# group: start
"""What starting and ending costs."""
