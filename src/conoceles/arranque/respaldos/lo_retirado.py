"""La lista de lo destruido, revocado y suprimido: más nueva que cualquier copia del llavero, y sin ella no se repone ninguna.

Va junto a las copias del llavero y en `registro/`, que viaja en la copia diaria. De quién es cada renglón va cegado: solo lo sabe quien
ya tiene su clave y la maestra. Que sea la última lo prueba el registro público, que dice hasta dónde llegaba sin que nadie más lo entienda.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypedDict

import msgspec

from conoceles.cuentas.constancia.cierre import Cierre
from conoceles.identidad.llaves.retirado import Retirado
from conoceles.nucleo import firma, secretos
from conoceles.nucleo.canonico import json_canonico
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.registro import disco, hojas
from conoceles.registro.registro import Registro, RegistroAlterado

ARCHIVO = "lo-retirado.json"
REPUESTO = (
    "repuesto"  # en `registro/`: el registro público de aquí salió de una copia, y no prueba qué es lo último
)
PIDE_REGISTRO = (
    "El registro público que trae una copia no dice qué pasó después: diga con --registro la carpeta log/ de un espejo, para saber si la "
    "lista de lo destruido es la última."
)
SIN_ELLA = (
    "Si ya no existe, que lo declaren los dos custodios, con sus llaves, con --sin-lista: nada de identidad se publica hasta que cada quien "
    "lo vuelva a permitir."
)


class Lista(TypedDict):
    """`retiros`: en el orden en que ocurrieron, con su clave cegada. `firma`: de todo lo demás, en hexadecimal."""

    momento: str
    retiros: list[Retirado]
    cierres: list[Cierre]
    firma: str


_LECTOR = msgspec.json.Decoder(Lista)


def escribir(carpeta: Path, *, ahora: datetime, repuesta: bool = False) -> bool:
    """La de hoy. Falso, y no la toca, si la que hay sabe algo que el llavero olvidó: se perdió, y falta reponerlo.

    `repuesta`: se acaba de reponer de ella, y lo que no volvió es de quien ya no está.
    """
    if not repuesta and sabe_mas(carpeta):
        return False
    disco.escribir(carpeta / ARCHIVO, json_canonico(_de_hoy(ahora)))
    return True


def sabe_mas(carpeta: Path) -> bool:
    """Si la lista de esa carpeta dice algo que el llavero no recuerda."""
    from conoceles.cuentas.constancia import memoria as de_cuentas
    from conoceles.identidad.llaves import retiros

    previa = leer(carpeta)
    dichos = (*previa["retiros"], *previa["cierres"]) if previa else ()
    hoy = (*retiros.copia(), *de_cuentas.copia())
    return not {fila["sello"] for fila in dichos} <= {fila["sello"] for fila in hoy}


def _de_hoy(ahora: datetime) -> Lista:
    from conoceles.cuentas.constancia import memoria as de_cuentas
    from conoceles.identidad.llaves import retiros

    filas: list[Retirado] = [{**fila, "clave": cegada(fila["clave"])} for fila in retiros.copia()]
    hoy: Lista = {"momento": ahora.isoformat(), "retiros": filas, "cierres": de_cuentas.copia(), "firma": ""}
    return {**hoy, "firma": _firma(hoy)}


def leer(carpeta: Path) -> Lista | None:
    """La de esa carpeta, la haya firmado quien sea; `None` si no hay o está cortada."""
    try:
        return _LECTOR.decode((carpeta / ARCHIVO).read_bytes())
    except (OSError, ValueError):
        return None


def la_mas_nueva(carpeta: Path) -> Lista | None:
    """De la que está junto a las llaves y la que trajo la copia diaria, la que sabe más; solo si la firmó esta instalación."""
    halladas = [lista for lugar in (carpeta, carpetas().registro) if (lista := leer(lugar))]
    return max(
        filter(_vale, halladas), key=lambda lista: (len(lista["retiros"]), lista["momento"]), default=None
    )


def exigir(lista: Lista | None, copia: str, registro: Path | None) -> Lista:
    """`ErrorDeDominio` si falta, si es anterior a la copia de las llaves (`copia`) o si el registro público prueba que hubo otra después.

    `registro`: su carpeta; sin decirla, la de aquí, que no vale si salió de una copia.
    """
    if lista is None:
        raise ErrorDeDominio(
            f"Falta {ARCHIVO}, la lista de lo destruido y revocado, firmada aquí. {SIN_ELLA}", campo="origen"
        )
    if registro is None and (carpetas().registro / REPUESTO).exists():
        raise ErrorDeDominio(f"{PIDE_REGISTRO} {SIN_ELLA}", campo="registro")
    asentado, de = (
        exigir_registro(registro or carpetas().sitio / "log"),
        datetime.fromisoformat(lista["momento"]),
    )
    if de < (con := datetime.fromisoformat(copia)):
        despues = f"va con la copia del llavero del {con_hora(con)}"
    elif not _cubre(lista, asentado):
        despues = "consta en el registro público, que desde entonces asentó algo destruido, revocado u oculto que esta no dice"
    else:
        return lista
    raise ErrorDeDominio(
        f"La lista de lo destruido y revocado ({ARCHIVO}) es del {con_hora(de)} y hubo otra después: {despues}. Póngala junto a las llaves. {SIN_ELLA}"
    )


def de_personas(lista: Lista | None, claves: Iterable[str]) -> list[Retirado]:
    """Sus renglones, con la clave de quien son. Los de quien no está en `claves` se quedan: aquí no hay nada suyo que quitar."""
    quien = {cegada(clave): clave for clave in claves}
    return [
        {**f, "clave": quien[f["clave"]]} for f in (lista["retiros"] if lista else []) if f["clave"] in quien
    ]


def cegada(clave: str) -> str:
    """La de una persona, que sin la maestra no dice de quién es."""
    return secretos.sellar("una clave cegada", clave)


def callar(quienes: Sequence[str], *, ahora: datetime) -> int:
    """Sin la lista nadie sabe qué permiso sigue: ninguno surte hasta que la persona lo dé otra vez. Dice de cuántas.

    `quienes`: los custodios que declaran que no existe (`sellado.exigir_custodios`).
    """
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.identidad.consultas import con_algun_permiso
    from conoceles.identidad.llaves import retiros
    from conoceles.nucleo.alcance import Alcance

    por = Alcance.sistema("restauración")
    claves = con_algun_permiso()
    for clave in claves:
        retiros.asentar(
            clave, retiros.REVOCACION, por=por, ahora=ahora, grupos=[], surten=[], estadistica=False
        )
    with transaction.atomic(using="identidad"):
        datos = {"declaran": [*quienes], "personas": len(claves)}
        registrar(using="identidad", por=por, acto=Acto.LISTA_DADA_POR_PERDIDA, ahora=ahora, datos=datos)
    return len(claves)


def exigir_registro(carpeta: Path) -> tuple[str, str] | None:
    """Lo último que ese registro dice de la lista. `ErrorDeDominio` si no es el de esta instalación, no está entero o es de antes que el de aquí."""
    from conoceles.publicacion.registro_publico import Libro

    suyo = Libro().registro
    aqui = suyo.nota()[0].tamano
    if not aqui and not carpeta.is_dir():
        return None  # nada se ha publicado todavía
    registro = Registro(carpeta, carpetas().registro, suyo.firmante) if carpeta.is_dir() else None
    try:
        if registro is None or registro.nota()[0].tamano < aqui:
            raise RegistroAlterado("no existe o es más viejo que el que trae la copia.")
        registro.exigir_integro()
        return hojas.ultimo_retirado(registro.tejas())
    except (RegistroAlterado, OSError, ValueError) as problema:
        raise ErrorDeDominio(
            f"El registro público de {carpeta} no sirve: {problema}", campo="registro"
        ) from None


def _cubre(lista: Lista, asentado: tuple[str, str] | None) -> bool:
    from conoceles.identidad.llaves import retiros

    return asentado is None or retiros.llegan([f["sello"] for f in lista["retiros"]], *asentado)


def _vale(lista: Lista) -> bool:
    return _firma(lista) == lista["firma"]


def _firma(lista: Lista) -> str:
    """La de esta instalación: la misma llave, sobre lo mismo, firma igual."""
    return firma.firmar(json_canonico({**lista, "firma": ""})).hex()
