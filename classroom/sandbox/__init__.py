"""Runs a program that nobody trusts, and watches it: in a sandbox, with the recorder outside."""

from .watch import CannotIsolate, watch

__all__ = ["CannotIsolate", "watch"]
