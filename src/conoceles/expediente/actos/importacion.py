"""Importar un padrón: candidaturas en A, respuestas históricas en A, y conteos sin dueño en B."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.padron.aplicar import Aplicacion, Aplicado
from conoceles.candidaturas.padron.archivo.lectura import leer
from conoceles.candidaturas.padron.codigos import exigir_aceptables
from conoceles.candidaturas.padron.encabezados import columna_de
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.corte import Corte, armar
from conoceles.candidaturas.padron.renglones.normalizar import linea
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.candidaturas.padron.renglones.respuestas import etiquetas, opcion
from conoceles.curricular import consultas as curricular
from conoceles.curricular.operaciones import agregar_version
from conoceles.expediente.calendario.plazos import abrir_las_de
from conoceles.expediente.transiciones import asentar, mover
from conoceles.identidad.totales.contadas import SIN_RESPUESTA
from conoceles.identidad.totales.conteos import agregar_conteos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.deshacer import deshacer_en_memoria
from conoceles.nucleo.bases.memoria import sin_recolector
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.bases.recuento import recontar
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.consultas import definicion as leer_definicion
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.preguntas.cuestionario import Respuesta

FUERA_DE_CATALOGO = "fuera_de_catalogo"


@sin_recolector()
def importar(
    ruta: Path,
    *,
    proceso: str,
    simular: bool,
    por: Alcance,
    ahora: datetime,
    aceptar: Collection[str] = (),
    visto: str = "",
) -> Informe:
    """Importa un archivo en una elección; todo o nada.

    Una pérdida es un error, salvo que su código esté en `aceptar`. Con errores en el informe, o con `simular`, o si el
    ensayo que se confirma (`visto`, su huella) ya no es lo que haría, no cambia nada: lo dice `aplica`. `ErrorDeDominio` si el archivo no se puede leer, no es un padrón o un código de `aceptar` no
    existe; `NoEncontrado` si no se cargó el proceso o quien actúa no alcanza toda la elección.
    """
    if not por.todo:
        raise NoEncontrado("No existe esa elección.")
    acepta = exigir_aceptables(aceptar)
    definicion = leer_definicion(proceso)
    lectura = leer(ruta)
    informe = Informe(
        archivo=lectura.nombre, formato=lectura.descripcion, simulado=simular, acepta=acepta, visto=visto
    )
    corte, archivo = armar(lectura, definicion, informe), lectura.huella
    del lectura  # de un padrón grande, las hojas pesan tanto como los registros
    if informe.fuera and not corte.registros:
        informe.fallar("NADA_DE_ESTA_ELECCION", _nada(informe, definicion))
    if not informe.errores:
        with deshacer_en_memoria(), transaction.atomic():
            fila = para_cambiar(Proceso.objects.all()).get(pk=proceso)
            _aplicar(fila, corte, definicion, informe, por=por, ahora=ahora)
            _resumir(informe, proceso, archivo, por=por, ahora=ahora)
            transaction.on_commit(recontar)
            transaction.set_rollback(not informe.aplica)
    if informe.errores:
        informe.sin_efecto()
    return informe


def _aplicar(
    fila: Proceso, corte: Corte, definicion: Definicion, informe: Informe, *, por: Alcance, ahora: datetime
) -> None:
    """El padrón y, con él, lo que cada quien respondió en una elección de antes o la captura de quien llega con ella abierta."""
    hechos = Aplicacion(fila, definicion, informe, por=por, ahora=ahora).aplicar(corte.registros)
    if not hechos and not informe.errores:
        informe.fallar("NADA_DE_ESTA_ELECCION", _nada(informe, definicion))
    if fila.historico:
        _respuestas(hechos, definicion, informe, por=por, ahora=ahora)
        if corte.con_identidad:
            _identidad(hechos, definicion, informe, por=por, ahora=ahora)
        return
    _avisar_no_importadas(hechos, informe)
    nuevas = {hecho.candidatura.pk: hecho.candidatura for hecho in hechos if hecho.alta}
    abrir_las_de(fila.pk, por=Alcance.sistema("calendario"), ahora=ahora, nuevas=nuevas)


def _nada(informe: Informe, definicion: Definicion) -> str:
    return (
        f"De {cuantos(informe.filas, 'renglón', 'renglones')} ninguno entra en «{definicion.nombre}» ({definicion.entidad}): "
        "¿es el archivo de esta elección?"
    )


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
        candidatura = hecho.candidatura
        vigente = vigentes.get(candidatura.pk)
        contenido = _contenido(definicion, hecho.registro, vigente.contenido if vigente else {})
        if not contenido or (vigente is not None and vigente.contenido == contenido):
            continue
        informe.hara(candidatura.folio, vigente and vigente.contenido, contenido)
        version = agregar_version(
            candidatura=candidatura,
            origen="importada",
            contenido=contenido,
            fotografia=None,
            cuestionario_version=definicion.curricular.version,
            por=por,
            ahora=ahora,
        )
        if not hecho.alta and not hecho.campos:
            informe.cambios, informe.sin_cambio = informe.cambios + 1, informe.sin_cambio - 1
        acto, numero, huella = Acto.CURRICULAR_IMPORTADO, version.numero, version.huella
        if candidatura.estado == Estado.OMISA:
            mover(candidatura, acto, por=por, ahora=ahora, version=numero, huella=huella)
        else:
            asentar(candidatura, acto, por=por, ahora=ahora, version=numero, huella=huella)


def _contenido(
    definicion: Definicion, registro: Registro, vigente: dict[str, Respuesta]
) -> dict[str, Respuesta]:
    """Lo del renglón sobre lo que ya se tenía: una celda vacía, o una columna que falta, no borra nada."""
    borradas = {c.clave for c in definicion.curricular.campos() if columna_de(c) in registro.borrados}
    return {clave: v for clave, v in (vigente | registro.curricular).items() if clave not in borradas}


def _altas_con_identidad(hechos: Iterable[Aplicado]) -> list[Aplicado]:
    return [hecho for hecho in hechos if hecho.alta and hecho.registro.identidad is not None]


def _identidad(
    hechos: list[Aplicado], definicion: Definicion, informe: Informe, *, por: Alcance, ahora: datetime
) -> None:
    """La cuenta siempre, para señalar lo que no esté en el catálogo; la guarda si nada falló y no se simula."""
    conteos = _conteos(hechos, definicion, informe)
    if conteos and informe.aplica:
        _guardar_conteos(hechos, conteos, por=por, ahora=ahora)


def _conteos(hechos: Iterable[Aplicado], definicion: Definicion, informe: Informe) -> dict[str, Counter[str]]:
    """Identidad sin consentimiento: solo cuántas respuestas de cada una, y solo de las altas."""
    conteos: dict[str, Counter[str]] = {}
    numeradas = {f"p{c.numero}": c.clave for c in definicion.identidad.campos() if c.numero}
    for hecho in _altas_con_identidad(hechos):
        for numero, celda in (hecho.registro.identidad or {}).items():
            pregunta = numeradas.get(numero, numero)
            respuesta = opcion(definicion.identidad, pregunta, celda)
            sin_opcion = FUERA_DE_CATALOGO if linea(celda) else SIN_RESPUESTA
            conteos.setdefault(pregunta, Counter())[respuesta or sin_opcion] += 1
    for pregunta, cuenta in sorted(conteos.items()):
        if ajenas := cuenta[FUERA_DE_CATALOGO]:
            # El texto no se repite: puede decir algo de una persona.
            admitidas = ", ".join(f"«{etiqueta}»" for etiqueta in etiquetas(definicion.identidad, pregunta))
            no_estan = cuantos(
                ajenas, f"respuesta de {pregunta} no está", f"respuestas de {pregunta} no están"
            )
            mensaje = f"{no_estan} en el catálogo, que admite {admitidas or 'ninguna'}."
            informe.fallar("RESPUESTA_FUERA_DE_CATALOGO", mensaje, columna=pregunta, valores=ajenas)
    return conteos


def _guardar_conteos(
    hechos: Iterable[Aplicado], conteos: dict[str, Counter[str]], *, por: Alcance, ahora: datetime
) -> None:
    """El lote es el conjunto de folios contados: si la base A no llegó a confirmar, repetir no suma dos veces."""
    altas = _altas_con_identidad(hechos)
    lote = huella(sorted(hecho.candidatura.folio for hecho in altas))
    proceso = altas[0].candidatura.proceso_id
    agregar_conteos(proceso=proceso, lote=lote, conteos=conteos, por=por, ahora=ahora)


def _avisar_no_importadas(hechos: Iterable[Aplicado], informe: Informe) -> None:
    """Lo que una elección en curso no toma de un padrón: lo contesta quien responde por la candidatura."""
    curriculares = [len(hecho.registro.curricular) for hecho in hechos if hecho.registro.curricular]
    identidad = [len(dichas) for hecho in hechos if (dichas := _contestadas(hecho.registro))]
    for una, varias, cuentas in (
        ("curricular", "curriculares", curriculares),
        ("de identidad", "de identidad", identidad),
    ):
        if cuentas:
            mensaje = (
                f"{cuantos(len(cuentas), 'renglón trae', 'renglones traen')} "
                f"{cuantos(sum(cuentas), f'respuesta {una}', f'respuestas {varias}')} que no se importan: "
                "en una elección en curso las captura quien responde por la candidatura."
            )
            informe.avisar("RESPUESTAS_NO_IMPORTADAS", mensaje, valores=sum(cuentas))


def _contestadas(registro: Registro) -> list[str]:
    return [celda for celda in (registro.identidad or {}).values() if linea(celda)]


def _resumir(informe: Informe, proceso: str, archivo: str, *, por: Alcance, ahora: datetime) -> None:
    """Una entrada por importación que cambió algo; repetir el archivo no deja ruido."""
    if informe.altas or informe.cambios:
        claves = ("filas", "fuera", "altas", "cambios", "sin_cambio")
        datos: dict[str, object] = {
            "archivo": archivo,
            **{clave: getattr(informe, clave) for clave in claves},
        }
        if informe.mapa:
            datos["mapa"] = informe.mapa
        perdidas = [causa for causa in informe.causas() if causa.gravedad == "aceptada"]
        if perdidas:
            datos["aceptadas"] = {causa.codigo: causa.renglones or causa.valores for causa in perdidas}
        registrar(
            using="default", por=por, acto=Acto.PADRON_IMPORTADO, ahora=ahora, proceso=proceso, datos=datos
        )
