"""The yardstick: statements as people make them, what answers them in real directories, and signs of danger."""

from pathlib import Path

HERE = Path(__file__).parent
