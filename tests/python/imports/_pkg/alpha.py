print("running alpha")
A = "a"
