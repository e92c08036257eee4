"""Quién es quién: la misma persona entre cortes y entre dos candidaturas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from uuid import UUID

from conoceles.candidaturas.models import Persona
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.nucleo.bases.lotes import PREPARADAS, insertar, nueva
from conoceles.proceso.models import Proceso

_LARGO_TOLERANTE = 7  # desde este largo, una palabra admite dos letras distintas

_LARGO_ABREVIADO = 3  # letras de «Ma.», «Gpe.» o «Fco.»


class Directorio:
    """Personas de una elección, por resumen de CURP y por nombre completo."""

    def __init__(self, personas: Iterable[Persona]) -> None:
        self._por_curp: dict[str, Persona] = {}
        self._por_nombre: dict[str, tuple[Persona, ...]] = {}
        for persona in personas:
            self.agregar(persona)

    def agregar(self, persona: Persona) -> None:
        """Hace que la persona se pueda reconocer."""
        if persona.curp_hmac:
            self._por_curp[persona.curp_hmac] = persona
        suya = clave(persona.nombre)
        self._por_nombre[suya] = (*self._por_nombre.get(suya, ()), persona)

    def hallar(self, registro: Registro) -> Persona | None:
        """La persona del registro: misma CURP, o mismo nombre completo y misma fecha o edad."""
        if registro.curp_hmac in self._por_curp:
            return self._por_curp[registro.curp_hmac]
        posibles = self._por_nombre.get(clave(registro.nombre), ())
        return next((p for p in posibles if not _contradice(p, registro) and _coincide(p, registro)), None)

    def hay_homonima(self, registro: Registro) -> bool:
        """Hay alguien con ese nombre y nada dice si es la misma persona."""
        posibles = self._por_nombre.get(clave(registro.nombre), ())
        return any(not _contradice(persona, registro) for persona in posibles)

    def curp_de_otra(self, registro: Registro, persona: Persona) -> bool:
        """La CURP del registro ya es de otra persona."""
        duena = self._por_curp.get(registro.curp_hmac, persona)
        return duena.pk != persona.pk


class Personas:
    """Las de una elección mientras se le aplica un corte: a quién se conoce y a quién se agrega.

    `por_llave`: las que ya estaban y las nuevas que dos renglones pueden nombrar. `repetidas`: las que halló otro renglón.
    """

    def __init__(self, proceso: Proceso, informe: Informe) -> None:
        self.proceso, self.informe = proceso, informe
        self.por_llave = {p.pk: p for p in Persona.objects.filter(proceso=proceso)}
        self.directorio = Directorio(self.por_llave.values())
        self.repetidas: set[UUID] = set()
        self._dichas: set[str] = set()  # los nombres y las CURP de más de un renglón
        self._solas: list[Persona] = []
        self._nuevas: list[Persona] = []

    def prever(self, registros: Iterable[Registro]) -> None:
        """Los renglones que vienen; antes que `de`."""
        vistas: set[str] = set()
        for dicha in chain.from_iterable(map(_senas, registros)):
            (self._dichas if dicha in vistas else vistas).add(dicha)

    def de(self, registro: Registro, llaves: Iterator[UUID]) -> Persona:
        """La del renglón; si no se conoce, una nueva, que todavía no se escribe."""
        conocida = self.directorio.hallar(registro)
        if conocida is not None:
            self.repetidas.add(conocida.pk)
            return conocida
        if self.directorio.hay_homonima(registro):
            mensaje = "Hay otra persona con este nombre y ningún dato que las una; se registró aparte."
            self.informe.avisar("POSIBLE_MISMA_PERSONA", mensaje, registro.hoja, registro.fila)
        persona = nueva(
            Persona, next(llaves), self.proceso.pk, registro.nombre, registro.nombres, registro.primer_apellido,
            registro.segundo_apellido, registro.sexo, registro.nacimiento, registro.edad, registro.curp_hmac,
            "" if self.proceso.historico else registro.correo,
        )  # fmt: skip
        if self._dichas.isdisjoint(_senas(registro)):
            self._sola(persona)
        else:
            self._recordar(persona)
        return persona

    def por_escribir(self) -> Iterator[Persona]:
        """Las nuevas que faltan."""
        return chain(self._solas, self._nuevas)

    def _sola(self, persona: Persona) -> None:
        """Ningún otro renglón la nombra: se escribe con unas cuantas y se suelta. Las de un padrón grande no caben."""
        if len(self._solas) == PREPARADAS:
            insertar(self._solas)
            self._solas.clear()
        self._solas.append(persona)

    def _recordar(self, persona: Persona) -> None:
        self.directorio.agregar(persona)
        self.por_llave[persona.pk] = persona
        self._nuevas.append(persona)


def es_la_misma(persona: Persona, registro: Registro) -> bool:
    """Si quien ocupa un lugar es quien dice el registro, aunque el nombre se escriba un poco distinto."""
    if persona.curp_hmac and registro.curp_hmac:
        return persona.curp_hmac == registro.curp_hmac
    if clave(persona.nombre) == clave(registro.nombre):
        return not _fechas_distintas(persona.fecha_nacimiento, registro.nacimiento)
    if _contradice(persona, registro):
        return False
    letras = _letras_distintas(clave(persona.nombre).split(), clave(registro.nombre).split())
    return letras is not None and letras <= (2 if _coincide(persona, registro) else 1)


def se_parecen(un_nombre: str, otro: str) -> bool:
    """Si pueden ser dos escrituras del mismo nombre: cada palabra del más corto está en el otro. Solo sirve para preguntar."""
    corto, largo = sorted((clave(un_nombre).split(), clave(otro).split()), key=len)
    return len(corto) > 1 and all(any(_misma_palabra(a, b) for b in largo) for a in corto)


def curps_distintas(persona: Persona, registro: Registro) -> bool:
    """Si las dos traen CURP y no es la misma: son dos personas."""
    return bool(persona.curp_hmac and registro.curp_hmac) and persona.curp_hmac != registro.curp_hmac


def _senas(registro: Registro) -> list[str]:
    """Con lo que se busca a su persona."""
    return [sena for sena in (clave(registro.nombre), registro.curp_hmac) if sena]


def _contradice(persona: Persona, registro: Registro) -> bool:
    if curps_distintas(persona, registro):
        return True
    if persona.sexo and registro.sexo and persona.sexo != registro.sexo:
        return True
    if _fechas_distintas(persona.fecha_nacimiento, registro.nacimiento):
        return True
    sin_fechas = not (persona.fecha_nacimiento and registro.nacimiento)
    edades = (persona.edad_publicada, registro.edad)
    return sin_fechas and None not in edades and edades[0] != edades[1]


def _coincide(persona: Persona, registro: Registro) -> bool:
    if persona.fecha_nacimiento and registro.nacimiento:
        return persona.fecha_nacimiento == registro.nacimiento
    return persona.edad_publicada is not None and persona.edad_publicada == registro.edad


def _fechas_distintas(una: date | None, otra: date | None) -> bool:
    return una is not None and otra is not None and una != otra


def _letras_distintas(antes: list[str], despues: list[str]) -> int | None:
    """Letras cambiadas palabra por palabra; `None` si son otros nombres."""
    if len(antes) != len(despues):
        return None
    distancias = [_distancia(a, b) for a, b in zip(antes, despues, strict=True)]
    tolerables = all(d <= _tolera(a) for d, a in zip(distancias, antes, strict=True))
    return sum(distancias) if tolerables else None


def _tolera(palabra: str) -> int:
    return 2 if len(palabra) >= _LARGO_TOLERANTE else 1


def _misma_palabra(una: str, otra: str) -> bool:
    """Con pocas letras distintas, o una es la otra abreviada: «Ma.» y «María», «Gpe.» y «Guadalupe»."""
    corta, larga = sorted((una, otra), key=len)
    if _distancia(corta, larga) <= _tolera(larga):
        return True
    letras = iter(larga)
    return len(corta) <= _LARGO_ABREVIADO and corta[:1] == larga[:1] and all(c in letras for c in corta)


def _distancia(una: str, otra: str) -> int:
    """Levenshtein; basta la última fila."""
    anterior = list(range(len(otra) + 1))
    for i, a in enumerate(una, start=1):
        actual = [i]
        for j, b in enumerate(otra, start=1):
            actual.append(min(actual[-1] + 1, anterior[j] + 1, anterior[j - 1] + (a != b)))
        anterior = actual
    return anterior[-1]
