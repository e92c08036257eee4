"""Por dónde va el banco y cuánto le falta, dicho en la terminal al empezar cada paso."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from time import monotonic

# Paso → segundos fijos y por millar de candidaturas, en dos núcleos desocupados. Solo reparten el tiempo que falta.
PASOS: dict[str, tuple[float, float]] = {
    "se importa el padrón": (2, 0.35),
    "se hacen las fotografías": (32, 0),
    "se captura, se envía y se valida": (2, 4),
    "se publica entera": (5, 7),
    "se mide lo menos que podía costar": (2, 0.2),
    "se publican correcciones, de una en una": (10, 0.2),
    "se publican perfiles nuevos, de uno en uno": (10, 0.3),
    "se hacen los materiales de difusión": (10, 75),
    "se hace el informe de mayo": (2, 0.7),
    "se escribe una búsqueda de 30,000": (20, 0),
    "se sirven las páginas": (34, 0),
    "se busca": (25, 0),
    "se visita desde un teléfono": (60, 0),
    "se borra lo que se midió": (1, 1),
}
DE_PREPARAR_LA_CAPTURA = (20.0, 0.3)  # segundos: fijos y por persona


def pasos(hosts: int) -> tuple[int, ...]:
    """A cuáles se mide: el de siempre y, si son varios, tantas veces más despacio como máquinas serían con la de la base.

    Todas caben aquí en los núcleos de una: así quedan tan ocupados como los de cada una si los tuviera propios.
    """
    return (1,) if hosts == 1 else (1, hosts + 1)


def de_captura(personas: int, hosts: int, segundos: float) -> dict[str, float]:
    """Los pasos de una captura, prepararla y capturar, con lo que dura cada uno."""
    fijos, por_persona = DE_PREPARAR_LA_CAPTURA
    return {f"se preparan {quienes(personas, hosts)}": fijos + por_persona * personas} | {
        f"capturan a la vez {quienes(personas, hosts, n)}": segundos * n for n in pasos(hosts)
    }


def quienes(personas: int, hosts: int, despacio: int = 1) -> str:
    """«300 personas en 3 hosts, 4 veces más despacio»."""
    donde = "un host" if hosts == 1 else f"{hosts} hosts"
    return f"{personas} personas en {donde}" + (f", {despacio} veces más despacio" if despacio > 1 else "")


class Avance:
    """El plan de una corrida: cada paso de cada tamaño, en su orden."""

    def __init__(
        self,
        tamanos: Sequence[int],
        primero: Mapping[str, float],
        sin: Callable[[str, int], bool],
        reloj: Callable[[], float] = monotonic,
    ) -> None:
        """`primero`: los pasos que no son de ningún tamaño, con su duración; `sin`: si ese paso no se hace con ese tamaño."""
        self._faltan: list[tuple[int, str, float]] = [*((0, paso, dura) for paso, dura in primero.items())]
        self._faltan += [
            (tamano, paso, fijos + por_millar * tamano / 1000)
            for tamano in tamanos
            for paso, (fijos, por_millar) in PASOS.items()
            if not sin(paso, tamano)
        ]
        self._reloj, self._inicio, self._previsto = reloj, reloj(), 0.0

    def empieza(self, tamano: int, paso: str) -> None:
        """Dice que empieza ese paso, cuánto se lleva y, al paso que se lleva, cuánto falta."""
        lugar = next(n for n, (t, p, _) in enumerate(self._faltan) if (t, p) == (tamano, paso))
        self._previsto += sum(segundos for *_, segundos in self._faltan[:lugar])
        self._faltan = self._faltan[lugar:]
        van = self._reloj() - self._inicio
        ritmo = van / self._previsto if self._previsto else 1.0
        faltan = ritmo * sum(segundos for *_, segundos in self._faltan)
        de_quien = f"{tamano:,} candidaturas, " if tamano else ""
        decir(f"{de_quien}{paso}… Van {minutos(van)}; faltan unos {minutos(faltan)}.")

    def oir(self, tamano: int) -> Callable[[str], None]:
        """Lee lo que dice el proceso que mide ese tamaño: sus pasos se anuncian y lo demás pasa tal cual."""

        def linea(dicha: str) -> None:
            paso = dicha.strip()
            if (tamano, paso) in {(t, p) for t, p, _ in self._faltan}:
                self.empieza(tamano, paso)
            else:
                print(dicha, end="", file=sys.stderr, flush=True)

        return linea


def decir(frase: str) -> None:
    """Un renglón con su hora."""
    print(f"[{datetime.now().astimezone():%H:%M:%S}] {frase}", file=sys.stderr, flush=True)


def minutos(segundos: float) -> str:
    """«40 s», «12 min»."""
    return f"{segundos:.0f} s" if segundos < 90 else f"{segundos / 60:.0f} min"
