"""Calendario: fechas conocidas, su orden y el acto que las fijó."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conoceles.nucleo import festivos
from conoceles.proceso.carga.piezas.tabla import Tabla
from conoceles.proceso.definicion import Acuerdo, Calendario, Fecha, GrupoDeTerritorios

FASES = ("captura", "validacion", "publicacion")
FECHAS = (
    "proceso_inicio", "precampana_inicio", "precampana_fin", "registro_inicio", "registro_fin",
    "registro_aprobacion", "captura_inicio", "captura_cierre", "campana_inicio", "campana_fin",
    "identidad_corte", "publicacion_inicio", "publicacion_fin", "boletas_impresion", "veda_inicio", "jornada", "cierre",
)  # fmt: skip
INDISPENSABLES = (
    "registro_inicio",
    "registro_fin",
    "campana_inicio",
    "publicacion_inicio",
    "captura_inicio",
    "identidad_corte",
)
POR_GRUPO = (
    "precampana_inicio", "precampana_fin", "registro_inicio", "registro_fin", "registro_aprobacion", "captura_inicio",
    "captura_cierre", "campana_inicio", "campana_fin", "publicacion_inicio",
)  # fmt: skip
FALTAS = {
    # Se exigen al cargar desde después: la frase dice qué escribir.
    "captura_inicio": "falta el día en que se abre la captura; sin él nadie puede contestar. Escriba en "
    "[calendario.fechas]: captura_inicio = { dia = AAAA-MM-DD }. Si la elección ya concluyó y se carga solo como "
    "archivo, escriba al principio de proceso.toml: historico = true.",
    "identidad_corte": "falta el día con que se cuentan las tablas de identidad, que se publican una sola vez. Escriba "
    "en [calendario.fechas]: identidad_corte = { dia = AAAA-MM-DD }, el último del plazo ordinario de captura.",
}

# (antes, después, si pueden coincidir, qué se dice)
ORDEN = (
    ("proceso_inicio", "registro_inicio", True, "el registro empieza antes que el proceso"),
    ("precampana_inicio", "precampana_fin", True, "la precampaña termina antes de empezar"),
    ("precampana_fin", "campana_inicio", False, "la campaña empieza antes de que termine la precampaña"),
    ("registro_inicio", "registro_fin", True, "el registro termina antes de empezar"),
    ("registro_inicio", "campana_inicio", False, "la campaña empieza antes que el registro de candidaturas"),
    ("registro_fin", "campana_inicio", False, "la campaña empieza antes de que termine el registro"),
    ("registro_fin", "registro_aprobacion", True, "el registro se aprueba antes de cerrar"),
    ("campana_inicio", "campana_fin", True, "la campaña termina antes de empezar"),
    ("campana_fin", "jornada", False, "la campaña no termina antes de la jornada"),
    ("campana_inicio", "publicacion_inicio", True, "la publicación empieza antes que la campaña"),
    ("publicacion_inicio", "jornada", True, "la publicación empieza después de la jornada"),
    ("publicacion_inicio", "publicacion_fin", True, "la publicación termina antes de empezar"),
    ("captura_inicio", "captura_cierre", True, "la captura cierra antes de abrir"),
    ("captura_inicio", "jornada", False, "la captura no se abre antes de la jornada"),
    ("captura_inicio", "identidad_corte", True, "las tablas de identidad se cuentan antes de abrir la captura"),
    ("registro_inicio", "identidad_corte", True, "las tablas de identidad se cuentan antes de que empiece el registro"),
    ("identidad_corte", "cierre", True, "las tablas de identidad se cuentan después del cierre"),
    ("registro_aprobacion", "captura_cierre", True, "la captura cierra antes de que se apruebe el registro"),
    ("captura_cierre", "cierre", True, "la captura cierra después del proceso"),
    ("campana_inicio", "jornada", False, "la campaña empieza después de la jornada"),
    ("registro_fin", "boletas_impresion", True, "las boletas se imprimen antes de cerrar el registro"),
    ("boletas_impresion", "jornada", False, "las boletas se imprimen después de la jornada"),
    ("veda_inicio", "jornada", True, "la veda empieza después de la jornada"),
    ("jornada", "cierre", True, "el proceso cierra antes de la jornada"),
)  # fmt: skip

# Un grupo que publica después del corte dejaría contar lo que nadie ha podido leer.
DE_GRUPO = (
    *ORDEN,
    ("publicacion_inicio", "identidad_corte", True, "las tablas de identidad se cuentan antes de que este grupo publique"),
)  # fmt: skip


def exigidas(*, historico: bool, ya_cargada: bool) -> tuple[str, ...]:
    """Las fechas que no pueden faltar. A lo cargado antes de que se exigieran las de `FALTAS` se le puede enmendar."""
    if historico:
        return ("jornada",)
    return ("jornada", *(c for c in INDISPENSABLES if not (ya_cargada and c in FALTAS)))


def leer_calendario(tabla: Tabla, *, exigidas: tuple[str, ...]) -> Calendario:
    """Calendario de `[calendario]`, con las fechas de `exigidas` presentes."""
    zona = tabla.texto("zona")
    _comprobar_zona(tabla, zona)
    fechas = _fechas(tabla.tabla("fechas", obligatoria=True), exigidas)
    captura, fases = tabla.tabla("captura"), tabla.tabla("fases")
    oficiales = tabla.logico("festivos_oficiales")
    calendario = Calendario(
        zona=zona,
        fechas=fechas,
        captura_dias=captura.entero("dias", 15, minimo=1),
        captura_habiles=captura.logico("habiles"),
        captura_acuerdo=leer_acuerdo(captura),
        captura_supuesto=captura.logico("supuesto"),
        todos_los_dias_habiles=tabla.logico("todos_los_dias_habiles"),
        inhabiles=_inhabiles(tabla) | (_festivos(fechas) if oficiales else frozenset()),
        festivos_oficiales=oficiales,
        orden=_orden(fases),
        orden_acuerdo=leer_acuerdo(fases),
        grupos=tuple(_grupo(t, fechas) for t in tabla.tablas("grupos")),
    )
    for leida in (captura, fases, tabla):
        leida.cerrar()
    return calendario


def leer_acuerdo(tabla: Tabla) -> Acuerdo | None:
    """`acuerdo = { numero, fecha, organo }` de una tabla, si lo trae."""
    return acuerdo_de(tabla.tabla("acuerdo")) if tabla.tiene("acuerdo") else None


def acuerdo_de(tabla: Tabla) -> Acuerdo:
    """El acto que describe esa tabla."""
    numero, organo = tabla.texto("numero"), tabla.texto("organo", "")
    acuerdo = Acuerdo(numero, tabla.fecha("fecha", obligatoria=False), organo)
    tabla.cerrar()
    return acuerdo


def _fechas(tabla: Tabla, exigidas: tuple[str, ...]) -> dict[str, Fecha]:
    fechas = _dichas(tabla, FECHAS)
    for clave in exigidas:
        if not tabla.tiene(clave):
            tabla.falta(clave, FALTAS.get(clave, "falta esta fecha."))
    _comprobar_orden(tabla, fechas)
    tabla.cerrar()
    return fechas


def _dichas(tabla: Tabla, claves: tuple[str, ...]) -> dict[str, Fecha]:
    fechas: dict[str, Fecha] = {}
    for clave in claves:
        if not tabla.tiene(clave):
            continue
        dicha = tabla.tabla(clave)
        dia, acuerdo, supuesto = dicha.fecha("dia"), leer_acuerdo(dicha), dicha.logico("supuesto")
        if dia:
            fechas[clave] = Fecha(dia, acuerdo, supuesto)
        dicha.cerrar()
    return fechas


def _grupo(tabla: Tabla, comunes: dict[str, Fecha]) -> GrupoDeTerritorios:
    """Un `[[calendario.grupos]]`: su orden se comprueba con las fechas que no dice, que son las comunes."""
    dichas = tabla.tabla("fechas", obligatoria=True)
    for clave in FECHAS:
        if clave not in POR_GRUPO and clave in dichas.datos and dichas.tiene(clave):
            dichas.falta(
                clave,
                "es de toda la elección: no se dice por grupo. Si ahí es otra, es otra elección y va en su propia carpeta.",
            )
    fechas = _dichas(dichas, POR_GRUPO)
    _comprobar_orden(dichas, comunes | fechas, DE_GRUPO)
    dichas.cerrar()
    grupo = GrupoDeTerritorios(
        tabla.texto("clave"),
        tabla.texto("nombre"),
        tabla.textos("municipios"),
        tabla.enteros("distritos"),
        fechas,
        tabla.texto("pregunta", ""),
    )
    sin_decir = not grupo.municipios and not grupo.distritos
    if (grupo.municipios and grupo.distritos) or (sin_decir and not grupo.pregunta):
        razon = "diga sus `municipios` o sus `distritos`, uno de los dos; si no se sabe, la `pregunta` que hay que contestar."
        tabla.falta("municipios", razon)
    tabla.cerrar()
    return grupo


def comprobar_territorios(
    raiz: Tabla, calendario: Calendario, municipios: Collection[str], distritos: Collection[int]
) -> None:
    """Cada territorio de un grupo existe y está en uno solo."""
    vistos: set[str | int] = set()
    for grupo in calendario.grupos:
        lugar = f"calendario.grupos[{grupo.clave}]"
        for clave, dichos, hay in (
            ("municipios", grupo.municipios, municipios),
            ("distritos", grupo.distritos, distritos),
        ):
            for dicho in dichos:
                if dicho not in hay:
                    raiz.falta(f"{lugar}.{clave}", f"«{dicho}» no existe en esta elección.", de=(clave,))
                elif dicho in vistos:
                    raiz.falta(f"{lugar}.{clave}", f"«{dicho}» ya está en otro grupo.")
                vistos.add(dicho)


def _comprobar_orden(
    tabla: Tabla, fechas: dict[str, Fecha], orden: tuple[tuple[str, str, bool, str], ...] = ORDEN
) -> None:
    for antes, despues, coinciden, frase in orden:
        if antes in fechas and despues in fechas:
            primero, segundo = fechas[antes].dia, fechas[despues].dia
            if primero > segundo or (primero == segundo and not coinciden):
                suya = despues in tabla.datos and despues not in ("jornada", "cierre")
                clave = despues if suya else antes
                tabla.falta(clave, f"{frase} ({antes} {primero}, {despues} {segundo}).")


def _comprobar_zona(tabla: Tabla, zona: str) -> None:
    try:
        ZoneInfo(zona or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        tabla.falta("zona", f"«{zona}» no es un huso horario conocido, como America/Monterrey.")


def _inhabiles(tabla: Tabla) -> frozenset[date]:
    if not tabla.tiene("inhabiles"):
        return frozenset()
    dias = tabla.datos["inhabiles"]
    if not isinstance(dias, list) or not all(
        isinstance(d, date) and not isinstance(d, datetime) for d in dias
    ):
        tabla.falta("inhabiles", "debe ser una lista de fechas (2024-05-01).")
        return frozenset()
    return frozenset(dias)


def _festivos(fechas: dict[str, Fecha]) -> frozenset[date]:
    """Los oficiales desde que empieza la elección hasta que termina su último año, y la jornada (LFT, art. 74)."""
    if "jornada" not in fechas:
        return frozenset()
    dias = sorted(fecha.dia for fecha in fechas.values())
    anios = range(dias[0].year, dias[-1].year + 1)
    suyos = {dia for anio in anios for dia in festivos.oficiales(anio) if dia >= dias[0]}
    return frozenset({*suyos, fechas["jornada"].dia})


def _orden(tabla: Tabla) -> tuple[str, ...]:
    orden = tabla.textos("orden", FASES)
    if sorted(orden) != sorted(FASES):
        tabla.falta("orden", "debe nombrar una vez cada fase: captura, validacion y publicacion.")
    return orden
