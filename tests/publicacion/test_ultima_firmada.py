"""Lo que otro cliente cambia en la base no quita nada del sitio ni dice nada suyo: sigue lo último que se publicó, menos lo retirado."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos import ordenes
from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.expediente.constancias.de_la_base_a import sin_constancia
from conoceles.expediente.models import SeccionOculta
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.models import Contienda, Fuerza
from conoceles.publicacion.models import Mostrada
from conoceles.publicacion.publicador import publicar
from moldes import Molde
from personas import DINA
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, sale, version
from publicacion.por_fuera import cambiar, ficha, filas, publicado, sin_candados
from vidas import ACUERDO, sustituir


@pytest.fixture(scope="module")
def molde(del_archivo: Sembrar) -> Molde:
    """La elección a la vista, hasta que ya no hay nada que decir."""
    with del_archivo() as (datos, candidaturas):
        for _ in range(2):
            publicar(PROCESO, ahora=AHORA, cortes=True)
    return Molde(datos, candidaturas)


@pytest.fixture
def publicada(molde: Molde, base: None, datos: Path) -> dict[str, Any]:
    suyas = molde.estrenar(datos)
    assert ficha("ANA")["con_informacion"]
    return suyas


def dicho() -> dict[str, bytes]:
    """Ruta → octetos de lo que se lee y se descarga de las personas; no las cabezas de la bitácora, donde consta lo hallado."""
    actual = (carpetas().sitio / PROCESO / "actual").resolve()
    hay = {str(p.relative_to(actual)): p for p in actual.rglob("*") if p.suffix in (".html", ".json", ".csv")}
    fuera = ("verificar/", "manifiesto", "datos/catalogo", "datos/datapackage")
    return {ruta: p.read_bytes() for ruta, p in hay.items() if not ruta.startswith(fuera)}


def otra_vez(ahora: datetime, *, entera: bool) -> None:
    """Después de que el obrero mira. `entera`: como con otras plantillas, todo se compone otra vez."""
    vigilar(ahora)
    if entera:
        with closing(sqlite3.connect(_recordado())) as recordado, recordado:
            recordado.execute("DELETE FROM meta WHERE clave = 'llave'")
    publicar(PROCESO, ahora=ahora, cortes=True)


def _recordado() -> Path:
    return carpetas().sitio / PROCESO / "publicador.sqlite"


def _en_todas(modelo: type[Any], campo: str, valor: object) -> None:
    sin_candados(modelo._meta.db_table)
    assert filas(modelo).update(**{campo: valor}) > 1


def _a_otra_boleta() -> None:
    otra = Contienda.objects.get(proceso=PROCESO, clave="diputacion-mr-05")
    cambiar(Formula, {"candidaturas__folio": "EVA"}, contienda=otra)


def _a_otra_fuerza() -> None:
    otra = Fuerza.objects.get(proceso=PROCESO, siglas="PRI")
    cambiar(Formula, {"candidaturas__folio": "EVA"}, fuerza=otra)


def _borrar(modelo: type[Any], **cuales: Any) -> None:
    sin_candados(modelo._meta.db_table)
    assert filas(modelo).filter(**cuales)._raw_delete("default") >= 1


def _reescribir() -> None:
    sin_candados(VersionCurricular._meta.db_table)
    for fila in filas(VersionCurricular):
        fila.contenido["historia"] = "Dice otra cosa que nadie envió."
        filas(VersionCurricular).filter(pk=fila.pk).update(contenido=fila.contenido)


def _ocultar_sin_orden() -> None:
    suya = Candidatura.objects.get(folio="ANA")
    filas(SeccionOculta).create(
        candidatura=suya, seccion="historia", expediente="NADIE DIO ESTO", fecha="2024-04-20", por="x",
        en="2024-04-20T10:00:00Z",
    )  # fmt: skip


DANIOS: dict[str, Callable[[], object]] = {
    "un espacio en todos los nombres": lambda: _en_todas(Persona, "nombre", Concat(F("nombre"), Value(" X"))),
    "el nombre de una": lambda: cambiar(Persona, {"candidaturas__folio": "ANA"}, nombre="NADIE DIJO ESTO"),
    "el sobrenombre de todas": lambda: _en_todas(Candidatura, "sobrenombre", "NADIE DIJO ESTO"),
    "la clave de su registro": lambda: cambiar(
        Formula, {"candidaturas__folio": "EVA"}, clave_origen="NADIE DIJO ESTO"
    ),
    "a otra boleta": _a_otra_boleta,
    "a otra fuerza": _a_otra_fuerza,
    "el estado de todas": lambda: _en_todas(Candidatura, "estado", "renuncia"),
    "lo que todas enviaron": _reescribir,
    "una versión quitada": lambda: _borrar(VersionCurricular, candidatura__folio="ANA"),
    "una sección oculta sin orden": _ocultar_sin_orden,
}


@pytest.mark.postgres
@pytest.mark.lenta
@pytest.mark.parametrize("entera", [False, True], ids=["solo lo nuevo", "entera"])
@pytest.mark.parametrize("que", DANIOS)
def test_lo_cambiado_por_fuera_no_cambia_nada_de_lo_que_se_lee(
    publicada: dict[str, Any], ahora: datetime, que: str, entera: bool
) -> None:
    antes = dicho()
    DANIOS[que]()
    otra_vez(ahora, entera=entera)
    despues = dicho()
    assert sorted(r for r in antes.keys() | despues.keys() if antes.get(r) != despues.get(r)) == []
    assert sin_constancia() or que in ("lo que todas enviaron", "una versión quitada")


@pytest.mark.parametrize("que", ["un espacio en todos los nombres", "a otra boleta", "el estado de todas"])
def test_en_otro_equipo_que_no_recuerda_nada_los_perfiles_y_las_boletas_son_los_mismos(
    publicada: dict[str, Any], ahora: datetime, que: str
) -> None:
    antes = {r: o for r, o in dicho().items() if r.startswith(("candidaturas/", "contiendas/"))}
    DANIOS[que]()
    _recordado().unlink()
    otra_vez(ahora, entera=False)
    assert antes == {r: o for r, o in dicho().items() if r.startswith(("candidaturas/", "contiendas/"))}


def test_lo_repuesto_no_se_guarda_como_si_constara(publicada: dict[str, Any], ahora: datetime) -> None:
    antes = {m.folio: m.sello for m in Mostrada.objects.all()}
    DANIOS["un espacio en todos los nombres"]()
    for n in (1, 2):
        otra_vez(ahora + timedelta(minutes=n), entera=True)
    assert {m.folio: m.sello for m in Mostrada.objects.all()} == antes


def test_a_quien_se_sustituyo_no_la_devuelve_lo_cambiado_despues(
    publicada: dict[str, Any], ahora: datetime
) -> None:
    sustituir(Candidatura.objects.get(folio="ANA"), ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    cambiar(Persona, {"candidaturas__folio": "ANA"}, nombre="NADIE DIJO ESTO")
    otra_vez(ahora + timedelta(minutes=3), entera=True)
    assert not (carpetas().sitio / PROCESO / "actual/candidaturas/ANA.json").exists()
    assert "nadie dijo esto" not in publicado().lower()


def test_lo_que_una_orden_oculto_despues_de_publicarse_no_se_muestra(
    publicada: dict[str, Any], ahora: datetime
) -> None:
    """La orden llegó, alguien cambió la base y apenas entonces se publica."""
    assert "QUINCE" in str(ficha("ANA")).upper()
    ordenes.ocultar_seccion(
        candidatura=Candidatura.objects.get(folio="ANA"), seccion="historia", expediente="TE-7",
        fecha=ahora.date(), por=DINA, ahora=ahora,
    )  # fmt: skip
    cambiar(Persona, {"candidaturas__folio": "ANA"}, nombre="NADIE DIJO ESTO")
    otra_vez(ahora + timedelta(minutes=1), entera=False)
    assert ficha("ANA")["nombre"] == "Ana María de la Luz Núñez"
    assert "QUINCE" not in str(ficha("ANA")).upper()
    assert "expediente TE-7" in str(ficha("ANA"))


def test_lo_publicado_de_antes_de_una_correccion_no_vuelve_con_una_copia_vieja(
    publicada: dict[str, Any], ahora: datetime
) -> None:
    vieja = Mostrada.objects.filter(folio="ANA").values().get()
    dira = Escritura("Ana Luz", "Núñez", "", "")
    corregir_nombre(
        candidatura=Candidatura.objects.get(folio="ANA"), dira=dira, motivo="Su acta.", por=DINA, ahora=ahora,
        es_la_misma=True, **ACUERDO,
    )  # fmt: skip
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert ficha("ANA")["nombre"] == "Ana Luz Núñez"
    Mostrada.objects.filter(folio="ANA").update(**vieja)
    cambiar(Persona, {"candidaturas__folio": "ANA"}, nombre="NADIE DIJO ESTO")
    otra_vez(ahora + timedelta(minutes=2), entera=True)
    assert ficha("ANA")["nombre"] == "Nombre por verificar"


def test_lo_mostrado_cambiado_por_fuera_no_se_dice(publicada: dict[str, Any], ahora: datetime) -> None:
    fila = Mostrada.objects.get(folio="ANA")
    Mostrada.objects.filter(folio="ANA").update(dicho=fila.dicho.replace("ANA MARÍA", "NADIE DIJO"))
    cambiar(Persona, {"candidaturas__folio": "ANA"}, nombre="NADIE DIJO ESTO")
    otra_vez(ahora + timedelta(minutes=1), entera=True)
    assert (ficha("ANA")["nombre"], ficha("ANA")["estado"]) == ("Nombre por verificar", "alterada")


def test_una_version_nueva_de_su_acto_si_sale_y_despues_es_la_que_sigue(
    publicada: dict[str, Any], ahora: datetime
) -> None:
    version(publicada["ANA"], 2, ahora, historia="Lo que Ana corrigió. " * 9)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    cambiar(Persona, {"candidaturas__folio": "ANA"}, nombre="NADIE DIJO ESTO")
    otra_vez(ahora + timedelta(minutes=2), entera=True)
    assert "Lo que Ana corrigió" in str(ficha("ANA"))


def test_de_quien_se_suprime_no_queda_nada_guardado(
    publicada: dict[str, Any], ahora: datetime, datos: Path
) -> None:
    assert Mostrada.objects.filter(folio="EVA").exists()
    sale(publicada, "EVA", ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert not Mostrada.objects.filter(folio="EVA").exists()
