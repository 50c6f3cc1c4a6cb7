"""Whether English is spoken at a listing that does not name it.

Directories of English-speaking countries list the languages spoken *besides* English, so that not naming it says
nothing. A group of peers is different: the one language that it names is the language it meets in.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from data.languages import PARENTS
from data.resource import KINDS

Bools = npt.NDArray[np.bool_]

ENGLISH_SPEAKING = ("US", "CA", "GB", "IE", "AU", "NZ")
"""Countries (ISO 3166-1 alpha-2) whose directories take English for granted."""
SIGNED = ("ase", "bfi")
"""Sign languages of `data.languages`: used besides a spoken one, and no sign that it is another than English."""


def other_language(languages: Mapping[str, Bools], kind: npt.NDArray[np.uint8], at_home: Bools) -> Bools:
    """Which resources are in other languages than English: such groups, and what states no English elsewhere.

    `languages`: by code, which resources state it; `at_home`: which are in an English-speaking country, as far as is
    known.
    """
    spoken: dict[str, Bools] = {}
    for code, members in languages.items():
        if code not in SIGNED:
            # A dialect and the language it is listed with are one.
            code = PARENTS.get(code, code)
            spoken[code] = spoken[code] | members if code in spoken else members
    nothing = np.zeros(len(kind), dtype=np.bool_)
    count = sum((members.astype(np.int64) for members in spoken.values()), nothing.astype(np.int64))
    english = spoken.get("en", nothing)
    group = kind == KINDS.index("support_group")
    other: Bools = ~english & (((count == 1) & group) | ((count > 0) & ~at_home))
    return other
