ok = 1
not ok = 2
