"""Shipped folders are found inside the package first and beside it otherwise."""

from pathlib import Path

import pytest

from aanbesteding.basis import shipped as module
from aanbesteding.basis.errors import UnreadableError
from aanbesteding.basis.shipped import shipped


def test_texts_are_found() -> None:
    assert (shipped("templates", "texts", "nl") / "rules.toml").is_file()


def test_inside_the_package_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "examples").mkdir()
    monkeypatch.setattr(module, "_PACKAGE", package)
    assert shipped("templates") == package / "templates"
    assert shipped("examples") == tmp_path / "examples"


def test_what_was_not_shipped_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="templates/nowhere"):
        shipped("templates", "nowhere")
