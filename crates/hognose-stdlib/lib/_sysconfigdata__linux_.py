"""How the interpreter was built: nothing of a C build holds here."""

build_time_vars = {}
