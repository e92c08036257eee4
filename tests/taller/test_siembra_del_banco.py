"""Lo que el banco siembra por lotes es lo que dejan las operaciones de siempre, y las cadenas cierran."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model

from conoceles.bitacora.mirada import verificar

SALAS = ("candidaturas", "curricular", "expediente", "identidad")
# Lo que es de cada quien: su clave, lo que sale al azar y lo que resume eso.
PROPIO = {
    "id", "clave", "folio", "candidatura_id", "version_id", "fotografia_id", "formato_id", "consentimiento_id", "acuse",
    "compromiso", "compromiso_identidad", "cabeza_identidad", "cifrado", "envuelta", "sello",
}  # fmt: skip
CUANTAS = 12


@pytest.fixture
def sembrada(base: None, datos: Path, tmp_path: Path) -> list[Any]:
    """Lo que se dirá de seis personas, dos veces: en las seis primeras candidaturas y en las seis siguientes."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo import secretos
    from conoceles.proceso.consultas import definicion
    from conoceles.proceso.operaciones import cargar
    from taller.banco.privado import publicaciones
    from taller.banco.siembra import capturas, eleccion, lotes, retratos

    secretos.crear_faltantes()
    cargar(eleccion.carpeta(tmp_path, CUANTAS), por=capturas.SISTEMA, ahora=eleccion.AHORA, inventado=True)
    publicaciones._padron(tmp_path / "padron.csv", CUANTAS, Random(1))
    esta, filas = definicion(eleccion.CLAVE), Candidatura.objects.en(capturas.SISTEMA).con_todo()
    en_orden = list(filas.order_by("folio"))
    azar, fotos = Random(3), [retratos.guardar(0), retratos.guardar(1)]
    dichas = lotes.inventar(esta, en_orden[:6], fotos, azar)
    return [
        dichas,
        [
            lotes.Capturada(f, d.secciones, d.foto, d.contestado)
            for f, d in zip(en_orden[6:], dichas, strict=True)
        ],
        esta,
    ]


def test_por_lotes_queda_lo_mismo_que_por_las_operaciones(sembrada: list[Any], ahora: datetime) -> None:
    from conoceles.expediente.documentos import formatos_pdf
    from taller.banco.siembra import capturas, lotes

    unas, otras, definicion = sembrada
    hoja = formatos_pdf.consentimiento(definicion, unas[0].fila, momento=ahora)
    for capturada in unas:
        capturas.una(definicion, capturada, hoja)
    lotes.sembrar(definicion, otras, hoja)
    assert any(len(_de(c.fila)["identidad.FormatoFirmado"]) for c in unas)
    for una, otra in zip(unas, otras, strict=True):
        assert _de(otra.fila) == _de(una.fila)
        assert _actos(otra.fila) == _actos(una.fila)
    assert [*verificar("default"), *verificar("identidad")] == []


def test_lo_sembrado_se_abre_y_se_publica_con_su_llave(sembrada: list[Any], ahora: datetime) -> None:
    from conoceles.expediente.documentos import formatos_pdf
    from conoceles.identidad.consultas import publicables
    from conoceles.identidad.permisos import formatos
    from taller.banco.siembra import lotes

    unas, _, definicion = sembrada
    hoja = formatos_pdf.consentimiento(definicion, unas[0].fila, momento=ahora)
    lotes.sembrar(definicion, unas, hoja)
    publican = [c for c in unas if c.contestado["c_publicacion"] == "si"]
    dichas = publicables([c.fila.clave_identidad for c in publican], definicion.identidad)
    assert publican
    for capturada in publican:
        dicho = dichas[capturada.fila.clave_identidad]
        assert dicho.items() <= dict(capturada.contestado).items()
        [recibido] = formatos.recibidos(capturada.fila, por=lotes.UTTAIP)
        bajado = formatos.bajar(
            candidatura=capturada.fila, numero=recibido.numero, por=lotes.UTTAIP, ahora=ahora
        )
        assert bajado.octetos == hoja


@pytest.mark.postgres
def test_un_lote_repetido_lo_rechaza_la_base_entero(sembrada: list[Any]) -> None:
    from conoceles.curricular.models import Borrador
    from taller.banco.siembra import lotes

    unas, otras, definicion = sembrada
    lotes.sembrar(definicion, unas, b"hoja")
    antes = Borrador.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        lotes.sembrar(definicion, [*otras, unas[0]], b"hoja")
    assert Borrador.objects.count() == antes


def _de(fila: Any) -> dict[str, list[dict[str, str]]]:
    """Sus renglones en todas las tablas, sin lo propio."""
    return {
        f"{modelo._meta.app_label}.{modelo._meta.object_name}": _renglones(modelo, fila)
        for sala in SALAS
        for modelo in apps.get_app_config(sala).get_models()
    }


def _renglones(modelo: type[Model], fila: Any) -> list[dict[str, str]]:
    campos = {campo.attname for campo in modelo._meta.concrete_fields}
    suyos = {
        "candidatura_id": ("candidatura", fila.pk),
        "clave": ("clave", fila.clave_identidad),
        "formato_id": ("formato__clave", fila.clave_identidad),
    }
    por = next((por for campo, por in suyos.items() if campo in campos), None)
    if por is None:
        return []
    cifrado = {"sha256"} if modelo._meta.app_label == "identidad" else set()
    propios = modelo._default_manager.filter(**dict([por])).values()
    return sorted(({k: str(v) for k, v in r.items() if k not in PROPIO | cifrado} for r in propios), key=repr)


def _actos(fila: Any) -> list[tuple[str, str, str, list[str]]]:
    """Lo que dicen de ella las dos cadenas, con qué datos lleva cada acto."""
    from conoceles.bitacora.consultas import de_folio

    return [
        (e.acto, e.actor, e.proceso, sorted(e.datos))
        for b in ("default", "identidad")
        for e in de_folio(b, fila.folio)
    ]
