# The system's side of os: programs, descriptors, users, limits; exit and its like; a profiler.
import os, sys, tempfile, time, platform
place = os.path.join(tempfile.mkdtemp(), 'xx')
print('begin', flush=True)
r=os.system('echo hi; exit 3'); print(r, os.waitstatus_to_exitcode(r), os.WEXITSTATUS(r))
print(os.spawnv(os.P_WAIT,'/bin/sh',['sh','-c','exit 4']))
r,w=os.pipe(); print(os.get_blocking(r)); os.set_blocking(r,False)
try: os.read(r,1)
except BlockingIOError as e: print(e)
print(os.umask(0o22)>=0, len(os.times()), os.getpgrp()==os.getpgid(0), type(os.getloadavg()), os.sysconf('SC_PAGE_SIZE'), os.cpu_count()==os.sysconf('SC_NPROCESSORS_ONLN'))
f=os.open(place,os.O_RDWR|os.O_CREAT|os.O_TRUNC); os.write(f,b'abcdef'); print(os.pread(f,2,3)); g=os.dup2(f,50); os.lseek(g,0,0); print(os.read(50,3)); os.close(50)
sys.stdout.flush(); save=os.dup(1); os.dup2(f,1); print('to file'); sys.stdout.flush(); os.system('echo child'); os.dup2(save,1); print(open(place).read())
print(os.statvfs('/').f_bsize > 0, len(os.statvfs('/')))
import pwd, grp, resource, fcntl, getpass, shutil
print(pwd.getpwuid(0).pw_uid, grp.getgrgid(0).gr_gid, os.path.expanduser('~' + pwd.getpwuid(0).pw_name) == pwd.getpwuid(0).pw_dir)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss>1000, resource.getrlimit(resource.RLIMIT_NOFILE)[0]>0)
with open(place) as fh: fcntl.flock(fh, fcntl.LOCK_EX|fcntl.LOCK_NB); fcntl.flock(fh, fcntl.LOCK_UN)
print(platform.python_implementation(), type(platform.python_version()), shutil.disk_usage('/').total>0)
print(exit, type(exit).__name__, repr(quit), repr(help))
try: os.kill(os.getpid(),0)
except OSError as e: print(e)
import cProfile, pstats, io
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
p=cProfile.Profile(); p.enable(); fib(10); p.disable()
s=io.StringIO(); pstats.Stats(p,stream=s).sort_stats('cumulative').print_stats('fib'); print('177/1' in s.getvalue())
with cProfile.Profile() as pr: fib(3)
sys.stdout.flush()
import signal, threading
got=[]
signal.signal(signal.SIGUSR1, lambda s,f: got.append(threading.current_thread() is threading.main_thread()))
t=threading.Thread(target=lambda: os.kill(os.getpid(),signal.SIGUSR1)); t.start(); t.join(); time.sleep(.1); print(got)
