"""Cargar una elección en la base."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet

from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Contienda, Fuerza, Proceso, Siglado
from conoceles.proceso.serie import a_json, huella


def cargar(carpeta: Path, *, por: Alcance, ahora: datetime, inventado: bool = False) -> dict[str, Any]:
    """Revisa la carpeta y deja la base igual a ella. Cargar lo mismo otra vez no cambia nada.

    `DefinicionInvalida` con todas las faltas; `ErrorDeDominio` si quitaría una contienda o una fuerza
    que ya tiene candidaturas. `inventado` marca que las personas de este proceso no existen.
    """
    definicion = leer_carpeta(carpeta)
    cambio = _guardar(definicion, por=por, ahora=ahora, inventado=inventado)
    return {
        "proceso": definicion.clave,
        "huella": huella(definicion),
        "cambio": cambio,
        "contiendas": len(definicion.contiendas),
        "fuerzas": len(definicion.fuerzas),
        "avisos": advertencias(definicion),
    }


def _guardar(definicion: Definicion, *, por: Alcance, ahora: datetime, inventado: bool) -> bool:
    resumen = huella(definicion)
    with transaction.atomic():
        previo = Proceso.objects.select_for_update().filter(pk=definicion.clave).first()
        inventado = inventado or bool(previo and previo.inventado)  # recargar no vuelve real lo inventado
        if previo and previo.huella == resumen and previo.inventado == inventado:
            return False
        proceso = _proceso(definicion, resumen, ahora=ahora, inventado=inventado)
        _fuerzas(proceso, definicion)
        _contiendas(proceso, definicion)
        _siglados(proceso, definicion)
        datos = {"huella": resumen, "anterior": previo.huella if previo else "", "inventado": inventado}
        registrar(
            using="default", por=por, acto="proceso_cargado", ahora=ahora, proceso=proceso.clave, datos=datos
        )
    return True


def _proceso(definicion: Definicion, resumen: str, *, ahora: datetime, inventado: bool) -> Proceso:
    proceso, _ = Proceso.objects.update_or_create(
        clave=definicion.clave,
        defaults={
            "nombre": definicion.nombre,
            "definicion": a_json(definicion),
            "huella": resumen,
            "inventado": inventado,
            "historico": definicion.historico,
            "cargado_en": ahora,
        },
    )
    return proceso


def _fuerzas(proceso: Proceso, definicion: Definicion) -> None:
    Siglado.objects.filter(fuerza__proceso=proceso).delete()
    _quitar(proceso.fuerzas.exclude(siglas__in=[f.siglas for f in definicion.fuerzas]), "fuerza")
    filas: dict[str, Fuerza] = {}
    for fuerza in definicion.fuerzas:
        datos = {"nombre": fuerza.nombre, "tipo": fuerza.tipo, "color": fuerza.color, "orden": fuerza.orden}
        filas[fuerza.siglas], _ = Fuerza.objects.update_or_create(
            proceso=proceso, siglas=fuerza.siglas, defaults=datos
        )
    for fuerza in definicion.fuerzas:
        filas[fuerza.siglas].integrantes.set([filas[siglas] for siglas in fuerza.integrantes])


def _contiendas(proceso: Proceso, definicion: Definicion) -> None:
    _quitar(proceso.contiendas.exclude(clave__in=[c.clave for c in definicion.contiendas]), "contienda")
    for contienda in definicion.contiendas:
        Contienda.objects.update_or_create(
            proceso=proceso,
            clave=contienda.clave,
            defaults={
                "cargo": contienda.cargo,
                "nombre": contienda.nombre,
                "ambito": contienda.ambito,
                "distrito": contienda.distrito,
                "municipio": contienda.municipio or "",
                "orden": contienda.orden,
            },
        )


def _siglados(proceso: Proceso, definicion: Definicion) -> None:
    fuerzas = {f.siglas: f for f in proceso.fuerzas.all()}
    contiendas = {c.clave: c for c in proceso.contiendas.all()}
    Siglado.objects.bulk_create(
        Siglado(
            fuerza=fuerzas[s.fuerza],
            contienda=contiendas[s.contienda],
            partido=fuerzas[s.partido],
            confianza=s.confianza,
        )
        for s in definicion.siglados
    )


def _quitar(filas: QuerySet[Fuerza] | QuerySet[Contienda], que: str) -> None:
    sobrantes: Iterable[Model] = list(filas)
    for fila in sobrantes:
        try:
            fila.delete()
        except ProtectedError as error:
            raise ErrorDeDominio(
                f"No se puede quitar la {que} «{fila}»: ya tiene candidaturas o cuentas. No se cambió nada."
            ) from error
