"""De los archivos que dejan los lectores a la base: los de esta máquina, y los que se trajeron de los espejos.

Ningún lector nombra un archivo como otro, así que cada uno cuenta una vez, lo traiga quien lo traiga y cuantas veces sea.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from stat import S_ISREG
from typing import Annotated, NamedTuple

import msgspec
from django.db import transaction

from conoceles.estadistica.models import CABEN, Visitas
from conoceles.integridad.con_sello import sello_de
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.models import Proceso

MAXIMO = 16_000_000  # octetos; con 100,000 candidaturas vistas en un día, no pasa de 10
_NOMBRE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.[a-z0-9-]{1,60}\.json")
_SIN_MAQUINA = ".nginx.json"  # no dice de cuál es; el lector de allá lo renombra al actualizarse
_PAGINAS = msgspec.json.Decoder(dict[str, Annotated[int, msgspec.Meta(ge=0, le=CABEN)]])

Vistos = dict[Path, tuple[int, int]]  # archivo → cuándo se escribió (ns) y cuántos octetos tenía


class _Cuenta(NamedTuple):
    archivo: str
    clave: str
    veces: int
    espejo: str

    @property
    def dia(self) -> date:
        return date.fromisoformat(self.archivo[:10])

    def fila(self) -> Visitas:
        fila = Visitas(
            archivo=self.archivo, proceso_id=self.clave, dia=self.dia, veces=self.veces, espejo=self.espejo
        )
        fila.sello = sello_de(fila)
        return fila


def de_espejo(nombre: str) -> Path:
    """Dónde se dejan los que se traen de ese espejo."""
    return carpetas().registros / "espejos" / f"{nombre}.visitas"


def recoger(vistos: Vistos) -> list[Path]:
    """Pone la base al día con los que cambiaron desde `vistos`, que también pone al día. Solo la llama quien tiene el turno.

    Devuelve los que no se entienden, que no cuentan ni detienen a los demás.
    """
    claves = [*Proceso.objects.values_list("pk", flat=True)]
    nuevos, cuentas, malos = Vistos(), list[_Cuenta](), list[Path]()
    for espejo, archivo, marca in _archivos():
        if vistos.get(archivo) == marca:
            continue
        nuevos[archivo] = marca
        try:
            paginas = _leer(archivo, marca)
            cuentas += [c for clave in claves if (c := _de(paginas, archivo.name, clave, espejo)).veces]
        except (OSError, ValueError):
            malos.append(archivo)
    _asentar(cuentas)
    vistos |= nuevos
    return malos


def _archivos() -> Iterator[tuple[str, Path, tuple[int, int]]]:
    """Espejo («» los de aquí), archivo y cómo está. Ni enlaces ni nada que al abrirlo espere."""
    traidas = sorted(de_espejo("").parent.glob("*.visitas"))
    for espejo, carpeta in [("", carpetas().visitas), *((c.stem, c) for c in traidas)]:
        if not carpeta.is_dir():
            continue
        with os.scandir(carpeta) as hay:
            for uno in hay:
                if not uno.name.endswith(".json") or uno.name[10:] == _SIN_MAQUINA or uno.name[0] == ".":
                    continue
                with suppress(FileNotFoundError):  # su lector lo acaba de renombrar
                    estado = uno.stat(follow_symlinks=False)
                    octetos = estado.st_size if S_ISREG(estado.st_mode) else -1
                    yield espejo, Path(uno.path), (estado.st_mtime_ns, octetos)


def _leer(archivo: Path, marca: tuple[int, int]) -> dict[str, int]:
    """Página → veces. `ValueError` si no es un archivo de visitas."""
    nombre = _NOMBRE.fullmatch(archivo.name)
    if nombre is None or not 0 <= marca[1] <= MAXIMO:
        raise ValueError(archivo.name)
    date.fromisoformat(nombre[1])
    return _PAGINAS.decode(archivo.read_bytes())


def _de(paginas: dict[str, int], archivo: str, clave: str, espejo: str) -> _Cuenta:
    veces = sum(n for pagina, n in paginas.items() if pagina.startswith(f"/{clave}/"))
    if veces > CABEN:
        raise ValueError(archivo)
    return _Cuenta(archivo, clave, veces, espejo[:60])


@transaction.atomic
def _asentar(cuentas: Iterable[_Cuenta]) -> None:
    """Lo que sumen; nunca menos de lo que ya había."""
    mayores = dict[tuple[str, str], _Cuenta]()
    for c in cuentas:
        antes = mayores.get((c.archivo, c.clave))
        if antes is None or c.veces > antes.veces:
            mayores[c.archivo, c.clave] = c
    if not mayores:
        return
    dias = [c.dia for c in mayores.values()]
    de_esos_dias = Visitas.objects.filter(dia__range=(min(dias), max(dias)))
    habia = {(v.archivo, v.proceso_id): v for v in de_esos_dias}
    faltan = [c.fila() for llave, c in mayores.items() if llave not in habia]
    Visitas.objects.bulk_create(faltan, batch_size=500)
    for llave in mayores.keys() & habia.keys():
        if mayores[llave].veces > habia[llave].veces:
            nueva = mayores[llave].fila()
            nueva.pk = habia[llave].pk
            nueva.save(force_update=True)
