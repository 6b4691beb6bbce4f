#!/usr/bin/env bash
# Draws the project that `oreproof` draws, in vectorised numpy, on one thread as numpy runs.
#
#   odds.sh FOLDER DRAWS
#
# FOLDER holds what the benchmark's `export` wrote: the model, some draws' numbers of the unit
# interval, and what they come to. With those numbers the answers are compared first. Prints
# numpy's and scipy's versions, the largest difference of any measure of any draw beside the
# largest of that measure, and the processor seconds that DRAWS draws took with numpy's own
# random numbers, start-up and reading not counted.
set -euo pipefail
folder=$1 draws=$2
peers="$folder/peers"
if ! "$peers/bin/python" -c 'import numpy, scipy' 2>/dev/null; then
  python3 -m venv "$peers" && "$peers/bin/pip" install --quiet --disable-pip-version-check \
    numpy==2.3.5 scipy==1.16.3 >&2
fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
"$peers/bin/python" - "$folder" "$draws" <<'PYTHON'
import json, sys, time
import numpy as np
import scipy
from scipy.special import betaincinv, gammaincinv, ndtr, ndtri

folder, n_draws = sys.argv[1], int(sys.argv[2])
model = json.load(open(f"{folder}/model.json"))
road, project, regime = model["road"], model["project"], model["regime"]
n = len(road["ends"])
months = np.array(model["months"], float)
ends = np.array(road["ends"])
assert np.all(months == 12), "years"


# Distributions.


def at_score(shape, z):
    ((kind, of),) = shape.items()
    if kind == "normal":
        return of["mean"] + of["sd"] * z
    if kind == "lognormal":
        return of["shift"] + of["median"] * np.exp(of["sigma"] * z)
    return at(shape, ndtr(z))


def at(shape, u):
    ((kind, of),) = shape.items()
    match kind:
        case "normal" | "lognormal":
            return at_score(shape, ndtri(u))
        case "constant":
            return np.full_like(u, of)
        case "uniform":
            return of["low"] + of["width"] * u
        case "triangular":
            low, mode, high = of["low"], of["mode"], of["high"]
            width, left = high - low, mode - low
            below = low + np.sqrt(u * width * left)
            above = high - np.sqrt((1 - u) * width * (high - mode))
            return np.where(u * width < left, below, above)
        case "beta":
            return of["low"] + of["width"] * betaincinv(of["a"], of["b"], u)
        case "gamma":
            return of["scale"] * gammaincinv(of["shape"], u)
        case "lines":
            values = np.array(of["values"])
            place = u * (len(values) - 1)
            low = np.minimum(place.astype(int), len(values) - 2)
            return values[low] + (place - low) * (values[low + 1] - values[low])
        case "cut":
            value = at(of["of"], of["from"] + u * (of["to"] - of["from"]))
            return np.clip(value, of["low"], of["high"])
    raise ValueError(kind)


# Random numbers of a key: Philox 4x32 with ten rounds, as Salmon et al. (2011) have it.


def philox(counter, key):
    c = [np.asarray(word, np.uint64) for word in counter]
    k = [np.asarray(word, np.uint64) for word in key]
    low = np.uint64(0xFFFFFFFF)
    half = np.uint64(32)
    for _ in range(10):
        a, b = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        c = [(b >> half) ^ c[1] ^ k[0], b & low, (a >> half) ^ c[3] ^ k[1], a & low]
        k = [(k[0] + np.uint64(0x9E3779B9)) & low, (k[1] + np.uint64(0xBB67AE85)) & low]
    return c


def unit(high, low):
    bits = (high << np.uint64(32)) | low
    return ((bits >> np.uint64(12)).astype(float) + 0.5) / 2.0**52


