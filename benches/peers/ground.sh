#!/usr/bin/env bash
# Times peers on tasks that `ground` is timed on: PyPI's gstlearn, PyKrige, GSTools and geone, and
# Debian's r-cran-gstat.
#
#   ground.sh FOLDER TASK
#
# FOLDER holds what the benchmark's `samples` wrote and, as TASK.f64, its own answers. For each peer
# of the task prints its name with version, the seconds of processor it took (without start-up and
# reading), and how far its answers are from ours, as ground.py says. A peer that cannot be had is
# named as missing and does not stop the others.
set -uo pipefail
folder=$1 task=$2
here=$(dirname "$0") peers="$folder/peers"
# One thread each.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 NUMBA_NUM_THREADS=1
case $task in
  krige-100k) of_pypi="gstlearn" ;;
  krige-global) of_pypi="pykrige" ;;
  variogram-5k) of_pypi="gstools" ;;
  waves-deep) of_pypi="geone" ;;
  *) exit 2 ;;
esac
if ! [ -e "$peers/ready" ]; then
  python3 -m venv "$peers" && "$peers/bin/pip" install --quiet --disable-pip-version-check \
    gstlearn==1.11.1 pykrige==1.7.3 gstools==1.7.0 geone numpy >&2 && touch "$peers/ready"
fi
for peer in $of_pypi; do
  "$peers/bin/python" "$here/ground.py" "$folder" "$task" "$peer" || echo "$peer missing - -"
done
[ "$task" = krige-100k ] || exit 0
if ! command -v Rscript >/dev/null || ! Rscript -e 'library(gstat)' >/dev/null 2>&1; then
  echo "gstat missing - -"
  exit 0
fi
Rscript - "$folder" "$task" 2>/dev/null <<'R' || echo "gstat missing - -"
library(gstat); library(sp)
args <- commandArgs(TRUE)
read <- function(what) {
  path <- file.path(args[1], paste0(what, ".f64"))
  readBin(path, "double", file.size(path) / 8)
}
table <- function(what, n) as.data.frame(matrix(read(what), ncol = n, byrow = TRUE))
s <- table("5k.samples", 4); names(s) <- c("x", "y", "z", "v")
t <- table("5k.targets", 3); names(t) <- c("x", "y", "z")
coordinates(s) <- ~x+y+z; coordinates(t) <- ~x+y+z
m <- vgm(0.9, "Sph", 2 / 3, 0.1)
took <- system.time(k <- krige(v ~ 1, s, t, m, nmax = 24, maxdist = 1, debug.level = 0))
off <- abs(c(k$var1.pred, k$var1.var) - read(args[2])); half <- length(off) / 2
cat(sprintf("gstat-%s %.2f %.1e %.1e\n", packageVersion("gstat"), took[["user.self"]],
            max(off[1:half], na.rm = TRUE), max(off[-(1:half)], na.rm = TRUE)))
R
