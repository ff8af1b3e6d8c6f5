NAME = __name__
print("script runs as", __name__)
