"""Cargar una elección en la base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo import canonico
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar, poner
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.contenido import espera, materias, propuestas
from conoceles.proceso.contenido.aperturas import con_registros
from conoceles.proceso.contenido.fuentes import Fuentes, de_carpeta, definir
from conoceles.proceso.contenido.lineas import resumir
from conoceles.proceso.contenido.materias import Citado
from conoceles.proceso.contenido.recarga import reaplicar
from conoceles.proceso.contenido.vigencia import asentar, plazo_de_captura
from conoceles.proceso.definicion import SIN_PARTIDO, Definicion
from conoceles.proceso.models import CambioPropuesto, Contienda, Fuerza, Proceso, Siglado
from conoceles.proceso.serie import huella


class Cierre(TypedDict):
    """El día de cierre, en ISO 8601, y si ya pasó."""

    dia: str | None
    pasado: bool


class DeLaDefinicion(TypedDict):
    """Lo que se dice de la definición cargada."""

    proceso: str
    huella: str
    contiendas: int
    fuerzas: int
    cierre: Cierre
    avisos: list[str]


class Cargado(DeLaDefinicion):
    """Lo que se dice al cargar. `cambio`: si la definición es otra; `enmiendas`: las vueltas a aplicar.

    `aplicado`: falso si la base quedó como estaba. Con registros: `diferencias`, en qué se distingue, y en `resumen` lo mismo
    contado; `falta`, lo que impide proponerlas; `propuesto`, si quedó esperando que alguien lo apruebe.
    """

    cambio: bool
    aplicado: bool
    propuesto: bool
    resumen: list[str]
    diferencias: list[str]
    falta: str
    enmiendas: list[str]


def comparar(carpeta: Path) -> propuestas.Diferencia | None:
    """Lo que la carpeta cambiaría de una elección con algo registrado. Solo lee; errores, los de `cargar`."""
    definicion, fuentes, _ = _con_enmiendas(*de_carpeta(carpeta))
    return propuestas.de(Proceso.objects.filter(pk=definicion.clave).first(), definicion, fuentes)


def cargar(
    carpeta: Path,
    *,
    por: Alcance,
    ahora: datetime,
    inventado: bool = False,
    citados: Sequence[Citado] = (),
    simular: bool = False,
) -> Cargado:
    """Revisa la carpeta y deja la base igual a ella. Cargar lo mismo otra vez no cambia nada.

    Las enmiendas hechas en pantalla que la carpeta todavía no trae se vuelven a aplicar encima. Con algo registrado, lo que
    cambia no rige todavía: queda propuesto, con sus actos, hasta que lo apruebe una cuenta de administración (`aprobar`).
    `simular`: todo se comprueba y nada queda.
    `DefinicionInvalida` con todas las faltas; `ErrorDeDominio` si quitaría una contienda o una fuerza que ya
    tiene candidaturas, si perdería una enmienda sin exportar, si cambia un aviso sin cambiar su versión o si, con algo
    registrado, falta un acto o mueve al futuro una apertura que ya pasó.
    `inventado` marca que las personas de este proceso no existen.
    """
    definicion, fuentes = de_carpeta(carpeta)
    with transaction.atomic():
        previo = para_cambiar(Proceso.objects.all()).filter(pk=definicion.clave).first()
        if inventado and previo and not previo.inventado and con_registros(previo.pk):
            raise ErrorDeDominio(
                "Ya hay personas registradas: no pueden pasar a ser inventadas. No se cambió nada."
            )
        definicion, fuentes, reaplicadas = _con_enmiendas(definicion, fuentes)
        traidas = fuentes
        diferencia = propuestas.de(previo, definicion, fuentes, citados)
        if diferencia:
            definicion, fuentes = diferencia.nueva, diferencia.fuentes
        falta = _falta(diferencia, ahora)
        if falta and not simular:
            raise falta
        tipos = dict(Fuerza.objects.filter(proceso=definicion.clave).values_list("siglas", "tipo"))
        cambio = _guardar(previo, definicion, fuentes, por=por, ahora=ahora, inventado=inventado)
        otras = _de_otro_tipo(definicion, tipos)
        if simular or diferencia:
            transaction.set_rollback(True)
    if diferencia and not simular:
        espera.dejar(diferencia, traidas, citados, carpeta=True, por=por, ahora=ahora)
    dicho, de_antes = _dicho(definicion, ahora, otras), advertencias(diferencia.vigente) if diferencia else []
    return {
        **dicho,
        "avisos": [aviso for aviso in dicho["avisos"] if aviso not in de_antes],
        "cambio": cambio,
        "aplicado": not simular and not diferencia,
        "propuesto": bool(diferencia and not simular),
        "resumen": resumir(diferencia.lineas) if diferencia else [],
        "diferencias": [linea.frase for linea in diferencia.lineas] if diferencia else [],
        "falta": falta.mensaje if falta else "",
        "enmiendas": reaplicadas,
    }


def _falta(diferencia: propuestas.Diferencia | None, ahora: datetime) -> ErrorDeDominio | None:
    """Por qué esa carpeta no se propone."""
    if diferencia and (abiertas := diferencia.reabre(ahora)):
        return ErrorDeDominio(
            f"Ya pasó y la carpeta lo mueve al futuro: {'; '.join(abiertas)}. Si un tribunal o el Consejo lo pospuso, hágalo "
            "en Contenidos, con su resolución: ahí lo propone una persona y lo aprueba otra. No se cambió nada."
        )
    return diferencia.falta() if diferencia else None


def que_propone(cambio: CambioPropuesto) -> propuestas.Diferencia:
    """Lo que ese cambio haría hoy, con lo que rige. `Conflicto` si ya no es lo que se propuso."""
    definicion, fuentes = definir(cambio.fuentes), cambio.fuentes
    if cambio.carpeta:
        definicion, fuentes, _ = _con_enmiendas(definicion, fuentes)
    diferencia = propuestas.de(cambio.proceso, definicion, fuentes, materias.de_json(cambio.citados))
    if diferencia is None or diferencia.huella != cambio.diferencia:
        raise Conflicto(
            "Desde que se propuso cambió lo que rige, y aprobarlo ya no haría lo mismo. Descártelo y propóngalo otra vez."
        )
    return diferencia


@transaction.atomic
def aprobar(*, cambio: CambioPropuesto, por: Alcance, ahora: datetime) -> None:
    """Lo propuesto rige desde ahora, y en la historia queda quién lo aprobó y quién lo propuso.

    Rechaza como `espera.resolver`, y además con `Conflicto` lo que ya no haría lo mismo.
    """
    previo = para_cambiar(Proceso.objects.all()).get(pk=cambio.proceso_id)
    cambio.proceso = previo
    diferencia = que_propone(cambio)
    if cambio.carpeta and (falta := _falta(diferencia, ahora)):
        raise falta
    espera.resolver(cambio, aprobado=True, por=por, ahora=ahora)
    _guardar(previo, diferencia.nueva, diferencia.fuentes, por=por, ahora=ahora, inventado=previo.inventado)
    diferencia.asentar(carpeta=cambio.carpeta, propuso=cambio.nombre_por, por=por, ahora=ahora)


def _con_enmiendas(definicion: Definicion, fuentes: Fuentes) -> tuple[Definicion, Fuentes, list[str]]:
    """Con las de pantalla que la carpeta no trae, y cuáles fueron."""
    fuentes, reaplicadas = reaplicar(definicion, fuentes)
    return definir(fuentes) if reaplicadas else definicion, fuentes, reaplicadas


def _dicho(definicion: Definicion, ahora: datetime, otras: list[str]) -> DeLaDefinicion:
    return {
        "proceso": definicion.clave,
        "huella": huella(definicion),
        "contiendas": len(definicion.contiendas),
        "fuerzas": len(definicion.fuerzas),
        "cierre": _cierre(definicion, ahora),
        "avisos": [*_cierre_pasado(definicion, ahora), *otras, *advertencias(definicion)],
    }


def _cierre(definicion: Definicion, ahora: datetime) -> Cierre:
    """El día de cierre y si ya pasó. Cargar nunca cierra."""
    dia = definicion.calendario.dia("cierre")
    pasado = bool(dia and not definicion.historico and definicion.calendario.dia_local(ahora) > dia)
    return {"dia": dia.isoformat() if dia else None, "pasado": pasado}


def _cierre_pasado(definicion: Definicion, ahora: datetime) -> list[str]:
    cierre = _cierre(definicion, ahora)
    if not cierre["pasado"]:
        return []
    return [
        f"El día de cierre de esta elección ({cierre['dia']}) ya pasó: nadie podrá capturar. Cargarla no la cierra: lo "
        "hace quien administra, con su acto. Si concluyó y se carga solo como archivo, escriba «historico = true» en "
        "proceso.toml; si la fecha está mal, corríjala en [calendario.fechas]."
    ]


def _guardar(
    previo: Proceso | None,
    definicion: Definicion,
    fuentes: Fuentes,
    *,
    por: Alcance,
    ahora: datetime,
    inventado: bool,
) -> bool:
    resumen = huella(definicion)
    inventado = inventado or bool(previo and previo.inventado)  # recargar no vuelve real lo inventado
    igual = previo is not None and previo.huella == resumen and previo.inventado == inventado
    igual = igual and previo is not None and canonico.huella(previo.definicion) == resumen
    if igual and previo is not None and previo.fuentes == fuentes:
        return False
    proceso = asentar(definicion, fuentes, ahora=ahora, inventado=inventado)
    if not igual:
        _fuerzas(proceso, definicion)
        _contiendas(proceso, definicion)
        _siglados(proceso, definicion)
    datos: dict[str, object] = {"huella": resumen, "anterior": previo.huella if previo else ""}
    datos["fuentes"] = canonico.huella(fuentes)
    datos |= {"inventado": inventado}
    registrar(
        using="default", por=por, acto=Acto.PROCESO_CARGADO, ahora=ahora, proceso=proceso.clave, datos=datos
    )
    return not igual  # si no, solo cambiaron comentarios


def _fuerzas(proceso: Proceso, definicion: Definicion) -> None:
    list(para_cambiar(proceso.fuerzas.order_by("pk")))
    Siglado.objects.filter(fuerza__proceso=proceso).delete()
    _quitar(proceso.fuerzas.exclude(siglas__in=[f.siglas for f in definicion.fuerzas]), "fuerza")
    filas: dict[str, Fuerza] = {}
    for fuerza in definicion.fuerzas:
        datos = {"nombre": fuerza.nombre, "tipo": fuerza.tipo, "color": fuerza.color, "orden": fuerza.orden}
        filas[fuerza.siglas] = poner(Fuerza.objects.all(), datos, proceso=proceso, siglas=fuerza.siglas)
    for fuerza in definicion.fuerzas:
        filas[fuerza.siglas].integrantes.set([filas[siglas] for siglas in fuerza.integrantes])


def _de_otro_tipo(definicion: Definicion, antes: Mapping[str, str]) -> list[str]:
    """Quién responde por cada fórmula se guardó al importarla: con otro tipo, nadie la ve hasta otro corte del padrón."""
    cambiadas = [
        f
        for f in definicion.fuerzas
        if (f.tipo in SIN_PARTIDO) != (antes.get(f.siglas, f.tipo) in SIN_PARTIDO)
    ]
    filas = Fuerza.objects.filter(proceso=definicion.clave, siglas__in=[f.siglas for f in cambiadas])
    con_candidaturas = [f for f in filas.order_by("orden") if f.formulas.exists()]
    for fuerza in con_candidaturas:
        if fuerza.tipo in SIN_PARTIDO:
            raise ErrorDeDominio(
                f"«{fuerza.nombre}» ya responde por sus candidaturas: no puede pasar a «{fuerza.tipo}», donde cada una "
                "responde por sí misma. No se cambió nada."
            )
    return [
        f"«{f.nombre}» ahora responde por sus candidaturas y antes cada una por sí misma: vuelva a importar el padrón; "
        "mientras, quien capture por ella no ve ninguna."
        for f in con_candidaturas
    ]


def _contiendas(proceso: Proceso, definicion: Definicion) -> None:
    _quitar(proceso.contiendas.exclude(clave__in=[c.clave for c in definicion.contiendas]), "contienda")
    _mismo_cargo(proceso, definicion)
    for contienda in definicion.contiendas:
        poner(
            Contienda.objects.all(),
            {
                "cargo": contienda.cargo,
                "nombre": contienda.nombre,
                "ambito": contienda.ambito,
                "distrito": contienda.distrito,
                "municipio": contienda.municipio or "",
                "orden": contienda.orden,
                **plazo_de_captura(definicion, contienda),
            },
            proceso=proceso,
            clave=contienda.clave,
        )


def _mismo_cargo(proceso: Proceso, definicion: Definicion) -> None:
    """`ErrorDeDominio` si una contienda con candidaturas pasaría a ser de otro cargo."""
    cargos = {c.clave: c.cargo for c in definicion.contiendas}
    for contienda in proceso.contiendas.filter(formulas__isnull=False).distinct():
        if cargos[contienda.clave] != contienda.cargo:
            raise ErrorDeDominio(
                f"«{contienda.nombre}» ya tiene candidaturas al cargo «{contienda.cargo}»: su clave no puede cambiar a "
                f"«{cargos[contienda.clave]}». No se cambió nada."
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
