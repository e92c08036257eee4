"""Qué renglones de una hoja se leen con el mapa, y lo que una suplente no repite del de su propietaria."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conoceles.candidaturas.padron.archivo.lectura import Hoja
from conoceles.candidaturas.padron.encabezados import normalizar
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.mapa.plan import Plan
from conoceles.candidaturas.padron.renglones.normalizar import calidad, linea
from conoceles.candidaturas.padron.titulos import anotar_repetidos, repite
from conoceles.nucleo.texto import cuantos
from conoceles.proceso.padron import DE_LUGAR, MapaDePadron

DE_QUIEN_POSTULA = ("fuerza", "coalicion", "partido")  # «la fuerza», esté en una columna o en dos
Numerado = tuple[int, tuple[str, ...]]


def que_se_leen(hoja: Hoja, plan: Plan, mapa: MapaDePadron, informe: Informe) -> list[Numerado]:
    """Los que traen algo, desde los encabezados hasta el último que dice el mapa; los que no, se cuentan."""
    llenos = [(n, fila) for n, fila in enumerate(hoja.filas, 1) if any(map(str.strip, fila))]
    datos = [(n, fila) for n, fila in llenos if n > plan.titulo + 1 and (not plan.hasta or n <= plan.hasta)]
    if plan.hasta and (despues := sum(n > plan.hasta for n, _ in llenos)):
        mensaje = (
            f"Por el mapa se lee hasta el renglón {plan.hasta}: quedan fuera {despues} con algo escrito."
        )
        informe.avisar("MAPA_RENGLON_FUERA", mensaje, hoja.nombre, valores=despues)
    repetidos = [n for n, fila in datos if repite(fila, hoja, plan.titulo)]
    anotar_repetidos(hoja.nombre, repetidos, informe)
    saltados = {n: dicho for n, fila in datos if (dicho := _saltado(fila, mapa.salta))}
    for dicho in dict.fromkeys(saltados.values()):
        suyos = [n for n, otro in saltados.items() if otro == dicho]
        no_se_leen = cuantos(len(suyos), "renglón que empieza", "renglones que empiezan")
        mensaje = f"Por el mapa no se leen, desde el {suyos[0]}: {no_se_leen} con «{dicho}»."
        informe.avisar("MAPA_RENGLON_FUERA", mensaje, hoja.nombre, valores=len(suyos))
    return [(n, fila) for n, fila in datos if n not in repetidos and n not in saltados]


def _saltado(fila: Sequence[str], salta: Iterable[str]) -> str:
    """El texto del mapa con que empieza la primera celda llena, por palabras completas."""
    primera = normalizar(next(filter(str.strip, fila), "")) + "_"
    return next((dicho for dicho in salta if primera.startswith(normalizar(dicho) + "_")), "")


class Herencia:
    """Lo que el renglón de una suplente no repite y dice el de arriba; cuenta a cuántas y nunca adivina.

    `lugares`: columna → su índice en los renglones ya leídos. Solo del renglón inmediato, y si lo demás que ambos dicen de
    su fórmula es lo mismo.
    """

    def __init__(self, campos: Iterable[str], lugares: Mapping[str, int]) -> None:
        self.lugares = lugares
        dichos = dict.fromkeys(
            c for campo in campos for c in (DE_QUIEN_POSTULA if campo == "fuerza" else (campo,))
        )
        self.campos = [campo for campo in dichos if campo in lugares]
        self.dadas: dict[str, int] = {}

    def completa(self, fila: tuple[str, ...], arriba: tuple[str, ...] | None) -> tuple[str, ...]:
        """El renglón con lo que hereda de `arriba`, que es `None` si no hay uno inmediato."""
        if not arriba or not self._es_suplente(fila) or self._se_contradicen(fila, arriba):
            return fila
        completa = [*fila]
        for campo in self.campos:
            indice = self.lugares[campo]
            if not linea(fila[indice]) and linea(arriba[indice]):
                completa[indice] = arriba[indice]
                self.dadas[campo] = self.dadas.get(campo, 0) + 1
        return tuple(completa)

    def avisar(self, hoja: Hoja, titulos: Sequence[str], informe: Informe) -> None:
        """Una entrada por campo."""
        for campo, veces in self.dadas.items():
            toman = cuantos(veces, "suplente toma", "suplentes toman")
            mensaje = f"Por el mapa, {toman} «{campo}» del renglón de arriba."
            columna = titulos[self.lugares[campo]]
            informe.avisar("MAPA_HEREDADO", mensaje, hoja.nombre, columna=columna, valores=veces)

    def _es_suplente(self, fila: tuple[str, ...]) -> bool:
        return "calidad" in self.lugares and calidad(fila[self.lugares["calidad"]]) == "suplente"

    def _se_contradicen(self, fila: tuple[str, ...], arriba: tuple[str, ...]) -> bool:
        suyos = [self.lugares[campo] for campo in DE_LUGAR if campo in self.lugares]
        pares = ((linea(fila[i]), linea(arriba[i])) for i in suyos)
        return any(uno and otro and normalizar(uno) != normalizar(otro) for uno, otro in pares)
