# group: programs
"""Planets under gravity: float arithmetic on attributes and lists."""
from math import sqrt


class Body:
    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = velocity
        self.mass = mass


def solar_system():
    sun = 39.47841760435743
    year = 365.24
    rows = [
        ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        ((4.84143144246472090, -1.16032004402742839, -0.103622044471123109),
         (0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023), 0.000954791938424326609),
        ((8.34336671824457987, 4.12479856412430479, -0.403523417114321381),
         (-0.00276742510726411042, 0.00499852801234917238, 0.0000230417297573763929), 0.000285885980666130812),
        ((12.8943695621391310, -15.1111514016986312, -0.223307578892655734),
         (0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556), 0.0000436624404335156298),
        ((15.3796971148509165, -25.9193146099879641, 0.179258772950371181),
         (0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870), 0.0000515138902046611451),
    ]
    return [Body(p, [c * year for c in v], m * sun) for p, v, m in rows]


def advance(bodies, dt, steps):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            mag = dt / (square * sqrt(square))
            am, bm = a.mass * mag, b.mass * mag
            a.vx -= dx * bm
            a.vy -= dy * bm
            a.vz -= dz * bm
            b.vx += dx * am
            b.vy += dy * am
            b.vz += dz * am
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2)
        for b in bodies[i + 1:]:
            total -= a.mass * b.mass / sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
    return total


bodies = solar_system()
print(f"{energy(bodies):.9f}")
advance(bodies, 0.01, 100_000)
print(f"{energy(bodies):.9f}")
