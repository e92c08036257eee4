"""La extraordinaria de un solo ayuntamiento: se captura, se revisa y se publica con otra elección abierta, y sin calendario ordinario."""

from __future__ import annotations

from pathlib import Path

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.nucleo import reloj
from conoceles.publicacion.publicador import publicar_raiz
from paginas import check, texto
from personas import SISTEMA, dentro
from recorridos.carpetas import Recorrida, recorrer

AQUI = Path(__file__).parent

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]


@pytest.fixture
def las_dos(datos: Path, tmp_path: Path) -> tuple[Recorrida, Recorrida]:
    """Las dos en captura la misma semana; la otra ya estaba abierta cuando la extraordinaria se carga."""
    otra = recorrer("rectoria-2027", datos, tmp_path / "otra.csv", raiz=AQUI)
    return recorrer("extraordinaria-2026", datos, tmp_path / "suya.csv", fuerzas=2, raiz=AQUI), otra


def test_la_de_un_solo_ayuntamiento_se_vive_entera_junto_a_otra_abierta(
    las_dos: tuple[Recorrida, Recorrida], datos: Path
) -> None:
    suya, otra = las_dos
    assert suya.altas == 2 * (1 + 1 + 6) * 2
    assert (suya.ahora, [f.formula.contienda.ambito for f in suya.perfiles]) == (
        otra.ahora,
        ["Municipio de Otáez"],
    )
    estados = dict(Candidatura.objects.exclude(estado="habilitada").values_list("proceso", "estado"))
    assert estados == {"extraordinaria-2026": "publicada", "rectoria-2027": "validada"}
    paginas = {ruta: texto(check(pagina)) for ruta, pagina in suya.paginas.items()}
    assert "piden su voto el 29 de noviembre de 2026. Por municipio" in paginas["."]
    assert "1 de 32 candidaturas tienen información publicada." in paginas["."]
    assert "Se vota la planilla entera" in paginas["contiendas/ayuntamiento-otaez"]
    assert [ruta for ruta, dicho in paginas.items() if "precampaña" in dicho.lower()] == []
    with reloj.congelado(suya.ahora):
        publicar_raiz(suya.ahora)
        cuenta = crear_cuenta(correo="cora@prueba.mx", clave=None, nombre="Cora", papel="revision", por=SISTEMA, ahora=suya.ahora)  # fmt: skip
        hoy = texto(check(dentro(cuenta).get("/eleccion/extraordinaria-2026/revision/hoy/").content))
    assert f"{suya.eleccion.nombre} Cambiar {otra.eleccion.nombre}, en otra pestaña" in hoy
    assert (
        "De 32 candidaturas registradas, 1 ha enviado su cuestionario y 1 tiene información publicada." in hoy
    )
    assert f"También hoy {otra.eleccion.nombre}" in hoy
    portada = texto(check((datos / "sitio/_raiz/actual/index.html").read_text("utf-8")))
    assert f"{suya.eleccion.nombre} Durango. Jornada electoral: 29 de noviembre de 2026." in portada
    assert f"Por venir {otra.eleccion.nombre}" in portada
