#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Poolscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what `reuse --exact` says of vLLM's processor cache with the counters of a real server.

usage: check_cache.py --cli poolscope-cli --cache vllm:1505760B [--endpoint URL] [--seeds 1,2,3]
                      [--concurrency 1] [--requests N] CONFIG...

The server runs already, with VLLM_SERVER_DEV_MODE=1 (the cache is emptied before every run) and a
processor cache of the capacity that --cache names. Prints one row of a Markdown table per run. The
exit code is 1 when a run one by one misses the simulated hits at all, or a parallel one by more than
half a point.
"""
import argparse
import json
import re
import subprocess
import sys
import time
import urllib.request


def post(url: str) -> None:
    urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=30).read()


def counters(endpoint: str) -> tuple[int, int]:
    text = urllib.request.urlopen(endpoint + "/metrics", timeout=30).read().decode()

    def total(name: str) -> int:
        values = re.findall(rf"^vllm:{name}_total(?:\{{[^}}]*\}})? ([0-9.e+]+)$", text, re.MULTILINE)
        return int(sum(float(value) for value in values))

    return total("mm_cache_queries"), total("mm_cache_hits")


def settled(endpoint: str) -> tuple[int, int]:
    """Counters move with the next engine step: until two readings agree."""
    before = counters(endpoint)
    while True:
        time.sleep(1)
        now = counters(endpoint)
        if now == before:
            return now
        before = now


def call(arguments: list[str]) -> str:
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def check(args: argparse.Namespace, config: str, seed: str) -> bool:
    for cache in ("mm", "encoder", "prefix"):
        post(f"{args.endpoint}/reset_{cache}_cache")
    before = settled(args.endpoint)
    common = [config, "--seed", seed, "--json"]
    if args.requests:
        common += ["--requests", str(args.requests)]
    call([args.cli, "run", *common, "--endpoint", args.endpoint, "--concurrency", str(args.concurrency)])
    after = settled(args.endpoint)
    queries, hits = (b - a for a, b in zip(before, after))
    said = json.loads(call([args.cli, "reuse", *common, "--cache", args.cache, "--exact"]))
    cache = said["modalities"]["image"]["caches"][0]
    difference = hits - cache["exact_hits"]
    is_near = queries == cache["exact_queries"] and (
        difference == 0 if args.concurrency == 1 else abs(difference) <= 0.005 * queries)
    name = config.rsplit("/", 1)[-1]
    print(f"| {name} | {args.cache} | {seed} | {args.concurrency} | {hits}/{queries} = {hits / queries:.4f} "
          f"| {cache['exact_hits']}/{cache['exact_queries']} | {difference:+d} "
          f"| {cache['predicted_hit_rate']:.4f} ± {2 * cache['predicted_sd']:.4f} "
          f"| {'' if is_near else 'OFF'} |", flush=True)
    return is_near


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cli", required=True)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--endpoint", default="http://127.0.0.1:18000")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--concurrency", type=int, default=1)
    parser.add_argument("--requests", type=int, help="instead of the config's load")
    parser.add_argument("configs", nargs="+")
    args = parser.parse_args()
    results = [check(args, config, seed) for config in args.configs for seed in args.seeds.split(",")]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
