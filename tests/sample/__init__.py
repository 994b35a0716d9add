"""Tests of the registers and the example that come with the tool."""
