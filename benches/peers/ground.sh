#!/usr/bin/env bash
# Times PyPI's gstlearn and Debian's r-cran-gstat on the kriging that `ground` is timed on.
#
#   ground.sh FOLDER SAMPLES
#
# FOLDER holds what the benchmark's `samples` wrote and, as SAMPLES.answers.f64, its own estimates
# and variances. For each peer prints its name with version, the seconds it took (without start-up
# and reading), and the largest difference of estimates and of variances beside the model's sill.
# A peer that cannot be had is named as missing and does not stop the others.
set -uo pipefail
folder=$1 samples=$2
peers="$folder/peers"
if ! "$peers/bin/python" -c 'import gstlearn' 2>/dev/null; then
  python3 -m venv "$peers" && "$peers/bin/pip" install --quiet --disable-pip-version-check \
    gstlearn==1.11.1 numpy >&2
fi
"$peers/bin/python" - "$folder" "$samples" <<'PYTHON' || echo "gstlearn missing - -"
import importlib.metadata, sys, time
import numpy as np
import gstlearn as gl

folder, name = sys.argv[1:]
read = lambda what: np.fromfile(f"{folder}/{name}.{what}.f64")
samples, targets = read("samples").reshape(-1, 4), read("targets").reshape(-1, 3)
gl.defineDefaultSpace(gl.ESpaceType.RN, 3)
gl.OptCst.define(gl.ECst.NTROW, -1)
def table(columns):
    db = gl.Db()
    for axis in range(3):
        db[f"x{axis}"] = columns[:, axis]
    db.setLocators(["x0", "x1", "x2"], gl.ELoc.X)
    return db
data, out = table(samples), table(targets)
data["z"] = samples[:, 3]
data.setLocator("z", gl.ELoc.Z)
model = gl.Model.createFromParam(gl.ECov.NUGGET, 0.0, 0.1)
model.addCovFromParam(gl.ECov.SPHERICAL, 2.0 / 3.0, 0.9)
model.setDriftIRF(0)  # the mean is not known
# Without coefficients the radius is one of the plane; the tree is its fastest search.
near = gl.NeighMoving.create(False, 24, 1.0, 1, coeffs=[1.0, 1.0, 1.0], useBallTree=True)
start = time.process_time()
gl.kriging(data, out, model, near)
seconds = time.process_time() - start
found = np.concatenate([out["*estim"].ravel(), out["*stdev"].ravel() ** 2])
off = np.abs(found - read("answers"))
half = len(off) // 2
version = importlib.metadata.version("gstlearn")
print(f"gstlearn-{version} {seconds:.2f} {np.nanmax(off[:half]):.1e} {np.nanmax(off[half:]):.1e}")
PYTHON
if ! command -v Rscript >/dev/null || ! Rscript -e 'library(gstat)' >/dev/null 2>&1; then
  echo "gstat missing - -"
  exit 0
fi
Rscript - "$folder" "$samples" 2>/dev/null <<'R' || echo "gstat missing - -"
library(gstat); library(sp)
args <- commandArgs(TRUE); stem <- file.path(args[1], args[2])
read <- function(what) {
  path <- paste0(stem, ".", what, ".f64")
  readBin(path, "double", file.size(path) / 8)
}
s <- as.data.frame(matrix(read("samples"), ncol = 4, byrow = TRUE)); names(s) <- c("x", "y", "z", "v")
t <- as.data.frame(matrix(read("targets"), ncol = 3, byrow = TRUE)); names(t) <- c("x", "y", "z")
coordinates(s) <- ~x+y+z; coordinates(t) <- ~x+y+z
m <- vgm(0.9, "Sph", 2 / 3, 0.1)
took <- system.time(k <- krige(v ~ 1, s, t, m, nmax = 24, maxdist = 1, debug.level = 0))
off <- abs(c(k$var1.pred, k$var1.var) - read("answers")); half <- length(off) / 2
cat(sprintf("gstat-%s %.2f %.1e %.1e\n", packageVersion("gstat"), took[["user.self"]],
            max(off[1:half], na.rm = TRUE), max(off[-(1:half)], na.rm = TRUE)))
R
