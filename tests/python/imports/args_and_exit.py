# args: one --two 3
# exit: 7
import sys

print(sys.argv[1:])
sys.stdout.write("written\n")
try:
    sys.exit("message")
except SystemExit as error:
    print("caught", error.code)
try:
    raise SystemExit
except SystemExit as error:
    print(error.code)
try:
    exit_code = 7
    sys.exit(exit_code)
finally:
    print("finally before exit")
