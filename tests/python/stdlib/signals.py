# Signals run their handlers between two instructions; an interrupt is KeyboardInterrupt.
import os
import signal
import time

try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted")


def handler(number, frame):
    print("handler", signal.Signals(number).name, frame is not None)


print(signal.signal(signal.SIGUSR1, handler) == signal.SIG_DFL, signal.getsignal(signal.SIGUSR1) is handler)
signal.raise_signal(signal.SIGUSR1)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm


def loops(kind):
    try:
        if kind == "while":
            while True:
                pass
        if kind == "for":
            for _ in range(10**15):
                pass
        if kind == "sleep":
            time.sleep(60)
        if kind == "native":
            sum(map(abs, range(10**15)))
        if kind == "calls":
            while True:
                abs(1)
    except Alarm:
        return "stopped " + kind


signal.signal(signal.SIGALRM, ring)
for kind in "while", "for", "sleep", "calls":
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    print(loops(kind))
print(signal.alarm(100), signal.alarm(0) > 90)
for wrong in lambda: signal.signal(0, ring), lambda: signal.signal(signal.SIGUSR1, "x"):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
