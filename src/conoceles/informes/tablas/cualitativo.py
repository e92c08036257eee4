"""El análisis cualitativo del informe final: solo agregados, y solo cuando la evaluación concluyó."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CON_CONTENIDO
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.poblacion import categorias
from conoceles.evaluacion import ayudas, consultas, resultados
from conoceles.evaluacion.proteccion import Oculta, proteger
from conoceles.informes.contexto import Contexto
from conoceles.informes.documento.estructura import Tabla, Valor, porciento
from conoceles.nucleo.texto import cuantos

_ACTOS = (
    ("Lecturas tomadas", Acto.EVALUACION_TOMADA),
    ("Lecturas cerradas", Acto.EVALUACION_CERRADA),
    ("Desacuerdos resueltos", Acto.EVALUACION_RESUELTA),
)


@dataclass(frozen=True)
class _Concluida:
    """Lo que las tablas comparten."""

    c: Contexto
    lecturas: resultados.Lecturas
    minimo: int

    @property
    def cuantas(self) -> int:
        return len(self.lecturas.finales)

    def protegidas(self, valores: list[int]) -> list[Valor]:
        return [
            v if isinstance(v, int) else f"menos de {self.minimo}" if v is Oculta.MENOS else "reservado"
            for v in proteger(valores, self.minimo)
        ]


def tablas(c: Contexto) -> tuple[Tabla, ...]:
    """Sin rúbrica, ninguna; sin concluir en el corte, solo el avance."""
    rubrica = c.definicion.rubrica
    if not rubrica.rubros:
        return ()
    conclusion = consultas.concluida(c.definicion.clave)
    if conclusion is None or conclusion.en > c.corte:
        return (avance(c),)
    minimo = c.definicion.umbral_estadistico
    hecha = _Concluida(c, resultados.leer(c.definicion.clave, rubrica), minimo)
    if hecha.cuantas < minimo:
        return (avance(c),)
    return avance(c), concordancia(hecha), variables(hecha), tramos(hecha), *promedios(hecha), copias(hecha)


def avance(c: Contexto) -> Tabla:
    """K0: cuánto se ha leído en el corte, según la bitácora."""
    entradas = Entrada.objects.using("default").filter(proceso=c.definicion.clave, momento__lte=c.corte)
    filas = tuple((nombre, entradas.filter(acto=acto).count()) for nombre, acto in _ACTOS)
    con_contenido = sum(r.estado in CON_CONTENIDO for r in c.registros)
    nota = f"Candidaturas con contenido validado: {con_contenido}; cada una se lee dos veces. {c.definicion.rubrica.metodologia}"
    return Tabla("K0", "Análisis cualitativo: avance de la lectura", ("Acto", "Cuántos"), filas, nota)


def concordancia(h: _Concluida) -> Tabla:
    """K1: en qué coincidieron las dos lecturas, por rubro."""
    rubrica = h.lecturas.rubrica
    grupos = [(r.titulo, tuple(f"{r.clave}.{v.clave}" for v in r.variables)) for r in rubrica.rubros]
    filas = tuple(_de_concordancia(h, t, claves) for t, claves in (*grupos, ("Total", rubrica.claves())))
    nota = f"Dos lecturas a ciegas de {cuantos(h.cuantas, 'candidatura', 'candidaturas')}; κ de Cohen descuenta el azar (1 es acuerdo pleno)."
    columnas = ("Rubro", "Decisiones pareadas", "Coinciden", "% que coincide", "κ de Cohen")
    return Tabla("K1", "Concordancia entre lecturas", columnas, filas, nota)


def _de_concordancia(h: _Concluida, titulo: str, claves: tuple[str, ...]) -> tuple[Valor, ...]:
    m = h.lecturas.concordancia(claves)
    return titulo, m.pares, m.iguales, m.porciento, None if m.kappa is None else f"{m.kappa:.2f}"


def variables(h: _Concluida) -> Tabla:
    """K2: cuántas candidaturas cumplen cada variable."""
    filas: list[tuple[Valor, ...]] = []
    for rubro in h.lecturas.rubrica.rubros:
        for v in rubro.variables:
            n = h.lecturas.cumplen(f"{rubro.clave}.{v.clave}")
            si, no = h.protegidas([n, h.cuantas - n])
            parte = porciento(n, h.cuantas) if isinstance(si, int) else None
            filas.append((rubro.titulo, v.enunciado, v.puntos, si, no, parte))
    columnas = ("Rubro", "Variable", "Puntos", "Cumplen", "No cumplen", "% que cumple")
    nota = f"Denominador: {cuantos(h.cuantas, 'candidatura evaluada', 'candidaturas evaluadas')}. Una celda pequeña se oculta, con las que permitirían deducirla."
    return Tabla("K2", "Cumplimiento por variable", columnas, tuple(filas), nota)


def tramos(h: _Concluida) -> Tabla:
    """K3: en qué tramo del puntaje quedaron."""
    valores = h.protegidas(h.lecturas.tramos())
    nombres = [f"{a} a {b} %" for a, b in resultados.TRAMOS]
    nota = f"Denominador: {cuantos(h.cuantas, 'candidatura evaluada', 'candidaturas evaluadas')}; el máximo son {h.lecturas.rubrica.puntos} puntos."
    return Tabla(
        "K3", "Puntaje por tramo", ("Tramo", "Candidaturas"), tuple(zip(nombres, valores, strict=True)), nota
    )


def promedios(h: _Concluida) -> tuple[Tabla, ...]:
    """K4, K5 y K6: promedio por actor, sexo y cargo."""
    return (
        _promedio(h, "K4", "actor", "fuerza", lambda c: c.formula.fuerza.siglas),
        _promedio(h, "K5", "sexo", "sexo", lambda c: c.persona.sexo),
        _promedio(h, "K6", "cargo", "cargo", lambda c: c.formula.contienda.cargo),
    )


def _promedio(
    h: _Concluida, clave: str, titulo: str, dimension: str, grupo: Callable[[Candidatura], str]
) -> Tabla:
    nombres = dict(categorias(h.c.definicion, dimension))
    filas = tuple(
        (nombres.get(g, g), n, "reservado" if parte is None else parte)
        for g, n, parte in h.lecturas.promedios(grupo, h.minimo)
    )
    nota = (
        f"Entre {cuantos(h.cuantas, 'candidatura evaluada', 'candidaturas evaluadas')}. Un grupo de menos de {h.minimo}, o en que todas obtuvieron "
        "lo mismo, se junta con otros: el puntaje de una persona no se publica."
    )
    columnas = (titulo.capitalize(), "Candidaturas", "Puntaje promedio (% del máximo)")
    return Tabla(clave, f"Puntaje promedio por {titulo}", columnas, filas, nota)


def copias(h: _Concluida) -> Tabla:
    """K7: textos que coinciden con el de otra persona."""
    etiquetas = {x.clave: x.etiqueta for x in h.c.definicion.curricular.campos()}
    cuenta = ayudas.copiadas(h.c.definicion, h.lecturas.textos.values())
    filas = tuple((etiquetas[x], total, n, porciento(n, total)) for x, (n, total) in cuenta.items())
    nota = f"Coincide {h.c.definicion.revision.copia_porcentaje} % o más con el de otra persona evaluada."
    columnas = ("Respuesta", "Con texto", "Coinciden con otra", "% que coincide")
    return Tabla("K7", "Textos repetidos", columnas, filas, nota)
