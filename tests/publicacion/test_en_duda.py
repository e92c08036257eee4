"""En duda se queda lo último firmado: ni otra hora ni otra definición vacían el sitio, lo archivan ni estrenan a nadie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from cargada import cargada
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo import canonico
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso import consultas
from conoceles.proceso.models import Proceso, VersionDeDefinicion
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.pulso.lectura import leer
from conoceles.pulso.models import Freno
from conoceles.pulso.operaciones import latir, reanudar
from personas import DINA, poner_en
from publicacion.eleccion import PERSONAS, PROCESO, SISTEMA, candidatura
from publicacion.por_fuera import cambiar, ficha

ANTES_DE_ABRIR = datetime.fromisoformat("2024-03-01T10:00:00-06:00")
CAMPANA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
JORNADA = datetime.fromisoformat("2024-06-02T12:00:00-06:00")
DESPUES = datetime.fromisoformat("2024-11-20T10:00:00-06:00")
SALTOS = [
    timedelta(**{clave: signo * n})
    for clave, n in (("hours", 3), ("days", 30), ("days", 400))
    for signo in (1, -1)
]


def servido() -> dict[str, bytes]:
    """Ruta → octetos de todo lo que hoy se sirve de la elección y de la portada."""
    sitio = carpetas().sitio
    hay = [p for nombre in (PROCESO, "_raiz") for p in (sitio / nombre / "actual").rglob("*") if p.is_file()]
    return {str(p.relative_to(sitio)): p.read_bytes() for p in hay}


def dicho_a_la_ciudadania() -> dict[str, bytes]:
    """De ello, las páginas; menos la que da las cabezas de la bitácora, donde consta que alguien frenó el calendario."""
    return {r: o for r, o in servido().items() if r.endswith(".html") and "/verificar/" not in r}


def asentado(ahora: datetime) -> None:
    """Publicado hasta que ya no hay nada que decir."""
    publicar_con_todo(ahora)
    publicar_con_todo(ahora)


def publicar_con_todo(ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora, cortes=True)
    publicar_raiz(ahora)


def mover_la_hora(cuanto: timedelta, ahora: datetime, *, latido: bool) -> datetime:
    """El equipo dice otra hora desde este instante; con `latido`, el obrero ya lo notó. Devuelve la del dominio, falsa."""
    aqui = leer()
    latir(por=SISTEMA, ahora=ahora, lectura=replace(aqui, pared=aqui.pared - cuanto))
    if latido:
        assert latir(por=SISTEMA, ahora=ahora + cuanto, lectura=aqui) is not None
    return ahora + cuanto


@pytest.mark.lenta
@pytest.mark.usefixtures("base", "carpeta_de_datos")
@pytest.mark.parametrize("cuando", [ANTES_DE_ABRIR, CAMPANA, JORNADA, DESPUES], ids=lambda c: f"{c:%m-%d}")
def test_publicar_con_otra_hora_deja_el_sitio_como_estaba(cuando: datetime) -> None:
    cargada(PROCESO, ahora=cuando, por=SISTEMA)
    for folio in PERSONAS:
        candidatura(folio, cuando)
    asentado(cuando)
    antes = dicho_a_la_ciudadania()
    for n, salto in enumerate(SALTOS):
        with transaction.atomic():
            publicar_con_todo(mover_la_hora(salto, cuando, latido=bool(n % 2)))
            ahora = dicho_a_la_ciudadania()
            assert {r for r in ahora.keys() | antes.keys() if antes.get(r) != ahora.get(r)} == set(), salto
            transaction.set_rollback(True)


def test_con_la_hora_en_duda_una_correccion_si_sale_y_nadie_se_estrena(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    from publicacion.eleccion import version

    publicar(PROCESO, ahora=ahora)
    falsa = mover_la_hora(timedelta(days=400), ahora, latido=True)
    poner_en(eleccion["BETO"], "registrada")
    version(eleccion["ANA"], 2, ahora, historia="Lo que Ana corrigió mientras la hora estaba en duda. " * 6)
    nueva = candidatura(
        "FLOR", ahora, ("FLOR SOTO", "mujer", "diputacion-mr-01", "MC", "propietaria", "validada")
    )
    publicar(PROCESO, ahora=falsa)
    assert "mientras la hora estaba en duda" in str(ficha("ANA"))
    assert ficha("CORA")["con_informacion"]
    assert (ficha("FLOR")["con_informacion"], ficha("FLOR")["estado"]) == (False, "en_revision")
    assert Candidatura.objects.get(pk=nueva.pk).estado == "validada"
    reanudar(nota="Comparada con la hora oficial.", comprobada=True, por=DINA, ahora=ahora)
    publicar(PROCESO, ahora=ahora)
    assert ficha("FLOR")["con_informacion"]
    assert Candidatura.objects.get(pk=nueva.pk).estado == "publicada"


def test_con_la_hora_adelantada_no_se_cuenta_lo_que_se_cuenta_una_sola_vez(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    from conoceles.identidad.models import TablaAsentada
    from conoceles.informes.fijar import fijar
    from conoceles.informes.models import CifrasDelCorte

    falsa = mover_la_hora(timedelta(days=40), ahora, latido=False)
    assert fijar(PROCESO, ahora=falsa) is None
    publicar(PROCESO, ahora=falsa)
    assert not TablaAsentada.objects.exists()
    assert not CifrasDelCorte.objects.exists()
    assert not Freno.objects.exists()


@pytest.mark.postgres
def test_una_definicion_que_nadie_puso_no_cambia_el_sitio_ni_lo_archiva(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    asentado(ahora)
    antes = servido()
    fila = Proceso.objects.get(pk=PROCESO)
    for fecha in fila.definicion["calendario"]["fechas"].values():
        fecha["dia"] = str(date.fromisoformat(fecha["dia"]) - timedelta(days=400))
    fila.huella = canonico.huella(fila.definicion)
    fila.save(update_fields=["definicion", "huella"])
    asentado(ahora)
    assert servido() == antes


def test_si_tampoco_esta_la_que_puso_su_acto_nada_se_publica_y_lo_servido_sigue(
    eleccion: dict[str, Any], ahora: datetime, datos: Path
) -> None:
    from conoceles.bitacora.compuerta import EnDuda

    publicar(PROCESO, ahora=ahora)
    antes = servido()
    Proceso.objects.filter(pk=PROCESO).update(huella="0" * 64)
    cambiar(VersionDeDefinicion, {"proceso": PROCESO}, huella="1" * 64)
    consultas._integra.cache_clear()  # como en un obrero que acaba de arrancar
    with pytest.raises(EnDuda, match="nada se publica hasta que se reponga"):
        publicar(PROCESO, ahora=ahora)
    assert servido() == antes
