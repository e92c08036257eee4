"""Lo que el informe final agrega: cada indicador del catálogo, con su denominador."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conoceles.estadistica import graficas
from conoceles.estadistica.publicado import Celda, Publicado
from conoceles.evaluacion import consultas
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Grafica, Tabla, porciento
from conoceles.informes.tablas.completitud import cifra
from conoceles.nucleo import dias

_CLASES = ("distribucion", "paridad", "identidad")
_DE_TABLA = {  # las de avance y acciones ya tienen su tabla; su gráfica es la misma de la estadística pública
    "Q1": "captura.cargo",
    "Q2": "captura.fuerza",
    "Q3": "captura.distrito",
    "Q4": "captura.sexo",
    "Q6c": "acciones.registradas",
    "Q8": "visitas.dia",
}
BARRAS = 12  # las que caben a lo alto de una hoja apaisada, junto a su tabla
BAJAS = 6  # las que caben encima de una tabla ancha
DIAS = 24  # de las visitas, los últimos


def reparos(c: Contexto) -> tuple[str, ...]:
    """Por qué en ese corte el informe final todavía no puede serlo."""
    d, faltan = c.definicion, []
    jornada = d.calendario.dia("jornada")
    if jornada and c.corte < dias.fin(jornada, d.calendario.zona):
        faltan.append(f"la jornada es el {dias.en_palabras(jornada)} y las cifras son anteriores")
    conclusion = consultas.concluida(d.clave)
    if d.rubrica.rubros and (conclusion is None or conclusion.en > c.corte):
        faltan.append("la lectura cualitativa no ha concluido")
    return tuple(faltan)


def con_graficas(c: Contexto, tablas: Iterable[Tabla]) -> tuple[Tabla, ...]:
    """Las mismas tablas; las que un indicador público dibuja, con su gráfica."""
    return tuple(_ilustrada(t, c.indicadores.get(_DE_TABLA.get(t.clave, ""))) for t in tablas)


def _ilustrada(tabla: Tabla, indicador: Publicado | None) -> Tabla:
    return replace(tabla, grafica=_grafica(indicador, BAJAS)) if indicador else tabla


def _grafica(indicador: Publicado, filas: int) -> Grafica:
    """La gráfica del sitio, con su denominador al pie."""
    celdas = indicador["celdas"][-DIAS:] if indicador["clase"] == "visitas" else indicador["celdas"]
    dibujado: Publicado = {**indicador, "celdas": celdas}
    cada = "; cada barra, entre las de su grupo" if any(c.get("de") for c in indicador["celdas"]) else ""
    pie = f"{indicador['numerador']}. Denominador: {indicador['denominador']} {indicador['poblacion'].lower()}{cada}."
    return Grafica(pie, indicador["frase"], tuple(graficas.paginas(dibujado, filas)))


def del_catalogo(c: Contexto) -> tuple[Tabla, ...]:
    """Distribuciones, paridad y grupos de identidad, como se publican."""
    elegidos = [i for i in c.indicadores.values() if i["clase"] in _CLASES]
    return tuple(_tabla(n, i) for n, i in enumerate(elegidos, 1))


def _tabla(numero: int, indicador: Publicado) -> Tabla:
    con_total = indicador["clase"] == "paridad"
    columnas = ("Grupo", indicador["numerador"].split(" ")[0], *(("De",) if con_total else ()), "%")
    filas = tuple(
        (x["etiqueta"], cifra(x), *((x.get("de"),) if con_total else ()), _parte(x, indicador))
        for x in indicador["celdas"]
    )
    nota = f"{indicador['frase']} Denominador: {indicador['denominador']} ({indicador['poblacion'].lower()})."
    salio = indicador["estado"] == "asentada"
    if indicador["clase"] == "identidad" and salio:
        nota += f" Corte de esta tabla: {indicador['corte'][:16].replace('T', ' ')}."
    grafica = _grafica(indicador, BARRAS) if salio else None
    return Tabla(f"F{numero}", indicador["titulo"], columnas, filas, nota, grafica=grafica)


def _parte(celda: Celda, indicador: Publicado) -> float | None:
    """Del total de su grupo o, si no lo tiene, del denominador; de lo estimado, nada."""
    if celda["valor"] is None or celda.get("desde") != celda.get("hasta"):
        return None
    return porciento(celda["valor"], celda.get("de") or indicador["denominador"])
