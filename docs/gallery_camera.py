"""Takes the pictures of the gallery: pages by Chromium, sheets by LibreOffice, both as WebP.

Chromium also makes the WebP, so that no other package is needed.
"""

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WIDE, PHONE = 1280, 390
HIGH = {"screen": 1100, "dark": 1100, "phone": 1500, "paper": 1800, "sheet": 1100}
KEPT_WIDTH = {"phone": 390}
A_PICTURE = 960
DOTS = 110  # per inch of paper: 910 pixels for A4 upright
# Amounts and numbers as an office in the Netherlands shows them.
_DUTCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop>
</item>
</oor:items>
"""
_WEBP = """([png, most, high]) => new Promise(done => {
  const picture = new Image();
  picture.onload = () => {
    const part = Math.min(1, most / picture.width);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(Math.min(picture.height, high) * part);
    const ink = canvas.getContext("2d");
    ink.imageSmoothingQuality = "high";
    ink.drawImage(picture, 0, 0, picture.width * part, picture.height * part);
    done(canvas.toDataURL("image/webp", 0.82).split(",")[1]);
  };
  picture.src = "data:image/png;base64," + png;
})"""


@contextmanager
def camera() -> Iterator["Camera"]:
    """Yield a camera; raises FileNotFoundError where Chromium is not here."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise FileNotFoundError("chromium")
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield Camera(browser, Path(folder))
        browser.close()


class Camera:
    """Makes the picture that a row of gallery.toml asks for."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def taken(self, shot: Mapping[str, Any], file: Path) -> bytes:
        """Return the picture as WebP."""
        look = shot["look"]
        if look == "sheet":
            png = self._leaf(self._printed_book(file), shot)
        elif look == "paper":
            png = self._leaf(self._printed_page(file), shot)
        else:
            png = self._page(file, shot)
        most = KEPT_WIDTH.get(look, A_PICTURE)
        tab = self.browser.new_page()
        high = shot.get("height", HIGH[look])
        webp = tab.evaluate(_WEBP, [base64.b64encode(png).decode(), most, high])
        tab.close()
        return base64.b64decode(webp)

    def _page(self, file: Path, shot: Mapping[str, Any]) -> bytes:
        """A part of a page as it stands on a screen: from the named place down."""
        width = PHONE if shot["look"] == "phone" else WIDE
        scheme = "dark" if shot["look"] == "dark" else "light"
        tab = self.browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        tab.goto(file.as_uri())
        clip = {"x": 0, "y": 0, "width": width, "height": 10**6}
        if "at" in shot:
            box = tab.locator(shot["at"]).first.bounding_box()
            wide = min(box["width"] + 48, width - box["x"] + 24)
            clip = {"x": box["x"] - 24, "y": box["y"] - 12, "width": wide}
            clip["height"] = box["height"] + 24
        clip["height"] = min(clip["height"], shot.get("height", HIGH[shot["look"]]))
        png: bytes = tab.screenshot(clip=clip, full_page=True)
        tab.close()
        return png

    def _printed_page(self, file: Path) -> Path:
        pdf = self.folder / f"{file.stem}.pdf"
        tab = self.browser.new_page()
        tab.goto(file.as_uri())
        tab.pdf(path=str(pdf), prefer_css_page_size=True)
        tab.close()
        return pdf

    def _printed_book(self, file: Path) -> Path:
        pdf = self.folder / file.parent.name / f"{file.stem}.pdf"
        if not pdf.exists():
            own = self.folder / "office"
            settings = own / "user" / "registrymodifications.xcu"
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text(_DUTCH, "utf-8")
            asked = ["--headless", "--convert-to", "pdf", "--outdir", str(pdf.parent), str(file)]
            _told("soffice", f"-env:UserInstallation={own.as_uri()}", *asked)
        return pdf

    def _leaf(self, pdf: Path, shot: Mapping[str, Any]) -> bytes:
        """One leaf of paper: the first that begins with the words, or the first of all."""
        leaves = _told("pdftotext", "-layout", str(pdf), "-").split("\f")
        first = shot.get("words", "")
        number = next(n for n, leaf in enumerate(leaves, 1) if leaf.lstrip().startswith(first))
        out = self.folder / "leaf"
        only = ["-f", str(number), "-l", str(number), "-r", str(DOTS), "-png", "-singlefile"]
        _told("pdftoppm", *only, str(pdf), str(out))
        return out.with_suffix(".png").read_bytes()


def _told(*command: str) -> str:
    """What the program said; raises CalledProcessError where it failed."""
    done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    return done.stdout.decode()
