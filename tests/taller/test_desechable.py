"""La carpeta donde el banco mide: desaparece con lo suyo, y nada más."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from conoceles.nucleo.errores import ErrorDeDominio
from taller.banco import desechable


@pytest.mark.parametrize("falla", [None, ErrorDeDominio("no cupo")])
def test_lo_que_se_midio_se_borra_y_lo_de_fuera_no(
    tmp_path: Path, falla: ErrorDeDominio | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # un enlace duro no cruza de un disco a otro
    ajena, dichos = tmp_path / "ajena", list[str]()
    ajena.mkdir()
    (ajena / "suyo").write_text("de otra persona")
    with suppress(ErrorDeDominio), desechable.carpeta(lambda: dichos.append("se borra")) as carpeta:
        for n in range(desechable.JUNTOS + 1):
            (carpeta / f"{n}.html").touch()
        (carpeta / "datos" / "sitio").mkdir(parents=True)
        (carpeta / "datos" / "mismo").hardlink_to(ajena / "suyo")
        (carpeta / "datos" / "enlace").symlink_to(ajena)
        if falla:
            raise falla
    assert not carpeta.exists()
    assert (ajena / "suyo").read_text() == "de otra persona"
    assert dichos == ([] if falla else ["se borra"])
