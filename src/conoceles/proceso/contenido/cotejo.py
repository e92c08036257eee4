"""Que lo que rige sea lo que alguien cargó o enmendó: quien es dueño del archivo de la base puede cambiarlo; aquí se nota."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.compuerta import EnDuda, Sobre
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.nucleo import canonico
from conoceles.nucleo.errores import Conflicto
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido.vigencia import marcas, plazo_de_captura
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso, Siglado
from conoceles.proceso.serie import desde_json

_LAS_PONEN = (Acto.PROCESO_CARGADO, Acto.DEFINICION_ENMENDADA)
Dichas = Mapping[str, object]  # cómo se nombra cada fila → lo que dice


def cambiadas() -> Iterator[tuple[str, str]]:
    """(elección, qué no cuadra) de las que la bitácora no explica."""
    for fila in Proceso.objects.order_by("pk"):
        yield from ((fila.pk, frase) for frase in _de(fila))


def en_duda(sobre: Sobre) -> str:
    """Si la definición que rige en esa elección no es la que puso su último acto; vacía si lo es, o si no se ha cargado."""
    clave = sobre.proceso
    if not Proceso.objects.filter(pk=clave).exists():
        return ""
    consta = huella_que_consta(clave)
    if consta == procesos.huella_vigente(clave) and procesos.por_huella(clave, consta):
        return ""
    return f"La definición de {clave} cambió sin pasar por el sistema: vuelva a cargar su carpeta, o reponga la base."


def huella_que_consta(clave: str) -> str:
    """La de la definición que puso su último acto; la de la fila, si ninguno la puso. `NoEncontrado` si no se ha cargado."""
    vigente = procesos.huella_vigente(clave)
    puestas = Entrada.objects.filter(proceso=clave, acto__in=_LAS_PONEN).order_by("-id")
    puesta = next(filter(sellada, puestas), None)
    return str(puesta.datos["huella"]) if puesta else vigente


def la_que_consta(clave: str) -> Definicion:
    """La que puso el último acto, diga lo que diga hoy la fila: su huella la encuentra entre las que han regido.

    `EnDuda` si ya no está o cambió: no hay con qué decir qué rige. `NoEncontrado` si la elección no se ha cargado.
    """
    hallada = procesos.por_huella(clave, huella_que_consta(clave))
    if hallada is None:
        raise EnDuda(
            f"La definición de {clave} que puso su último acto no está: nada se publica hasta que se reponga."
        )
    return hallada


def perdidas() -> list[str]:
    """Claves de las elecciones que un acto cargó y ya no están en la base."""
    cargadas = Entrada.objects.filter(acto=Acto.PROCESO_CARGADO).values_list("proceso", flat=True)
    return sorted({*cargadas} - {*Proceso.objects.values_list("pk", flat=True)})


def exigir_sus_fuentes(fila: Proceso) -> None:
    """`Conflicto` si las cambió otro cliente de la base: la enmienda las daría por buenas junto con lo suyo."""
    suyas = Entrada.objects.filter(proceso=fila.pk, acto__in=_LAS_PONEN).order_by("-id")
    if fuentes_ajenas(fila, suyas.first()):
        raise Conflicto(
            "Los archivos de esta elección se cambiaron en la base sin pasar por el sistema, y una enmienda los daría por buenos. "
            "Vuelva a cargar su carpeta, o reponga el último respaldo."
        )


def fuentes_ajenas(fila: Proceso, puesta: Entrada | None) -> bool:
    """Si no son las que asentó el acto que las puso; del que se hizo antes de que las dijera no se sabe."""
    dichas = puesta.datos.get("fuentes") if puesta else None
    return dichas is not None and dichas != canonico.huella(fila.fuentes)


def _de(fila: Proceso) -> Iterator[str]:
    if canonico.huella(fila.definicion) != fila.huella:
        yield "su definición no es la que su huella resume"
        return  # lo demás se deriva de ella
    suyas = Entrada.objects.filter(proceso=fila.pk).order_by("-id")
    puesta = suyas.filter(acto__in=_LAS_PONEN).first()
    cargada = suyas.filter(acto=Acto.PROCESO_CARGADO).first()
    if puesta is None or puesta.datos.get("huella") != fila.huella:
        yield "rige una definición que nadie cargó ni enmendó"
        return
    if fuentes_ajenas(fila, puesta):
        yield "los archivos de su carpeta, de los que parte la enmienda siguiente, no son los que se cargaron"
    elif cargada and cargada.datos.get("inventado", fila.inventado) != fila.inventado:
        yield "se cargó con otra respuesta a si es inventada"
    definicion = desde_json(fila.definicion)
    dichas = marcas(definicion) | {"historico": definicion.historico, "nombre": definicion.nombre}
    for columna, valor in dichas.items():
        if getattr(fila, columna) != valor:
            yield f"la columna «{columna}» no dice lo que su definición"
    yield from _de_sus_filas(fila, definicion)


def _de_sus_filas(fila: Proceso, definicion: Definicion) -> Iterator[str]:
    """Partidos, contiendas y convenio se escriben al cargar: con esos nombres se lee en pantalla y se informa al INE."""
    for que, hay, dichas in (
        ("el partido o la alianza", _fuerzas(fila), _fuerzas_dichas(definicion)),
        ("la contienda", _contiendas(fila), _contiendas_dichas(definicion)),
        ("quién sigla, del convenio,", _siglados(fila), _siglados_dichos(definicion)),
    ):
        for clave in sorted(hay.keys() | dichas.keys()):
            if hay.get(clave) != dichas.get(clave):
                yield f"{que} {clave} no es como su definición dice"
    plazos = {c.clave: plazo_de_captura(definicion, c) for c in definicion.contiendas}
    for contienda in fila.contiendas.order_by("orden"):
        plazo = plazos.get(contienda.clave, {})
        if any(getattr(contienda, columna) != valor for columna, valor in plazo.items()):
            yield f"el plazo de captura de {contienda.nombre} no es el que su definición dice"


def _fuerzas(fila: Proceso) -> Dichas:
    suyas = fila.fuerzas.prefetch_related("integrantes")
    return {
        f.siglas: (f.nombre, f.tipo, f.color, f.orden, sorted(i.siglas for i in f.integrantes.all()))
        for f in suyas
    }


def _fuerzas_dichas(definicion: Definicion) -> Dichas:
    return {f.siglas: (f.nombre, f.tipo, f.color, f.orden, sorted(f.integrantes)) for f in definicion.fuerzas}


def _contiendas(fila: Proceso) -> Dichas:
    return {
        c.clave: (c.cargo, c.nombre, c.ambito, c.distrito, c.municipio, c.orden)
        for c in fila.contiendas.all()
    }


def _contiendas_dichas(definicion: Definicion) -> Dichas:
    return {
        c.clave: (c.cargo, c.nombre, c.ambito, c.distrito, c.municipio or "", c.orden)
        for c in definicion.contiendas
    }


def _siglados(fila: Proceso) -> Dichas:
    suyos = Siglado.objects.filter(fuerza__proceso=fila)
    dichos = suyos.values_list("fuerza__siglas", "contienda__clave", "partido__siglas", "confianza")
    return {f"{fuerza} en {contienda}": resto for fuerza, contienda, *resto in dichos}


def _siglados_dichos(definicion: Definicion) -> Dichas:
    return {f"{s.fuerza} en {s.contienda}": [s.partido, s.confianza] for s in definicion.siglados}
