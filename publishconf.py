"""Settings for the public address: everything of ``pelicanconf.py`` and where it will stand."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - Pelican's own idiom for a second settings file
from pelicanconf import KYYEU

SITEURL = os.environ.get("KYYEU_ADDRESS", "https://kyyeu.example")
KYYEU = {**KYYEU, "address": SITEURL}
