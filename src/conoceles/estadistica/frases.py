"""La frase que dice lo que muestra una gráfica, con su denominador; también es su texto alternativo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from conoceles.estadistica.celdas import porcentaje
from conoceles.estadistica.publicado import Celda, Cuenta, de_pregunta
from conoceles.identidad.totales.contadas import PNC, SIN_RESPUESTA
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.texto import cuantos

CABEN_POR_SU_NOMBRE = 3
ORIENTA_POCO = (
    "Son tan pocas personas que la cifra orienta poco: el intervalo abarca la mitad o más de ellas."
)


def frase(indicador: Cuenta) -> str:
    """Una oración que se sostiene sola; nunca dice más que las celdas publicadas."""
    return _FRASES[indicador["clase"]](indicador)


def sin_publicar(estado: str, dia: date | None) -> str:
    """La tabla de identidad que todavía no sale: cuándo o por qué, sin una sola cifra."""
    if estado == "espera_su_base":
        return "Ya se publicó una vez y no se cuenta otra: espera a que se reponga la base que la tiene."
    if dia is None:
        return "Se publica una sola vez; la elección todavía no declara con qué corte."
    return f"Se publica una sola vez, con lo recibido hasta el {en_palabras(dia)}, después de ese día."


def _de_fuerzas(i: Cuenta) -> bool:
    """De las fuerzas no se dice cuál va mejor o peor: las barras están a la vista, en el orden de la boleta."""
    return i["id"].endswith(".fuerza")


def _avance(i: Cuenta) -> str:
    hechas = sum(_valor(c) for c in i["celdas"])
    una = i["denominador"] == 1
    parte = _parte(hechas, i["denominador"], "candidatura registrada" if una else "candidaturas registradas")
    inicio = f"{'Ha' if una or hechas == 1 else 'Han'} enviado su cuestionario curricular {parte}"
    if len(i["celdas"]) < 2 or _de_fuerzas(i):
        return inicio + "."
    mayores, menores = (_extremas(i["celdas"], elegir) for elegir in (max, min))
    if len(mayores) == len(i["celdas"]):
        return f"{inicio}; el avance es el mismo en cada grupo."
    return f"{inicio}; el mayor avance es de {_nombradas(mayores)} y el menor de {_nombradas(menores)}."


def _paridad(i: Cuenta) -> str:
    con_dato = [c for c in i["celdas"] if c["valor"] is not None]
    if not con_dato:
        return f"Sin dato: no se tiene el sexo de {_ninguna(i['denominador'])}."
    de_cuantas = sum(_de(c) for c in con_dato)
    mujeres = sum(_valor(c) for c in con_dato)
    falta = i["denominador"] - de_cuantas
    cuales = f"{_candidaturas(de_cuantas)}{' con el dato' if falta else ''}"
    inicio = f"{mujeres} de {cuales} {'es de una mujer' if 1 in (mujeres, de_cuantas) else 'son de mujeres'}"
    inicio += f" ({porcentaje(mujeres, de_cuantas)})" if de_cuantas else ""
    if falta:
        inicio += f"; de {falta} no se tiene"
    if _de_fuerzas(i) or len(con_dato) < 2:
        return inicio + "."
    menores = _extremas(con_dato, min)
    if len(menores) == len(con_dato):
        return f"{inicio}; la proporción es la misma en cada grupo."
    return f"{inicio}; la menor proporción es de {_nombradas(menores)}."


def _distribucion(i: Cuenta) -> str:
    """No tener el dato no es un grupo: se dice de cuántas falta. De una pregunta falta que se publique, no que se sepa."""
    de_respuestas = de_pregunta(i)
    dichas = [c for c in i["celdas"] if c["clave"] != "sin_dato"]
    if not dichas:
        return (
            f"{'Sin información publicada' if de_respuestas else 'Sin dato'} de {_ninguna(i['denominador'])}."
        )
    if i["denominador"] == 1:
        return f"La única candidatura está en «{max(dichas, key=_valor)['etiqueta']}»."
    mayor = max(_valor(c) for c in dichas)
    iguales = [f"«{c['etiqueta']}»" for c in dichas if c["valor"] == mayor]
    cada = _parte(mayor, i["denominador"], "candidaturas")
    falta = i["denominador"] - sum(_valor(c) for c in dichas)
    no_hay = "no hay información publicada" if de_respuestas else "no se tiene el dato"
    cierre = f"; de {falta} {no_hay}." if falta else "."
    if len(iguales) > 1:
        cuales = f"{', '.join(iguales[:-1])} y {iguales[-1]}"
        return f"Los grupos más numerosos son {cuales}, con {cada} cada uno{cierre}"
    return f"El grupo más numeroso es {iguales[0]}: {cada}{cierre}"


def _accion(i: Cuenta) -> str:
    faltan = [c["etiqueta"] for c in i["celdas"] if _valor(c) < (c.get("minimo") or 0)]
    cierre = f"no alcanzan el mínimo: {', '.join(faltan)}" if faltan else "ninguna queda debajo de su mínimo"
    total = sum(_valor(c) for c in i["celdas"])
    registros = cuantos(total, "registro", "registros")
    return f"Hay {registros} en acciones afirmativas, entre {_candidaturas(i['denominador'])}; {cierre}."


def _identidad(i: Cuenta) -> str:
    """Lo estimado, siempre con su intervalo."""
    si = next((c for c in i["celdas"] if c["clave"] == "si"), None)
    if si is not None:
        contestaron = "Contestó" if si["valor"] == 1 and si["desde"] == si["hasta"] else "Contestaron"
        dicha = f"{contestaron} «Sí» {_cifra(si)}, de {_personas(i['denominador'])}."
    else:
        dichas = [c for c in i["celdas"] if c["clave"] not in (PNC, SIN_RESPUESTA)]
        mayor = max(dichas or i["celdas"], key=_valor)
        dicha = f"La respuesta más frecuente es «{mayor['etiqueta']}»: {_cifra(mayor)}, de {_personas(i['denominador'])}."
    return f"{dicha} {ORIENTA_POCO}" if _ancho(i) else dicha


def _cifra(celda: Celda) -> str:
    """«unas 42 (37 a 47)»; la que se contó tal cual, sin su porcentaje."""
    exacta = celda["desde"] == celda["hasta"]
    return celda["texto"].split(" (")[0] if exacta else celda["texto"]


def _ancho(i: Cuenta) -> bool:
    """Si de lo estimado cabe la mitad, o más, en un intervalo."""
    estimadas = i["denominador"] - i.get("contadas_exactas", i["denominador"])
    return bool(estimadas) and 2 * max(c["hasta"] - c["desde"] for c in i["celdas"]) >= estimadas


def _visitas(i: Cuenta) -> str:
    mayor = max(i["celdas"], key=_valor)
    vistas = "Se ha visto 1 página" if i["denominador"] == 1 else f"Se han visto {i['denominador']:,} páginas"
    return f"{vistas}; el día con más fue el {mayor['etiqueta']}, con {_valor(mayor):,}."


_FRASES = {
    "avance": _avance,
    "paridad": _paridad,
    "distribucion": _distribucion,
    "accion": _accion,
    "identidad": _identidad,
    "consentimiento": _identidad,
    "visitas": _visitas,
}


def _candidaturas(cuantas: int) -> str:
    return cuantos(cuantas, "candidatura", "candidaturas")


def _ninguna(cuantas: int) -> str:
    return "la única candidatura" if cuantas == 1 else f"ninguna de las {cuantas} candidaturas"


def _personas(cuantas: int) -> str:
    return cuantos(cuantas, "persona con candidatura", "personas con candidatura")


def _parte(parte: int, total: int, cuales: str) -> str:
    """«61 de 263 candidaturas (23.2 %)»: el porcentaje, después de lo que se cuenta."""
    return f"{parte} de {total} {cuales}" + (f" ({porcentaje(parte, total)})" if total else "")


def _valor(celda: Celda) -> int:
    """De las que aquí se suman y comparan ninguna está protegida."""
    return celda["valor"] or 0


def _de(celda: Celda) -> int:
    """Las de avance y de paridad siempre lo traen; si faltara, que se note."""
    return celda["de"]


def _extremas(celdas: Sequence[Celda], elegir: Callable[..., float]) -> list[Celda]:
    """Todas las que tienen la proporción mayor, o la menor: un empate no se calla."""
    cual = elegir(_valor(c) / _de(c) for c in celdas)
    return [c for c in celdas if _valor(c) / _de(c) == cual]


def _nombradas(celdas: Sequence[Celda]) -> str:
    """Una, por su nombre; hasta tres iguales, por los suyos; más, cuántas son. Siempre con qué proporción."""
    if len(celdas) == 1:
        return f"«{celdas[0]['etiqueta']}» ({_valor(celdas[0])} de {_de(celdas[0])})"
    if len(celdas) <= CABEN_POR_SU_NOMBRE:
        nombres = [f"«{c['etiqueta']}»" for c in celdas]
        return f"{', '.join(nombres[:-1])} y {nombres[-1]} ({porcentaje(_valor(celdas[0]), _de(celdas[0]))})"
    return f"{len(celdas)} grupos empatados ({porcentaje(_valor(celdas[0]), _de(celdas[0]))})"
