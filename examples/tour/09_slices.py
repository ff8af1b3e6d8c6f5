"""A slice is a new list that refers to the same items."""
rows = [["a"], ["b"], ["c"]]
part = rows[:2]
print("new list:", part is rows, "- same items:", part[0] is rows[0])
part[0].append("seen in both")
print(rows)
part[1] = ["replaced in the slice only"]
print(rows)
rows[1:2] = [1, 2, 3]
print("slice assignment changes length:", rows)
