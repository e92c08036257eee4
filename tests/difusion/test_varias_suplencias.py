"""Con varias suplencias, la ficha de la propietaria las nombra a todas; si sale la segunda, sale lo que la nombra."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cargada import cargada
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.difusion import segunda
from conoceles.expediente.actos.conclusiones import concluir
from conoceles.expediente.actos.importacion import importar
from conoceles.nucleo import reloj
from conoceles.publicacion.publicador import publicar
from personas import DINA, SISTEMA

pytestmark = pytest.mark.lenta
CLAVE = "ejemplo-vigilancia"
ABRE = datetime(2027, 5, 27, 9, tzinfo=ZoneInfo("America/Monterrey"))
FORMULA = (("Ana", "Propietaria"), ("Luz", "Suplente 1"), ("Sol", "Suplente 2"))


@pytest.fixture
def folios(base: None, datos: Path, tmp_path: Path) -> dict[str, str]:
    """Nombre → folio de la fórmula, ya a la vista con sus formatos de texto."""
    renglones = [
        f"Consejería de vigilancia,La Esperanza,EJIDOS,1,{nombre},Pérez,{calidad},mujer"
        for nombre, calidad in FORMULA
    ]
    titulos = "CARGO,MUNICIPIO,PARTIDO,NUM_LISTA_O_FORMULA,NOMBRE,PRIMER APELLIDO,CARACTER,SEXO"
    (tmp_path / "padron.csv").write_text("\n".join((titulos, *renglones)), encoding="utf-8")
    vispera = ABRE - timedelta(1)
    with reloj.congelado(vispera):
        cargada(CLAVE, ahora=vispera, inventado=True)
        hecho = importar(tmp_path / "padron.csv", proceso=CLAVE, simular=False, por=SISTEMA, ahora=vispera)
        assert hecho.errores == []
    return {c.persona.nombre.split()[0].title(): c.folio for c in Candidatura.objects.all()}


def test_si_sale_la_segunda_suplente_sale_el_formato_que_la_nombra(
    folios: dict[str, str], datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segunda, "de_todo", lambda sitio, url: iter(()))
    actual = datos / "sitio" / CLAVE / "actual"
    llano = actual / f"materiales/candidaturas/{folios['Ana']}/perfil.txt"
    with reloj.congelado(ABRE):
        publicar(CLAVE, ahora=ABRE)
        segunda.difundir(CLAVE, ahora=ABRE, hasta=1)
    assert "Luz Pérez y Sol Pérez completan su fórmula." in " ".join(llano.read_text().split())
    dicho = json.loads((actual / f"datos/api/candidaturas/{folios['Ana']}.json").read_bytes())
    assert [c["folio"] for c in dicho["formula"]] == [folios["Luz"], folios["Sol"]]
    despues = ABRE + timedelta(minutes=5)
    with reloj.congelado(despues):
        sol = Candidatura.objects.get(folio=folios["Sol"])
        concluir(
            candidatura=sol, acto=Acto.CANCELADA, acuerdo="IE/CG1/2027", fecha_acuerdo=ABRE.date(),
            por=DINA, ahora=despues,
        )  # fmt: skip
        publicar(CLAVE, ahora=despues)
        assert not llano.exists()
        segunda.difundir(CLAVE, ahora=despues, hasta=1)
    assert "Luz Pérez completa su fórmula." in " ".join(llano.read_text().split())
