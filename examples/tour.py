# oracle: none
"""A tour of Python's memory, section by section: runs each program in the directory tour."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
SECTIONS = [
    "01_names", "02_del", "03_refcounts", "04_frames", "05_cycles", "06_generations", "07_weakrefs", "08_strings",
    "09_slices", "10_generators", "11_heap_peak", "12_heap_limit",
]


def run(section):
    path = os.path.join(HERE, "tour", section + ".py")
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    namespace = {"__name__": "__main__", "__file__": path}
    print("==", section)
    try:
        exec(code, namespace)
    except ModuleNotFoundError as error:
        print("(left out here:", str(error) + ")")
    print()


for section in SECTIONS:
    run(section)
