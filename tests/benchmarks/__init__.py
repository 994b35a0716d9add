"""Benchmarks: ratios measured side by side in one run, never timed tests.

Run all with `./run bench`, or one with `python -m tests.benchmarks build`.
"""
