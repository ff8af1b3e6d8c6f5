"""Joining once is better than adding many times: each + may copy everything so far."""
words = ["word%d" % i for i in range(1000)]

added = ""
for word in words:
    added = added + word + " "

joined = " ".join(words) + " "
print("same text:", added == joined, "- length:", len(joined))
before = added
added += "!"
print("a string never changes, += makes another:", len(before), len(added))