class Keyed:
    """The numbers of streams that are keyed by the bits of a number."""

    def __init__(self, number):
        bits = number.view(np.uint64)
        self.key = [bits & np.uint64(0xFFFFFFFF), bits >> np.uint64(32)]

    def pick(self, which):
        self.key = [half[which] for half in self.key]

    def pair(self, block):
        a, b, c, d = philox([block, 0, 0, 0], self.key)
        return unit(a, b), unit(c, d)

    def normals(self):
        """A row for each number: blocks of eight lie side by side, their first halves first."""
        row = np.empty((len(self.key[0]), n))
        for block in range((n + 15) // 16 * 8):
            first = block // 8 * 16 + block % 8
            across, up = self.pair(block)
            radius, angle = np.sqrt(-2 * np.log(across)), 2 * np.pi * up
            for at, value in ((first, radius * np.cos(angle)), (first + 8, radius * np.sin(angle))):
                if at < n:
                    row[:, at] = value
        return row


class Own:
    """numpy's own, for the time it takes."""

    random = np.random.default_rng(1)

    def __init__(self, number):
        self.size = len(number)

    def pick(self, which):
        self.size = int(np.count_nonzero(which)) if which.dtype == bool else len(which)

    def pair(self, block):
        return self.random.random(self.size), self.random.random(self.size)

    def normals(self):
        return self.random.standard_normal((self.size, n))


# The way, and what stops output.


def late(units):
    way = road["way"]
    at_, all_, production = np.full(len(units), way["day"]), np.zeros(len(units)), np.zeros(len(units))
    steps = way["steps"]
    everything = [i for i, step in enumerate(steps) if step["holds"] == "everything"]
    for i, step in enumerate(steps):
        at_ = at_ + at(step["years"], units[:, i])
        due = step["due"]
        if step["holds"] == "everything":
            if due is None and everything[-1] == i:
                due = way["plan_built"]
            if due is not None:
                all_ = np.maximum(all_, at_ - due)
        else:
            if due is None and i + 1 == len(steps):
                due = way["plan_sold"]
            if due is not None:
                production = np.maximum(production, at_ - due - all_)
    return all_, production


def lost(stop, units, stream):
    """The part of each year that the stops of one kind take."""
    rate = stop["part"] * at(stop["rate"], units[:, 0])
    numbers = stream(np.ascontiguousarray(units[:, 1]))
    who, when, event = np.arange(len(rate)), np.zeros(len(rate)), 0
    taken = np.zeros((len(rate), n))
    while len(who):
        wait, length = numbers.pair(event)
        when = when - np.log(wait) / rate[who]
        until = when + at(stop["outage"], length)
        going = when < ends[-1]
        who, when, until = who[going], when[going], until[going]
        numbers.pick(going)
        year = when.astype(int)  # years are counted from the start
        hit, start, rows = until, when, who
        while len(rows):
            np.add.at(taken, (rows, year), np.minimum(hit, year + 1.0) - start)
            longer = (hit > year + 1.0) & (year + 1 < n)
            hit, rows, year = hit[longer], rows[longer], year[longer] + 1
            start = year.astype(float)
        event += 1
    return taken


def reached(years, delay, out):
    """The part of each year's output that is reached while it ramps up."""
    ramp = road["ramp"]
    for k, stated in enumerate(ramp["stated"]):
        active = years > k
        if not active.any():
            break
        y = np.where(active, years, 1.0)
        so_far = lambda t: np.where(t < y, t * t / (2 * y), t - y / 2)
        allowed = (so_far(k + 1.0) - so_far(float(k))) * max(stated, 1.0)
        rows = np.flatnonzero(active & (allowed < stated))
        out[rows, ramp["first"] + delay[rows] + k] *= allowed[rows] / stated


def step(process, years):
    volatility = process["volatility"]
    if process["is"] == "wandering":
        return 1.0, volatility * np.sqrt(years)
    speed = process["speed"]
    spread = volatility * np.sqrt(-np.expm1(-2 * speed * years) / (2 * speed))
    return np.exp(-speed * years), spread


def walked(walk, normals, slip):
    """From the normals of a path's times to its factors."""
    walks, factors = road["prices"]["walks"], np.empty_like(normals)
    after = np.array(walks["after"])
    x, variance, start, before = 0.0, 0.0, walk["start"], 0.0
    for time, (keep, spread) in enumerate(walk["steps"]):
        if time <= walks["n_known"]:  # what was known on the day comes later too
            now = np.maximum(after[time] + slip, 0.0)
            keep, spread = step(walk["process"], now - before)
            before = now
        x = keep * x + spread * normals[:, time]
        start = start * keep
        variance = keep * keep * variance + spread * spread
        factors[:, time] = x + start - (variance / 2 if walk["is_mean"] else 0.0)
    return np.exp(factors, out=factors)


def paths(units, slip, prices, stream):
    """What multiplies each price in each year."""
    factors = np.repeat(prices[:, :, None], n, axis=2)
    moving = road["prices"]
    if walks := moving["walks"]:
        rows = []
        for i, walk in enumerate(walks["walks"]):
            along = np.array(walk["along"])
            row = stream(np.ascontiguousarray(units[:, 2 * i + 1])).normals()
            row += (ndtri(units[:, 2 * i]) - row @ along)[:, None] * along
            rows.append(row)
        if copula := walks["copula"]:
            bound, lower = copula["bound"], np.zeros((len(copula["bound"]),) * 2)
            lower[np.tril_indices(len(bound))] = copula["factor"]
            mixed = [sum(lower[i, j] * rows[bound[j]] for j in range(i + 1)) for i in range(len(bound))]
            for i, row in zip(bound, mixed):
                rows[i] = row
        for of, walk, row in zip(moving["of"], walks["walks"], rows):
            factors[:, of] *= walked(walk, row, slip)
    for clause in moving["clauses"]:
        row = factors[:, clause["of"]]
        paid = row if clause["cap"] is None else np.minimum(row, clause["cap"])
        paid = paid if clause["floor"] is None else np.maximum(paid, clause["floor"])
        row += clause["part"] * (paid - row)
    return factors


# Money.

parties = [party["id"] for party in regime["parties"]]
product = project["products"][0]["terms"]["concentrate"]
assert len(project["products"]) == 1 and len(project["costs"]) == 1
held = road["held"]
kinds = ["initial", "expansion", "sustaining", "closure"]
stated = {key: np.array(model[key]) for key in ["feed", "recovered", "prices", "costs", "charges", "mass", "capital"]}
safe = lambda over, under: np.divide(over, under, out=np.zeros_like(over), where=under > 0)
# Rates for each unit, from the stated rows: what is charged and spent for each tonne.
carrier = stated["recovered"][model["slots"].index(product["carrier"])]
per_grade = np.max(safe(stated["mass"][0], carrier))
by_mass = [np.max(safe(stated["charges"][i], stated["mass"][0])) for i in (0, 2, 3)]
cost_rate = np.max(safe(stated["costs"][0], stated["feed"]))
pays = []
for metal in product["metals"]:
    pays.append((model["slots"].index(metal["metal"]), model["priced"].index(metal["metal"]), metal))


def shifted(row, delay):
    place = np.arange(n)[None, :] - delay[:, None]
    return np.where(place >= 0, row[np.maximum(place, 0)], 0.0)


def flat(series):
    assert isinstance(series, (int, float)), series
    return float(series)


def draw(numbers, stream):
    """Each measure of each draw, from the numbers of the unit interval."""
    m, variables = len(numbers), road["variables"]
    units = numbers[:, : len(variables)].copy()
    bound = road["copula"]["bound"] if road["copula"] else []
    if bound:
        k = len(bound)
        lower = np.zeros((k, k))
        lower[np.tril_indices(k)] = road["copula"]["factor"]
        units[:, bound] = ndtri(units[:, bound]) @ lower.T
    prices = np.tile(np.array(held["prices"]), (m, 1))
    capital, costs, ramp, delay, kept = np.ones(m), np.full(m, held["costs"]), np.zeros(m), np.zeros(m), np.full(m, held["output"])
    for i, (target, shape) in enumerate(variables):
        value = (at_score if i in bound else at)(shape, units[:, i])
        match target:
            case {"price": which}:
                prices[:, which] *= value
            case "capital":
                capital *= value
            case "costs":
                costs *= value
            case "delay":
                delay += value
            case "ramp_up":
                ramp += value
            case "lost_output":
                kept *= 1 - value
            case _:
                raise ValueError(target)
    place = len(variables)
    steps = len(road["way"]["steps"])
    slip, production = late(numbers[:, place : place + steps])
    place += steps
    delay = np.minimum(np.floor(delay + production + 0.5).astype(int) + held["delay"], model["spare"])
    metal = np.ones((m, n))
    for stop in road["stops"]:
        metal = np.maximum(metal - lost(stop, numbers[:, place : place + 2], stream), 0.0)
        place += 2
    metal *= kept[:, None]
    rise = np.ones((m, n))
    reached(ramp, delay, rise)
    price = stated["prices"][None] * paths(numbers[:, place:], slip, prices, stream)

    feed = shifted(stated["feed"], delay) * rise
    recovered = [shifted(row, delay) * rise * metal for row in stated["recovered"]]
    mass = recovered[model["slots"].index(product["carrier"])] * per_grade
    kept_mass = mass * (1 - product["losses"])
    gross, charged = np.zeros((m, n)), sum(rate for rate in by_mass) * mass
    for slot, priced, terms in pays:
        assert set(terms["pay"]) <= {"part", "deduction"}
        content = recovered[slot] * (1 - product["losses"])
        payable = terms["pay"]["part"] * content
        if terms["pay"].get("deduction"):
            payable = np.maximum(np.minimum(payable, content - terms["pay"]["deduction"] * kept_mass), 0.0)
        gross += payable * price[:, priced]
        charged += refining[slot] * payable
    nsr = gross - charged
    opex = feed * cost_rate * costs[:, None]
    capex = np.zeros((m, n))
    for row, terms in zip(stated["capital"], project["capital"]):
        factor = held["capital"][kinds.index(terms["kind"])]
        drawn = capital if terms["kind"] in ("initial", "expansion") else np.ones(m)
        row = shifted(row, delay) if terms["moves_with_production"] else row[None]
        capex += row * (factor * drawn)[:, None]
    pre_tax = nsr - opex - capex

    takes = {}
    for take in regime["instruments"]:
        levy = take["terms"]["levy"]
        assert levy["base"] == "nsr" and not levy.get("credits")
        due = flat(levy["rate"]["part"]) * np.maximum(nsr, 0.0)
        takes[take["payee"]] = takes.get(take["payee"], 0.0) + due
    after = pre_tax - sum(takes.values())
    over, short = np.maximum(after, 0.0), np.maximum(-after, 0.0)
    cash = {party: np.zeros((m, n)) for party in parties}
    for party, taken in takes.items():
        cash[party] += taken
    paying = [h for h in regime["holdings"] if h["carry"] == "paid"]
    whole = sum(h["share"] for h in paying)
    for holding in regime["holdings"]:
        cash[holding["party"]] += holding["share"] * over
        if holding["carry"] == "paid":
            cash[holding["party"]] -= holding["share"] * short
        else:
            assert holding["carry"]["free"] == {"until": "always", "by": "others"}
            for funder in paying:
                cash[funder["party"]] -= funder["share"] / whole * holding["share"] * short
    factors = np.array(road["factors"])
    worth = sum((row * price[:, model["priced"].index(name)]).sum(1) for row, name in zip(recovered, model["slots"]))
    return {
        "recovered": worth,
        "payable": gross.sum(1),
        "nsr": nsr.sum(1),
        "operating": nsr.sum(1) - opex.sum(1),
        "pre-tax": pre_tax.sum(1),
        "after-take": after.sum(1),
        "npv": after @ factors * np.exp(-slip * road["log_rate"]),
        "state": sum(cash[party] for party in model["state"]).sum(1),
        "beneficiary": cash[model["beneficiary"]].sum(1),
    }


# What is charged for each tonne that is paid for, from the stated rows: one unknown a metal, so
# that the terms need no units here.
tonnes = []
for slot, _, terms in pays:
    content = stated["recovered"][slot] * (1 - product["losses"])
    tonnes.append(terms["pay"]["part"] * content)
solved = np.linalg.lstsq(np.array(tonnes).T, stated["charges"][1], rcond=None)[0]
refining = dict(zip([slot for slot, _, _ in pays], solved))

read = lambda name: np.fromfile(f"{folder}/{name}.f64")
names, measures = model["names"], open(f"{folder}/measures.txt").read().split()
numbers = read("numbers").reshape(-1, len(names))
outcomes = read("outcomes").reshape(len(measures), -1)
got = draw(numbers, Keyed)
assert set(measures) == set(got), (measures, list(got))
off = max(np.max(np.abs(got[name] - row)) / np.max(np.abs(row)) for name, row in zip(measures, outcomes))

BLOCK = 2_000  # rows that stay in the processor's cache
random = np.random.default_rng(7)
start = time.process_time()
for first in range(0, n_draws, BLOCK):
    draw(random.random((min(BLOCK, n_draws - first), len(names))), Own)
seconds = time.process_time() - start
print(f"numpy-{np.__version__} scipy-{scipy.__version__} {off:.1e} {seconds:.2f}")
PYTHON
