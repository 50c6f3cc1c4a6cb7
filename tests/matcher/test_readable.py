"""The answer as text says what its JSON says."""

from __future__ import annotations

from pathlib import Path

from matcher.crisis import screen
from matcher.readable import crisis_help, readable
from tests.matcher.small import answer_to, made


def test_a_readable_answer_says_what_the_json_says(tmp_path: Path) -> None:
    far = made("c", km_north=15.0, name="Far Shore Group", organization="Example Society", url="https://example.org")
    answer = answer_to(
        [made("a"), far, made("b", km_north=300.0)], tmp_path, needs="I want to die, I need a ride there"
    )
    lines = readable(answer).splitlines()
    assert lines[0].startswith("CRISIS (")
    assert any("988" in line for line in lines[1:4])
    assert "near: Miami, FL 33130" in lines
    assert "widened from 10 km to 40 km" in lines
    assert any(line.startswith("*1. Harbor Peer Group  [support_group, ") for line in lines)
    assert any("Far Shore Group, Example Society" in line for line in lines)
    assert any(line.strip() == "https://example.org" for line in lines)
    shown = [line for line in lines if line.startswith(("    +", "    -"))]
    assert len(shown) == sum(len(r["reasons"]) for r in answer["recommendations"])
    assert any(line.startswith("left out, beyond radius: 1; nearest: Harbor Peer Group") for line in lines)
    empty = answer_to([made("a")], tmp_path / "empty", fits={}, need_ids=("legal",))
    assert readable(empty).splitlines()[-2:] == ["", "not covered by the first three: legal"]
    assert "nothing fits" in readable(empty)


def test_crisis_help_names_a_way_to_reach_everybody() -> None:
    said = crisis_help(screen("I want to kill myself", "ZZ").to_dict())
    assert said.splitlines() == [
        "CRISIS (acute: suicide)",
        "  Emergency services: call your local emergency number",
        "  Find A Helpline (crisis lines by country): https://findahelpline.com/",
    ]
