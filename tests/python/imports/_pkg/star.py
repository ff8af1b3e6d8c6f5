__all__ = ["public", "listed"]
public = "public"
listed = "listed"
hidden = "hidden"
_private = "private"
