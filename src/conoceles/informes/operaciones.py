"""Generar, aprobar, enviar y acusar un informe. Nada se reescribe: un cambio es otra versión."""

from __future__ import annotations

import base64
import json
from collections import Counter
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from conoceles.bitacora.operaciones import registrar
from conoceles.estadistica.asentar import asentar
from conoceles.informes import salidas
from conoceles.informes.catalogo import TIPOS, Tipo, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.estructura import Documento, Tabla, Valor
from conoceles.informes.models import AvisoDeCambio, Informe, PasoDeInforme
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.publicacion import firma

APRUEBAN = ("administracion", "sistema")
MAXIMO_CONSTANCIA = 200
PASOS = {"aprobado": "", "enviado": "aprobado", "acusado": "enviado"}  # paso → el que exige antes


def generar(*, tipo: str, proceso: str, corte: datetime, por: Alcance, ahora: datetime) -> Informe:
    """Congela el informe de ese corte. Si nada cambió desde su última versión, devuelve esa misma.

    `ErrorDeDominio` si el tipo no existe o el corte no ha llegado; `NoEncontrado` sin el proceso o sin permiso.
    """
    _exigir(por)
    if tipo not in TIPOS:
        raise ErrorDeDominio(f"No existe el informe «{tipo}». Hay: {', '.join(TIPOS)}.", campo="tipo")
    if corte > ahora:
        raise ErrorDeDominio("El corte todavía no llega.", campo="corte")
    asentar(proceso, ahora=ahora)
    documento = armar(TIPOS[tipo], abrir(proceso, corte.replace(microsecond=0)))
    octetos = salidas.json(documento)
    huella = archivos.guardar(octetos)
    with transaction.atomic():
        anteriores = Informe.objects.filter(proceso=proceso, tipo=tipo, periodo=documento.corte[:7])
        ultima = anteriores.order_by("-version").first()
        if ultima is not None and ultima.huella == huella:
            return ultima
        return _congelar(TIPOS[tipo], documento, octetos, huella, ultima, por=por, ahora=ahora)


def _congelar(
    tipo: Tipo,
    documento: Documento,
    octetos: bytes,
    huella: str,
    ultima: Informe | None,
    *,
    por: Alcance,
    ahora: datetime,
) -> Informe:
    informe = Informe.objects.create(
        proceso_id=documento.proceso,
        tipo=tipo.clave,
        periodo=documento.corte[:7],
        version=ultima.version + 1 if ultima else 1,
        corte=datetime.fromisoformat(documento.corte),
        restringido=tipo.restringido,
        huella=huella,
        pdf=archivos.guardar(salidas.pdf(documento)),
        xlsx=archivos.guardar(salidas.xlsx(documento)),
        firma=_firma(octetos),
        por=por.actor,
        en=ahora,
    )
    _anotar(informe, "informe_generado", por, ahora)
    return informe


@transaction.atomic
def avanzar(*, informe: Informe, paso: str, constancia: str, por: Alcance, ahora: datetime) -> PasoDeInforme:
    """Aprueba, envía o acusa. Aprobar una versión de algo ya enviado crea el aviso de cambio para el INE.

    `Conflicto` si el paso no sigue al que tiene; `ErrorDeDominio` si falta la constancia al enviar o acusar.
    """
    _exigir(por)
    fila = Informe.objects.select_for_update().get(pk=informe.pk)
    hechos = set(fila.pasos.values_list("estado", flat=True))
    if paso not in PASOS or paso in hechos or (PASOS[paso] and PASOS[paso] not in hechos):
        raise Conflicto("Ese paso no sigue: primero se aprueba, después se envía y al final se acusa.")
    if paso != "aprobado" and not constancia.strip():
        raise ErrorDeDominio("Escriba el número de oficio, acuerdo o acuse.", campo="constancia")
    if len(constancia.strip()) > MAXIMO_CONSTANCIA:
        raise ErrorDeDominio(f"Caben {MAXIMO_CONSTANCIA} letras.", campo="constancia")
    try:
        hecho = PasoDeInforme.objects.create(
            informe=fila, estado=paso, constancia=constancia.strip(), por=por.nombre or por.actor, en=ahora
        )
    except IntegrityError as error:
        raise Conflicto("Otra persona acaba de dar ese paso.") from error
    if paso == "aprobado":
        _avisar_cambio(fila, por=por, ahora=ahora)
    _anotar(fila, f"informe_{paso}", por, ahora)
    return hecho


