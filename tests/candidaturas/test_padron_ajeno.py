"""Padrones de otros institutos, con su mapa: entran enteros, celda por celda."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from candidaturas.celdas_del_archivo import Fila, cuantas, dice, filas, llana, llenas, sencilla, varias
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.transiciones import sincronizar
from conoceles.identidad.totales.conteos import conteos_sueltos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion
from personas import recargar

pytestmark = [pytest.mark.muestras, pytest.mark.lenta]
SISTEMA = Alcance.sistema("padrón")
CARPETAS = Path(__file__).parent / "institutos"
TEXTOS = {
    "MOTIVO_CARGO_PUBLICO": "motivo",
    "PROPUESTA_1": "propuesta_1",
    "PROPUESTA_2": "propuesta_2",
    "PROPUESTA_GENERO": "propuesta_genero",
    "TRAYECTORIA_POLITICA": "trayectoria",
    "HISTORIA_PROFESIONAL": "historia",
}
REDES_YUCATAN = ("facebook", "Instagram", "Twitter", "Tiktok", "YouTube")
REDES_CDMX = ("Facebook", "X(Twitter)", "Youtube", "Instagram", "Tiktok", "Otra")
FORMACION = tuple(f"Formación académica {n}" for n in range(1, 11))
GRADO_YUCATAN = {
    "PRIMARIA": "primaria", "SECUNDARIA": "secundaria", "BACHILLERATO": "preparatoria", "CARRERA TÉCNICA": "tecnica",
    "TÉCNICO SUPERIOR UNIVERSITARIO": "tecnica", "LICENCIATURA": "licenciatura", "MAESTRÍA": "maestria",
    "DOCTORADO": "doctorado",
}  # fmt: skip
ESTATUS_YUCATAN = {"FINALIZADO": "certificado", "ACTUALMENTE EN CURSO": "cursando", "TRUNCO": "trunco"}
ESTUDIOS_CDMX = {
    "Licenciatura concluida": ("licenciatura", "concluido"), "Licenciatura trunca": ("licenciatura", "trunco"),
    "Bachillerato completo": ("bachillerato", "concluido"), "Bachillerato trunco": ("bachillerato", "trunco"),
    "Posgrado concluido": ("posgrado", "concluido"), "Posgrado trunco": ("posgrado", "trunco"),
    "Secundaria concluida": ("secundaria", "concluido"), "Secundaria trunca": ("secundaria", "trunco"),
    "Primaria concluida": ("primaria", "concluido"), "Sin estudios": ("sin_estudios", ""),
}  # fmt: skip


@pytest.fixture
def instituto(base: None, ahora: datetime, tmp_path: Path) -> Callable[[str], None]:
    """Carga la elección de esa carpeta, con los cuestionarios de Durango si no trae los suyos."""
    sincronizar()

    def _cargar(nombre: str) -> None:
        carpeta = tmp_path / nombre
        shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", carpeta)
        shutil.copytree(CARPETAS / nombre, carpeta, dirs_exist_ok=True)
        recargar(carpeta, ahora)

    return _cargar


def _importar(ruta: Path, proceso: str, ahora: datetime, *aceptar: str) -> Any:
    informe = importar(ruta, proceso=proceso, simular=False, por=SISTEMA, ahora=ahora, aceptar=aceptar)
    assert informe.errores == [], informe.frase_de_errores()
    return informe


def _guardadas() -> list[tuple[Any, dict[str, Any]]]:
    """Candidatura y su contenido curricular."""
    contenidos = {v.candidatura_id: v.contenido for v in VersionCurricular.objects.all()}
    todas = Candidatura.objects.select_related("persona", "formula__contienda", "formula__fuerza")
    return [(c, contenidos.get(c.pk, {})) for c in todas]


def _textos(contenido: dict[str, Any]) -> tuple[str, ...]:
    return tuple(llana(contenido.get(clave, "")) for clave in TEXTOS.values())


def _rellenos(informe: Any, columnas: tuple[str, ...]) -> int:
    return sum(
        a.valores for a in informe.avisos if a.codigo == "RELLENO_COMO_VACIO" and a.columna in columnas
    )


def _iguales(guardado: Counter[Any], esperado: Counter[Any]) -> None:
    """Celda por celda, para que se vea cuál."""
    sobran, faltan = sorted((guardado - esperado).elements()), sorted((esperado - guardado).elements())
    distintas = [
        (a[0], a[i], b[i])
        for a, b in zip(sobran, faltan, strict=False)
        for i in range(len(b))
        if a[i] != b[i]
    ]
    assert distintas == []
    assert len(sobran) == len(faltan)


def _de_yucatan(fila: Fila) -> tuple[Any, ...]:
    fuerza = fila["PARTIDO_COALICION"]
    return (
        sencilla(fila["NOMBRE_CANDIDATO"]),
        fuerza[fuerza.index("(") + 1 : -1] if "(" in fuerza else fuerza,
        fila["DISTRITO FEDERAL"].split(":")[0] or None,
        sencilla(fila["DISTRITO LOCAL"]),
        fila["Num lista"],
        dice(fila["Sobrenombre"]),
        sencilla(fila["SEXO"]),
        fila["EDAD"],
        fila["Accion_Afirmativa"] == "SI",
        dice(fila["DIRECCION_CASA_CAMPAÑA"]),
        dice(fila["TELEFONO"]),
        varias(fila, REDES_YUCATAN, con_titulo=True),
        GRADO_YUCATAN[fila["ESCOLARIDAD"]],
        ESTATUS_YUCATAN[fila["Estatus_de_estudios"]],
        dice(fila["CURSOS"]),
        *(dice(fila[columna]) for columna in TEXTOS),
    )


def _guardada_en_yucatan(
    candidatura: Any, contenido: dict[str, Any], municipios: dict[str, str]
) -> tuple[Any, ...]:
    persona, formula = candidatura.persona, candidatura.formula
    return (
        sencilla(persona.nombre),
        formula.fuerza.siglas,
        None if formula.contienda.distrito is None else str(formula.contienda.distrito),
        municipios[formula.contienda.municipio],
        formula.clave_origen,
        candidatura.sobrenombre,
        persona.sexo.replace("_", " "),
        str(persona.edad_publicada),
        candidatura.acciones_afirmativas == ["sin-especificar"],
        contenido.get("casa_campana", {}).get("texto", ""),
        ", ".join(contenido.get("telefonos", [])),
        tuple(contenido.get("redes", [])),
        contenido["grado"],
        contenido["estatus_grado"],
        llana(",".join(contenido.get("cursos", []))),
        *_textos(contenido),
    )


def test_importar_el_padron_de_yucatan_guarda_cada_celda(instituto: Callable, ahora: datetime) -> None:
    instituto("yucatan")
    ruta = settings.CONOCELES_MUESTRAS / "muestras_opl" / "candidatos-yucatan.xlsx"
    informe, archivo = _importar(ruta, "yucatan-2024", ahora), filas(ruta)
    municipios = {m.clave: sencilla(m.nombre) for m in definicion("yucatan-2024").municipios} | {"": ""}
    guardadas = _guardadas()

    assert (informe.filas, informe.altas, len(guardadas)) == (586, 586, 586)
    _iguales(
        Counter(_guardada_en_yucatan(c, t, municipios) for c, t in guardadas),
        Counter(map(_de_yucatan, archivo)),
    )
    redes = sum(len(contenido.get("redes", [])) for _, contenido in guardadas)
    assert redes + _rellenos(informe, REDES_YUCATAN) == llenas(archivo, REDES_YUCATAN) == 804
    assert sum(f["Estatus_de_estudios"] != "TRUNCO" or "SUPERIOR" in f["ESCOLARIDAD"] for f in archivo) >= 561

    conteos = conteos_sueltos("yucatan-2024")
    indigenas = cuantas(archivo, next(t for t in archivo[0] if t.startswith("1. ")))
    assert (conteos["p1"]["si"], conteos["p1"]["no"], conteos["p1"]["pnc"]) == (
        indigenas["SI"], indigenas["NO"], indigenas["PREFIERO NO CONTESTAR"],
    )  # fmt: skip
    assert [conteos[p]["si"] for p in ("p1", "p2", "p4", "p9")] == [307, 256, 10, 19]
    assert conteos["p3"]["maya"] == 305


def test_importar_otra_vez_el_padron_de_yucatan_no_cambia_nada(instituto: Callable, ahora: datetime) -> None:
    instituto("yucatan")
    ruta = settings.CONOCELES_MUESTRAS / "muestras_opl" / "candidatos-yucatan.xlsx"
    primera = _importar(ruta, "yucatan-2024", ahora)
    segunda = _importar(ruta, "yucatan-2024", ahora)

    assert (segunda.altas, segunda.cambios, segunda.sin_cambio) == (0, 0, 586)
    assert primera.mapa == segunda.mapa != ""


def _de_cdmx(fila: Fila) -> tuple[Any, ...]:
    donde = fila["DISTRITO LOCAL"]
    return (
        sencilla(fila["NOMBRE_CANDIDATO"]),
        sencilla(fila["PARTIDO_COALICION"]),
        sencilla(fila["CARGO"]).replace("titular de alcaldia", "alcaldia"),
        {"TITULAR": "propietaria", "SUPLENTE": "suplente"}[fila["TIPO_CANDIDATO"]],
        ""
        if donde in ("Diputación Migrante", "Ciudad de México")
        else sencilla(donde.removeprefix("Distrito ")),
        fila["NUM_LISTA_O_FORMULA"],
        fila["CIRCUNSCRIPCION"],
        varias(fila, REDES_CDMX, con_titulo=True),
        varias(fila, FORMACION, con_titulo=False),
        ESTUDIOS_CDMX[fila["ESCOLARIDAD"]],
        *(dice(fila[c]) for c in ("PAGINA_WEB", "CORREO_ELECTRONICO", "TELEFONO", "DIRECCION_CASA_CAMPAÑA")),
        *(dice(fila[columna]) for columna in TEXTOS),
    )


def _guardada_en_cdmx(candidatura: Any, contenido: dict[str, Any], elegida: Any) -> tuple[Any, ...]:
    formula = candidatura.formula
    municipios = {m.clave: sencilla(m.nombre) for m in elegida.municipios} | {"": ""}
    return (
        sencilla(candidatura.persona.nombre),
        sencilla(formula.fuerza.nombre),
        sencilla(elegida.cargo(formula.contienda.cargo).nombre),
        candidatura.calidad,
        municipios[formula.contienda.municipio] or str(formula.contienda.distrito or ""),
        formula.clave_origen,
        candidatura.circunscripcion,
        tuple(contenido.get("redes", [])),
        tuple(contenido.get("cursos", [])),
        (contenido["grado"], contenido.get("estatus_grado", "")),
        contenido.get("pagina_web", ""),
        ", ".join(contenido.get("correos", [])),
        ", ".join(contenido.get("telefonos", [])),
        contenido.get("casa_campana", {}).get("texto", ""),
        *_textos(contenido),
    )


def test_importar_el_padron_de_la_ciudad_de_mexico_guarda_cada_celda(
    instituto: Callable, ahora: datetime
) -> None:
    instituto("cdmx")
    ruta = settings.CONOCELES_MUESTRAS / "muestras_opl" / "candidatos-cdmx.xlsx"
    informe, archivo = _importar(ruta, "cdmx-2024", ahora, "RENGLON_OCULTO"), filas(ruta)
    guardadas, elegida = _guardadas(), definicion("cdmx-2024")

    assert (informe.filas, informe.altas, len(guardadas)) == (1365, 1365, 1365)
    [ocultos] = [causa for causa in informe.causas() if causa.gravedad == "aceptada"]
    assert (ocultos.renglones, "un filtro puesto" in ocultos.ejemplo) == (1322, True)  # se guardó filtrado
    _iguales(Counter(_guardada_en_cdmx(c, t, elegida) for c, t in guardadas), Counter(map(_de_cdmx, archivo)))
    guardados = sum(len(t.get("redes", [])) + len(t.get("cursos", [])) for _, t in guardadas)
    columnas = (*REDES_CDMX, *FORMACION)
    assert guardados + _rellenos(informe, columnas) == llenas(archivo, columnas) == 3463

    segunda = _importar(ruta, "cdmx-2024", ahora, "RENGLON_OCULTO")
    assert (segunda.altas, segunda.cambios, segunda.sin_cambio) == (0, 0, 1365)
