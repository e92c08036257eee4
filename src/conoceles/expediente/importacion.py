"""Importar un padrón: candidaturas en A, respuestas históricas en A, y conteos sin dueño en B."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.padron.aplicar import Aplicacion, Aplicado
from conoceles.candidaturas.padron.corte import armar
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.lectura import leer
from conoceles.candidaturas.padron.respuestas import opcion
from conoceles.curricular import consultas as curricular
from conoceles.curricular.operaciones import agregar_version
from conoceles.expediente.transiciones import mover
from conoceles.identidad.conteos import SIN_RESPUESTA, agregar_conteos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso.consultas import definicion as leer_definicion
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso

FUERA_DE_CATALOGO = "fuera_de_catalogo"


def importar(ruta: Path, *, proceso: str, simular: bool, por: Alcance, ahora: datetime) -> Informe:
    """Importa un archivo en una elección; todo o nada.

    Con errores en el informe, o con `simular`, no cambia nada. `ErrorDeDominio` si el archivo no se puede
    leer, no es un padrón o quien actúa no alcanza toda la elección; `NoEncontrado` si no se cargó el proceso.
    """
    if not por.todo:
        raise NoEncontrado("No existe esa elección.")
    definicion = leer_definicion(proceso)
    lectura = leer(ruta)
    informe = Informe(archivo=lectura.nombre, formato=lectura.descripcion, simulado=simular)
    corte = armar(lectura, definicion, informe)
    if not informe.errores:
        with transaction.atomic():
            fila = Proceso.objects.select_for_update().get(pk=proceso)
            hechos = Aplicacion(fila, definicion, informe, por=por, ahora=ahora).aplicar(corte.registros)
            if fila.historico:
                _respuestas(hechos, definicion, informe, por=por, ahora=ahora)
                if corte.con_identidad and not simular and not informe.errores:
                    _conteos(hechos, definicion, informe, por=por, ahora=ahora)
            else:
                _avisar_no_importadas(hechos, informe)
            _resumir(informe, proceso, lectura.huella, por=por, ahora=ahora)
            transaction.set_rollback(simular or bool(informe.errores))
    return informe


def exigir_sin_errores(informe: Informe) -> None:
    """`ErrorDeDominio` con las primeras causas si la importación no se aplicó."""
    if informe.errores:
        raise ErrorDeDominio(informe.frase_de_errores())


def _respuestas(
    hechos: Iterable[Aplicado], definicion: Definicion, informe: Informe, *, por: Alcance, ahora: datetime
) -> None:
    """Lo curricular ya fue público: entra como versión importada. Lo mismo otra vez no agrega versión."""
    hechos = list(hechos)
    vigentes = curricular.vigentes(hecho.candidatura.pk for hecho in hechos)
    for hecho in hechos:
        candidatura, contenido = hecho.candidatura, hecho.registro.curricular
        vigente = vigentes.get(candidatura.pk)
        if not contenido or (vigente is not None and vigente.contenido == contenido):
            continue
        version = agregar_version(
            candidatura=candidatura,
            origen="importada",
            contenido=contenido,
            fotografia=None,
            cuestionario_version=definicion.curricular.version,
            por=por,
            ahora=ahora,
        )
        if candidatura.estado == "omisa":
            mover(candidatura, "importar", por=por)
        if not hecho.alta and not hecho.campos:
            informe.cambios, informe.sin_cambio = informe.cambios + 1, informe.sin_cambio - 1
        datos = {"version": version.numero, "huella": version.huella}
        anotar(candidatura, "curricular_importado", por=por, ahora=ahora, estado=candidatura.estado, **datos)


def _conteos(
    hechos: Iterable[Aplicado], definicion: Definicion, informe: Informe, *, por: Alcance, ahora: datetime
) -> None:
    """Identidad sin consentimiento: solo cuántas respuestas de cada una, y solo de las altas.

    El lote es el conjunto de folios contados: si la base A no llegó a confirmar, repetir no suma dos veces.
    """
    altas = [hecho for hecho in hechos if hecho.alta and hecho.registro.identidad is not None]
    if not altas:
        return
    conteos: dict[str, Counter[str]] = {}
    for hecho in altas:
        for pregunta, etiqueta in (hecho.registro.identidad or {}).items():
            respuesta = opcion(definicion.identidad, pregunta, etiqueta) or FUERA_DE_CATALOGO
            conteos.setdefault(pregunta, Counter())[respuesta if etiqueta else SIN_RESPUESTA] += 1
    for pregunta, cuenta in sorted(conteos.items()):
        if ajenas := cuenta[FUERA_DE_CATALOGO]:
            mensaje = f"{ajenas} respuestas de {pregunta} no están en el catálogo; se contaron juntas."
            informe.avisar("RESPUESTA_FUERA_DE_CATALOGO", mensaje)
    lote = huella(sorted(hecho.candidatura.folio for hecho in altas))
    proceso = altas[0].candidatura.proceso_id
    agregar_conteos(proceso=proceso, lote=lote, conteos=conteos, por=por, ahora=ahora)


def _avisar_no_importadas(hechos: Iterable[Aplicado], informe: Informe) -> None:
    con_respuestas = sum(bool(hecho.registro.curricular) for hecho in hechos)
    if con_respuestas:
        mensaje = (
            f"{con_respuestas} renglones traen respuestas curriculares: no se importaron, "
            "en una elección en curso las captura quien responde por la candidatura."
        )
        informe.avisar("RESPUESTAS_NO_IMPORTADAS", mensaje)


def _resumir(informe: Informe, proceso: str, archivo: str, *, por: Alcance, ahora: datetime) -> None:
    """Una entrada por importación que cambió algo; repetir el archivo no deja ruido."""
    if informe.altas or informe.cambios:
        claves = ("filas", "fuera", "altas", "cambios", "sin_cambio")
        datos = {"archivo": archivo, **{clave: getattr(informe, clave) for clave in claves}}
        registrar(
            using="default", por=por, acto="padron_importado", ahora=ahora, proceso=proceso, datos=datos
        )
