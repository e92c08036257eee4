"""El lugar de cada registro: (contienda, fuerza, posición, calidad, suplencia). Es lo que une dos cortes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import clave, entero
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.proceso.definicion import SIN_PARTIDO, Definicion

Lugar = tuple[str, str, int, str, int]  # contienda, siglas, posición, calidad, suplencia
Boleta = tuple[str, str]  # contienda, siglas


def ubicar(
    registros: Iterable[Registro],
    definicion: Definicion,
    ocupados: Mapping[Lugar, tuple[str, str]],
    informe: Informe,
) -> dict[Lugar, Registro]:
    """Lugar → registro. `ocupados` va de los lugares de la base a (nombre, clave de origen).

    Un lugar que el archivo da a dos personas no se asigna, salvo que una ya lo tenga; se avisa en cada renglón.
    """
    propios: dict[Boleta, dict[Lugar, tuple[str, str]]] = defaultdict(dict)
    for lugar, quien in ocupados.items():
        propios[lugar[:2]][lugar] = quien
    por_boleta: dict[Boleta, list[Registro]] = defaultdict(list)
    for registro in sorted(registros, key=Registro.canonico):
        por_boleta[(registro.contienda, registro.fuerza)].append(registro)
    disputados: dict[Lugar, list[Registro]] = defaultdict(list)
    numerables: set[Boleta] = set()
    for boleta, suyos in por_boleta.items():
        posiciones = _Posiciones(boleta, definicion, propios[boleta], suyos)
        numerables |= {boleta} if posiciones.varias else set()
        for registro in suyos:
            posicion = posiciones.de(registro)
            if posicion is None:
                mensaje = "El renglón no dice el número de lista o la posición."
                informe.fallar("SIN_POSICION", mensaje, registro.hoja, registro.fila)
            elif puesto := posiciones.sin(registro.calidad, posicion):
                mensaje = f"{puesto} no lleva {registro.calidad}, y el renglón trae una."
                informe.fallar("SIN_SUPLENCIA", mensaje, registro.hoja, registro.fila)
            else:
                disputados[(*boleta, posicion, registro.calidad, registro.suplencia)].append(registro)
    elegidos = {
        lugar: _elegir(lugar, suyos, ocupados, informe, numerable=lugar[:2] in numerables)
        for lugar, suyos in disputados.items()
    }
    return {lugar: registro for lugar, registro in elegidos.items() if registro is not None}


class _Posiciones:
    """Posición dentro de una boleta y fuerza: la de la lista, la única, o una por clave de fórmula."""

    def __init__(
        self,
        boleta: Boleta,
        definicion: Definicion,
        propios: Mapping[Lugar, tuple[str, str]],
        registros: list[Registro],
    ) -> None:
        contienda = next(c for c in definicion.contiendas if c.clave == boleta[0])
        fuerza = next(f for f in definicion.fuerzas if f.siglas == boleta[1])
        cargo = definicion.cargo(contienda.cargo)
        self.cargo, self.contienda = cargo, contienda
        self.lista, self.sin_numero = len(contienda.puestos) or cargo.lista or 0, cargo.sin_numero
        self.varias = fuerza.tipo in SIN_PARTIDO or cargo.votos > 1
        self.solas = (
            self.varias and not self.lista and len(cargo.calidades) == 1
        )  # cada persona es su fórmula
        self.por_clave = {origen: lugar[2] for lugar, (_, origen) in sorted(propios.items()) if origen}
        self.por_nombre = {(clave(nombre), lugar[3]): lugar[2] for lugar, (nombre, _) in propios.items()}
        self._numerar_nuevas(registros, {lugar[2] for lugar in propios})

    def de(self, registro: Registro) -> int | None:
        """Posición del registro, o `None` si la lista la exige y no la dice."""
        if not self.lista and not self.varias:
            return 1
        numero = entero(registro.numero)
        if self.lista and numero is not None and 1 <= numero <= self.lista:
            return numero
        conocida = self.por_clave.get(registro.numero) or self.por_nombre.get(
            (clave(registro.nombre), registro.calidad)
        )
        return conocida or (1 if self.varias else None)

    def sin(self, calidad: str, posicion: int) -> str:
        """El puesto que no lleva esa calidad; «» si la lleva, o si no es de planilla."""
        puesto = self.contienda.puesto(posicion)
        return "" if calidad in self.cargo.calidades_en(puesto) else puesto

    def _numerar_nuevas(self, registros: list[Registro], usadas: set[int]) -> None:
        """Las fórmulas con clave del archivo toman la primera posición libre, en el orden de su clave."""
        if not self.lista and not self.varias:
            return
        numeros = {r.numero for r in registros if r.numero}
        if self.lista:
            usadas |= {int(n) for n in numeros if n.isdigit() and 1 <= int(n) <= self.lista}
            numeros = {n for n in numeros if not (n.isdigit() and 1 <= int(n) <= self.lista)}
        for numero in sorted(numeros - self.por_clave.keys(), key=lambda n: (len(n), n)):
            posicion = next(p for p in range(1, len(usadas) + 2) if p not in usadas)
            usadas.add(posicion)
            self.por_clave[numero] = posicion
        if self.sin_numero or (self.solas and len({r.nombre for r in registros if not r.numero}) > 1):
            self._apartar(registros, usadas)

    def _apartar(self, registros: list[Registro], usadas: set[int]) -> None:
        """Sin número no se sabe con quién va cada quien: una fórmula por persona, y ninguna pareja inventada.

        Quien va sola y no se conoce toma antes el lugar de la que el archivo ya no nombra: si es ella con otro nombre, o
        si no lo es, se dice ahí.
        """
        dichas = {(clave(r.nombre), r.calidad) for r in registros}
        faltan = sorted(lugar for quien, lugar in self.por_nombre.items() if quien not in dichas)
        libres = [
            *(faltan if self.solas else ()),
            *(p for p in range(1, len(usadas) + len(dichas) + 1) if p not in usadas),
        ]
        for registro in registros:
            quien = (clave(registro.nombre), registro.calidad)
            if not registro.numero and quien not in self.por_nombre:
                self.por_nombre[quien] = libres.pop(0)


def _elegir(
    lugar: Lugar,
    registros: list[Registro],
    ocupados: Mapping[Lugar, tuple[str, str]],
    informe: Informe,
    *,
    numerable: bool,
) -> Registro | None:
    if len(registros) == 1:
        return registros[0]
    nombres = {clave(registro.nombre) for registro in registros}
    if len(nombres) == 1:
        for repetido in registros[1:]:
            _repetida(registros[0], repetido, informe)
        return registros[0]
    actual = clave(ocupados[lugar][0]) if lugar in ocupados else ""
    elegido = next((r for r in registros if clave(r.nombre) == actual), None)
    for registro in registros:
        if registro is not elegido:
            calidad = f"{lugar[3]} {lugar[4]}" if lugar[4] else lugar[3]
            mensaje = f"El archivo pone a {len(nombres)} personas como {calidad} del mismo lugar; esta no se importó."
            if numerable:
                mensaje += " Si son de fórmulas distintas, diga el número de cada una."
            informe.fallar("LUGAR_REPETIDO", mensaje, registro.hoja, registro.fila)
    return elegido


def _repetida(primero: Registro, repetido: Registro, informe: Informe) -> None:
    if repetido.dice_lo_mismo(primero):
        mensaje = "El mismo renglón, palabra por palabra, ya está en el archivo; este no se usó."
        informe.avisar("FILA_REPETIDA", mensaje, repetido.hoja, repetido.fila)
    else:
        mensaje = f"La misma persona está en este lugar en el renglón {primero.fila}, con otros datos."
        informe.fallar("FILA_REPETIDA_DISTINTA", mensaje, repetido.hoja, repetido.fila)
