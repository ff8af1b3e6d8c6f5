"""String methods whose results are far larger than their inputs."""
s = "a" * 100_000
makers = (lambda: s.replace("a", s), lambda: s.join([s] * 100_000), lambda: s.replace("", s), lambda: s.translate({97: s}), lambda: ",".join(s).join(s), lambda: s.encode("utf-32") * 10 ** 6, lambda: [s] * 10 ** 9,
          lambda: (s * 1000).upper() * 1000)
for make in makers:
    try:
        make()
        print("made?")
    except (MemoryError, OverflowError):
        print("refused")
print("works on", "a,b".replace(",", ";"))
