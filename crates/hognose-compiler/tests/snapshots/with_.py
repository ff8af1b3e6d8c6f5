def with_(path):
    with open(path) as file, lock:
        return file.read()
