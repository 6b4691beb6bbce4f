"""One task of the ground benchmark by one peer of PyPI.

    ground.py FOLDER TASK PEER

FOLDER holds what the benchmark's `samples` wrote and, as TASK.f64, its own answers. Prints the
peer's name with version, the seconds of processor it took (without start-up and reading), and how
far its answers are from ours: the largest difference of estimates and of variances; of
semivariances, relative, and of pairs, relative; of the mean of all nodes and of their variance.
"""

import importlib.metadata
import sys
import time

import numpy as np

folder, task, peer = sys.argv[1:]


def read(name):
    return np.fromfile(f"{folder}/{name}.f64")


def table(name):
    return np.loadtxt(f"{folder}/{name}.csv", delimiter=",", skiprows=1)


def timed(work):
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def halves(found):
    """Estimates, then variances."""
    off = np.abs(np.concatenate(found) - read(task))
    half = len(off) // 2
    return np.nanmax(off[:half]), np.nanmax(off[half:])


def kriged_by_gstlearn():
    import gstlearn as gl

    samples, targets = read("5k.samples").reshape(-1, 4), read("5k.targets").reshape(-1, 3)
    gl.defineDefaultSpace(gl.ESpaceType.RN, 3)
    gl.OptCst.define(gl.ECst.NTROW, -1)

    def database(columns):
        db = gl.Db()
        for axis in range(3):
            db[f"x{axis}"] = columns[:, axis]
        db.setLocators(["x0", "x1", "x2"], gl.ELoc.X)
        return db

    data, out = database(samples), database(targets)
    data["z"] = samples[:, 3]
    data.setLocator("z", gl.ELoc.Z)
    model = gl.Model.createFromParam(gl.ECov.NUGGET, 0.0, 0.1)
    model.addCovFromParam(gl.ECov.SPHERICAL, 2.0 / 3.0, 0.9)
    model.setDriftIRF(0)  # the mean is not known
    # Without coefficients the radius is one of the plane; the tree is its fastest search.
    near = gl.NeighMoving.create(False, 24, 1.0, 1, coeffs=[1.0, 1.0, 1.0], useBallTree=True)
    _, seconds = timed(lambda: gl.kriging(data, out, model, near))
    return seconds, *halves([out["*estim"].ravel(), out["*stdev"].ravel() ** 2])


def kriged_by_pykrige():
    from pykrige.ok import OrdinaryKriging

    # Samples and targets of this task lie in a plane.
    samples, targets = read("2k.samples").reshape(-1, 4), read("2k.targets").reshape(-1, 3)
    x, y, value = samples[:, 0], samples[:, 1], samples[:, 3]

    def work():
        model = {"psill": 0.9, "range": 2.0 / 3.0, "nugget": 0.1}
        kriging = OrdinaryKriging(
            x, y, value, variogram_model="spherical", variogram_parameters=model
        )
        return kriging.execute("points", targets[:, 0], targets[:, 1], backend="vectorized")

    found, seconds = timed(work)
    return seconds, *halves([np.asarray(part) for part in found])


def variogram_by_gstools():
    import gstools

    data = table("5k")
    edges = 20.0 * np.arange(21)
    place, value = data[:, :3].T, data[:, 3]
    found, seconds = timed(lambda: gstools.vario_estimate(place, value, edges, return_counts=True))
    _, semivariance, pairs = found
    ours = read(task).reshape(-1, 3)
    return (
        seconds,
        np.max(np.abs(semivariance / ours[:, 1] - 1.0)),
        np.max(np.abs(pairs / ours[:, 2] - 1.0)),
    )


def of_fields(fields):
    """How far means and variances of all nodes of all realisations are apart."""
    ours = read(task)
    return abs(np.mean(fields) - np.mean(ours)), abs(np.var(fields) - np.var(ours))


def simulated_by_geone():
    import geone.covModel as models
    import geone.grf as fields

    data = table("200")
    elements = [
        ("spherical", {"w": 0.9, "r": [250.0, 400.0, 100.0]}),
        ("nugget", {"w": 0.1}),
    ]
    # The second axis lies 30 degrees clockwise of north.
    model = models.CovModel3D(elem=elements, alpha=30.0, beta=0.0, gamma=0.0)
    # The origin is the corner of the grid; its 100, 100 and 50 nodes are 10, 10 and 5 m apart.
    grid = ((100, 100, 50), (10.0, 10.0, 5.0), (0.0, 0.0, 0.0))

    def work():
        return fields.grf3D(
            model, *grid, x=data[:, :3], v=data[:, 3], mean=1.5, nreal=10, verbose=0
        )

    found, seconds = timed(work)
    return seconds, *of_fields(found)


PEERS = {
    ("krige-100k", "gstlearn"): kriged_by_gstlearn,
    ("krige-global", "pykrige"): kriged_by_pykrige,
    ("variogram-5k", "gstools"): variogram_by_gstools,
    ("waves-deep", "geone"): simulated_by_geone,
}

seconds, first, second = PEERS[task, peer]()
version = importlib.metadata.version(peer)
print(f"{peer}-{version} {seconds:.2f} {first:.1e} {second:.1e}")
