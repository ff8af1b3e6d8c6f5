"""Starting other programs: arguments, environment, streams, exit status, timeouts."""
import subprocess

done = subprocess.run(["sh", "-c", "read x; echo got $x; echo oops >&2; exit 3"], input="line\n", capture_output=True, text=True)
print(done.returncode, repr(done.stdout), repr(done.stderr))
print(subprocess.check_output(["echo", "a b", "c"]))
print(subprocess.check_output("echo $X", shell=True, env={"X": "5"}, text=True))
try:
    subprocess.run(["no-such-program-here"])
except FileNotFoundError as e:
    print(e.errno, e.filename)
try:
    subprocess.run(["sleep", "5"], timeout=0.1)
except subprocess.TimeoutExpired as e:
    print(e.cmd)
try:
    subprocess.run(["false"], check=True)
except subprocess.CalledProcessError as e:
    print(e)
p = subprocess.Popen(["sleep", "5"])
print(p.poll())
p.kill()
print(p.wait(), p.poll())
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
    out, err = p.communicate(b"x" * 100000)
    print(len(out), err, p.returncode)
print(subprocess.run(["sh", "-c", "pwd"], cwd="/", capture_output=True, text=True).stdout)
print(subprocess.getoutput("echo hello"), subprocess.call(["true"]))
p1 = subprocess.Popen(["echo", "through a pipe"], stdout=subprocess.PIPE)
p2 = subprocess.Popen(["tr", "a-z", "A-Z"], stdin=p1.stdout, stdout=subprocess.PIPE, text=True)
p1.stdout.close()
print(p2.communicate()[0], end="")
p1.wait()
