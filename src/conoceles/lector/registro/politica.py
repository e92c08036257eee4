"""A quién se le cree: el registro, sus testigos y cuántos hacen falta (C2SP tlog-policy)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from conoceles.lector.registro import nota
from conoceles.lector.registro.nota import DE_TESTIGO, DEL_REGISTRO, Control, NotaMala, Vkey


@dataclass
class Politica:
    """`quorum` es el nombre de un testigo, de un grupo, o «none»."""

    registros: list[Vkey] = field(default_factory=list)
    testigos: dict[str, Vkey] = field(default_factory=dict)
    grupos: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str = ""

    def cofirmaron(self, control: Control) -> set[str]:
        """Los testigos conocidos que cofirmaron. `NotaMala` si una cofirma suya no corresponde."""
        return {nombre for nombre, llave in self.testigos.items() if nota.firmo(control, llave)}

    def alcanza(self, vieron: set[str], nombre: str = "") -> bool:
        """Si con esos testigos se cumple el quórum."""
        nombre = nombre or self.quorum
        if nombre == "none":
            return True
        if nombre in self.testigos:
            return nombre in vieron
        minimo, miembros = self.grupos[nombre]
        return sum(self.alcanza(vieron, m) for m in miembros) >= minimo

    def se_parte(self, nombre: str = "") -> bool:
        """Si dos grupos de testigos que no se tocan cumplen el quórum: cada uno pudo ver otra historia. Sin quórum no se dice."""
        nombre = nombre or self.quorum
        if nombre not in self.grupos:
            return False
        minimo, miembros = self.grupos[nombre]
        partidos = sum(self.se_parte(m) for m in miembros)
        return 2 * minimo - partidos <= len(miembros)


def politica_de(texto: str) -> Politica:
    """La política escrita. `NotaMala` con el renglón que no se entiende."""
    leida, usados = Politica(), set[str]()
    for numero, renglon in enumerate(texto.split("\n"), 1):
        partes = renglon.split()
        if partes and not partes[0].startswith("#"):
            try:
                _sumar(leida, partes, usados)
            except (KeyError, IndexError, ValueError) as error:
                causa = error if isinstance(error, NotaMala) else "no se entiende"
                raise NotaMala(f"Política, renglón {numero}: {causa}") from None
    if not leida.quorum:
        raise NotaMala("La política no dice su quórum.")
    return leida


def _sumar(leida: Politica, partes: list[str], usados: set[str]) -> None:
    que, nombre = partes[0], partes[1]
    publicas = {llave.publica for llave in (*leida.registros, *leida.testigos.values())}
    if que == "log":
        leida.registros.append(_llave(nombre, DEL_REGISTRO, publicas))
    elif que == "witness" and _libre(leida, nombre):
        leida.testigos[nombre] = _llave(partes[2], DE_TESTIGO, publicas)
    elif que == "group" and _libre(leida, nombre):
        leida.grupos[nombre] = _grupo(leida, partes[2], partes[3:], usados)
    elif que == "quorum" and not leida.quorum and len(partes) == 2 and not _libre(leida, nombre):
        leida.quorum = nombre
    else:
        _rechazar("no se entiende, se repite o nombra lo que no está definido antes.")


def _grupo(leida: Politica, minimo: str, miembros: list[str], usados: set[str]) -> tuple[int, list[str]]:
    k = {"all": len(miembros), "any": 1}.get(minimo) or (int(minimo) if nota.NUMERO.fullmatch(minimo) else 0)
    if not 1 <= k <= len(miembros) or usados & set(miembros) or any(_libre(leida, m) for m in miembros):
        _rechazar("el grupo pide más de los que tiene, repite alguno o nombra lo que no está definido antes.")
    usados |= set(miembros)
    return k, miembros


def _llave(texto: str, clase: int, publicas: set[bytes]) -> Vkey:
    leida = nota.vkey(texto)
    if leida.clase != clase or leida.publica in publicas:
        _rechazar("la llave es de otra clase o está repetida.")
    return leida


def _libre(leida: Politica, nombre: str) -> bool:
    return nombre != "none" and nombre not in leida.testigos and nombre not in leida.grupos


def _rechazar(causa: str) -> NoReturn:
    raise NotaMala(causa)