def _avisar_cambio(nuevo: Informe, *, por: Alcance, ahora: datetime) -> None:
    enviadas = Informe.objects.filter(
        proceso=nuevo.proceso_id, tipo=nuevo.tipo, periodo=nuevo.periodo, version__lt=nuevo.version,
        pasos__estado="enviado",
    )  # fmt: skip
    anterior = enviadas.order_by("-version").first()
    if anterior is None:
        return
    pdf = archivos.guardar(salidas.pdf(_aviso(anterior, nuevo, ahora)))
    AvisoDeCambio.objects.create(anterior=anterior, nuevo=nuevo, pdf=pdf, por=por.actor, en=ahora)
    _anotar(nuevo, "aviso_de_cambio_creado", por, ahora)


def _aviso(anterior: Informe, nuevo: Informe, ahora: datetime) -> Documento:
    """Qué documento cambió, sus dos huellas y en qué tablas difieren."""
    antes, dicho = (json.loads(archivos.leer(i.huella)) for i in (anterior, nuevo))
    filas = tuple(
        (f"{i.version}", de["corte_texto"], i.huella, _constancia(i))
        for i, de in ((anterior, antes), (nuevo, dicho))
    )
    tabla = Tabla("C1", "Versiones", ("Versión", "Corte", "Huella (SHA-256)", "Oficio de envío"), filas)
    comunes = {c: dicho[c] for c in ("proceso", "proceso_nombre", "institucion", "unidad", "restringido")}
    return Documento(
        tipo="aviso-de-cambio",
        titulo="Aviso de modificación de un documento remitido",
        corte=ahora.isoformat(timespec="seconds"),
        corte_texto=dicho["corte_texto"],
        portada=f"Se informa al Instituto Nacional Electoral que cambió el documento «{dicho['titulo']}» (actividad 11.17).",
        firmantes=tuple((f["nombre"], f["cargo"]) for f in dicho["firmantes"]),
        tablas=(tabla, _que_cambio(antes["tablas"], dicho["tablas"])),
        **comunes,
    )


def _que_cambio(antes: list[dict[str, Any]], despues: list[dict[str, Any]]) -> Tabla:
    """Por tabla, cuántos renglones dejaron de estar tal cual y cuántos son nuevos o distintos."""
    viejas, nuevas = ({t["clave"]: t for t in lado} for lado in (antes, despues))
    filas: list[tuple[Valor, ...]] = []
    for clave in dict.fromkeys([*viejas, *nuevas]):
        idos, venidos = (
            Counter(map(str, t["renglones"])) if (t := lado.get(clave)) else Counter()
            for lado in (viejas, nuevas)
        )
        if idos != venidos:
            titulo = (nuevas.get(clave) or viejas[clave])["titulo"]
            filas.append((f"{clave}. {titulo}", (idos - venidos).total(), (venidos - idos).total()))
    columnas = ("Tabla", "Renglones que ya no están así", "Renglones nuevos o distintos")
    iguales: tuple[Valor, ...] = ("Ninguna tabla: solo cambió el corte o un texto", 0, 0)
    return Tabla("C2", "Qué cambió", columnas, tuple(filas) or (iguales,))


def _constancia(informe: Informe) -> str:
    return informe.pasos.filter(estado="enviado").values_list("constancia", flat=True).first() or ""


def _firma(octetos: bytes) -> str:
    """Ed25519 del JSON, con la misma llave que firma el sitio."""
    texto: str = json.loads(firma.firmar(octetos))["firma"]
    assert len(base64.b64decode(texto)) == 64
    return texto


def _exigir(por: Alcance) -> None:
    if not por.todo or por.papel not in APRUEBAN:
        raise NoEncontrado("No existe ese informe.")


def _anotar(informe: Informe, acto: str, por: Alcance, ahora: datetime) -> None:
    datos = {
        "tipo": informe.tipo,
        "periodo": informe.periodo,
        "version": informe.version,
        "huella": informe.huella,
    }
    registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=informe.proceso_id, datos=datos)
