"""El sitio en los extremos: nadie ha capturado, ya capturaron todas, una sola boleta o cuarenta."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso import operaciones
from conoceles.proceso.models import Contienda, Fuerza, Proceso
from conoceles.publicacion.publicador import publicar
from paginas import check
from personas import poner_en
from publicacion import eleccion as personas
from publicacion.eleccion import PROCESO, SISTEMA, candidatura, version

pytestmark = [pytest.mark.usefixtures("base", "carpeta_de_datos"), pytest.mark.lenta]
AYUNTAMIENTOS = "durango-2021-2022"
EN_PUBLICACION = datetime.fromisoformat("2022-05-10T10:00:00-06:00")


def cargar(carpeta: Path, ahora: datetime) -> None:
    sincronizar()
    operaciones.cargar(carpeta, por=SISTEMA, ahora=ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité


def publicadas(datos: Path, clave: str, ahora: datetime) -> dict[str, str]:
    """Ruta → HTML de lo publicado, ya revisado."""
    publicar(clave, ahora=ahora)
    actual = datos / "sitio" / clave / "actual"
    paginas = {str(p.relative_to(actual)): p.read_text("utf-8") for p in actual.rglob("index.html")}
    for html in paginas.values():
        check(html)
    return paginas


@pytest.mark.parametrize(("estado", "con_informacion"), [("habilitada", 0), ("publicada", 5)])
def test_con_nadie_y_con_todas_las_cuentas_son_las_que_son(
    monkeypatch: pytest.MonkeyPatch, datos: Path, ahora: datetime, estado: str, con_informacion: int
) -> None:
    iguales = {folio: (*datos_de[:5], estado) for folio, datos_de in personas.PERSONAS.items()}
    monkeypatch.setattr(personas, "PERSONAS", iguales)
    cargar(RAIZ_PROYECTO / "procesos" / PROCESO, ahora)
    for folio in iguales:
        fila = candidatura(folio, ahora)
        if folio == "BETO":
            version(fila, 1, ahora, historia=personas.TEXTO)
    paginas = publicadas(datos, PROCESO, ahora)
    perfiles = [h for r, h in paginas.items() if r.startswith("candidaturas/") and r.count("/") == 2]
    assert len(perfiles) == 5
    assert sum("cuentas claras" in h for h in perfiles) == con_informacion
    assert sum("Sin información publicada" in h for h in perfiles) == 5 - con_informacion


def test_el_archivo_no_promete_lo_que_ya_no_pasara(datos: Path, ahora: datetime) -> None:
    cargar(RAIZ_PROYECTO / "procesos" / PROCESO, ahora)
    for folio in personas.PERSONAS:
        candidatura(folio, ahora)
    paginas = publicadas(datos, PROCESO, datetime.fromisoformat("2024-06-03T10:00:00-06:00"))
    dichos = {
        "BETO": "La elección concluyó y Partido del Trabajo no envió esta información.",
        "DINA": "La elección concluyó mientras la autoridad electoral revisaba esta información.",
        "EVA": "la elección concluyó sin la corrección.",
    }
    for folio, dicho in dichos.items():
        assert dicho in paginas[f"candidaturas/{folio}/index.html"]
    assert not any("se publicará cuando" in html or "aún no se captura" in html for html in paginas.values())


@pytest.mark.parametrize("cuantas", [1, 40])
def test_una_boleta_o_cuarenta_se_encuentran_desde_la_portada(
    datos: Path, tmp_path: Path, cuantas: int
) -> None:
    cargar(_con_boletas(tmp_path, cuantas), EN_PUBLICACION)
    _registrar_una_por_boleta()
    paginas = publicadas(datos, AYUNTAMIENTOS, EN_PUBLICACION)
    boletas = [r for r in paginas if r.startswith("contiendas/") and r.count("/") == 2]
    assert len(boletas) == cuantas
    for ruta in boletas:
        enlace = ruta.removesuffix("index.html")
        assert enlace in paginas["index.html"] or enlace.split("/")[1] in paginas["contiendas/index.html"]
        assert "0 de 1 persona con información publicada" in paginas[ruta]
    # Con lo mismo en la boleta de todo el estado no se pregunta el municipio.
    assert ('for="donde"' in paginas["index.html"]) == (cuantas > 1)


def _con_boletas(tmp_path: Path, cuantas: int) -> Path:
    """La elección de gubernatura y ayuntamientos; con una, se queda solo la gubernatura."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos", tmp_path / "procesos") / AYUNTAMIENTOS
    if cuantas == 1:
        toml = carpeta / "proceso.toml"
        antes, gubernatura, resto = toml.read_text().split("[[cargos]]")
        toml.write_text(antes + "[[cargos]]" + gubernatura + resto[resto.index("[[fuerzas]]") :])
    return carpeta


def _registrar_una_por_boleta() -> None:
    fuerza: Any = Fuerza.objects.filter(proceso=AYUNTAMIENTOS, tipo="partido").first()
    for numero, contienda in enumerate(Contienda.objects.filter(proceso=AYUNTAMIENTOS)):
        formula = Formula.objects.create(contienda=contienda, fuerza=fuerza, responde=fuerza, posicion=1)
        persona = Persona.objects.create(proceso_id=AYUNTAMIENTOS, nombre=f"PERSONA {numero} INVENTADA")
        creada = Candidatura.objects.create(
            proceso_id=AYUNTAMIENTOS, folio=f"F{numero:03}", formula=formula, persona=persona,
            calidad="propietaria", registrada_en=EN_PUBLICACION,
        )  # fmt: skip
        poner_en(creada, "habilitada")
