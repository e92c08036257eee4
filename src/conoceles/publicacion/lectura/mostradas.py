"""Lo último que se publicó de cada candidatura: si alguien cambia por fuera lo guardado, eso sigue a la vista.

Vale mientras diga lo que su último acto dejó: el padrón, por su sello, y la versión, por su huella. Lo que un acto haya retirado
después no vuelve, ni lo que otro cliente reponga de una copia vieja de esta tabla. De identidad no guarda nada: lo consentido se
pregunta siempre a su base.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
from django.db.models import Max

from conoceles.bitacora.estados import CON_CONTENIDO, ESPERAN
from conoceles.candidaturas.constancia import padrones
from conoceles.curricular.consultas import ultimas_asentadas
from conoceles.expediente.constancias.de_la_base_a import Alterada
from conoceles.expediente.notas import OCULTA, Notas
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.lectura.fila import Cuales, DeRegistro, Fila, VersionPublica
from conoceles.publicacion.models import Mostrada, sello_de_lo_mostrado


@dataclass(frozen=True)
class _Version:
    contenido: dict[str, Any]
    huella: str
    en: datetime
    fotografia: str
    pendientes: list[str]
    vencida: bool

    @classmethod
    def de(cls, v: VersionPublica) -> _Version:
        return cls(v.contenido, v.huella, v.en, v.fotografia, sorted(v.pendientes), v.vencida)


@dataclass(frozen=True)
class Mostrado:
    """De una fila, lo que no es de identidad."""

    datos: DeRegistro
    version: _Version | None
    acuse: str
    vence: date | None
    notas: Notas

    @property
    def huella(self) -> str:
        """De la versión que mostraba; vacía si ninguna."""
        return self.version.huella if self.version else ""

    def sin_nada_que_mostrar(self, alterada: Alterada | None) -> bool:
        """Si no mostraba ninguna versión, y como la dejó su último acto tampoco la muestra."""
        return alterada is not None and not self.version and alterada.estado not in CON_CONTENIDO

    def como(self, alterada: Alterada | None) -> Mostrado:
        """En el estado en que la dejó su último acto, y oculto lo que hoy se manda no mostrar."""
        if alterada is None:
            return self
        muestra = alterada.estado in (*CON_CONTENIDO, *ESPERAN)
        ocultas = {seccion: OCULTA.format(orden) for seccion, orden in alterada.ocultas.items()}
        return replace(
            self,
            datos=replace(self.datos, estado=alterada.estado),
            version=self.version if muestra else None,
            notas=replace(self.notas, ocultas=ocultas),
        )

    def version_publica(self, objetos: Path) -> VersionPublica | None:
        """La versión como la lee quien publica; sin su fotografía, si su archivo ya no está. `objetos`: los ya publicados."""
        if (v := self.version) is None:
            return None
        foto = v.fotografia if v.fotografia and fotos.hay(v.fotografia, objetos) else ""
        return VersionPublica(v.contenido, v.huella, v.en, foto, v.pendientes, v.vencida)


_LECTOR = msgspec.json.Decoder(Mostrado)  # aquí, con un solo hilo: `proceso.serie` dice por qué


def folios(clave: str, cuales: Cuales) -> set[str]:
    """De quiénes hay algo guardado, donde entonces estaban."""
    return {*_de(clave, cuales).values_list("folio", flat=True)}


def vigentes(dudosas: Mapping[str, Alterada | None]) -> dict[str, Mostrado]:
    """De esas, las que se guardaron como las dejó su último acto. `None`: su padrón consta y su versión no."""
    if not dudosas:
        return {}
    ultimas = ultimas_asentadas(dudosas)
    hallados = dict[str, Mostrado]()
    for fila in de_muchas(Mostrada.objects.order_by(), "folio", dudosas, attrgetter("folio")):
        alterada = dudosas[fila.folio]
        padron = alterada.padron if alterada else fila.padron
        if fila.sello != sello_de_lo_mostrado(fila) or fila.padron != padron:
            continue
        mostrado = _LECTOR.decode(fila.dicho)
        if ultimas.get(fila.folio) == mostrado.huella or mostrado.sin_nada_que_mostrar(alterada):
            hallados[fila.folio] = mostrado.como(alterada)
    return hallados


def padron_de(folio: str) -> dict[str, object]:
    """Lo que el padrón decía de ella cuando se publicó, por columna; vacío si nada se guardó, o si lo guardado se cambió por fuera."""
    fila = Mostrada.objects.filter(folio=folio).first()
    if fila is None or fila.sello != sello_de_lo_mostrado(fila):
        return {}
    datos = _LECTOR.decode(fila.dicho).datos
    de_ella = ("sobrenombre", "circunscripcion", "reeleccion", "acciones_afirmativas", "calidad", "suplencia")
    de_la_persona = ("nombre", "nombres", "primer_apellido", "segundo_apellido", "sexo", "edad_publicada")
    return {
        **{campo: getattr(datos, campo) for campo in de_ella},
        **{f"persona__{campo}": getattr(datos, campo) for campo in de_la_persona},
        "persona__fecha_nacimiento": datos.nacimiento,
    }


def guardar(clave: str, filas: Iterable[Fila]) -> None:
    """Como quedan a la vista; de las que ya se dicen por lo guardado, o no constan, no se toca nada."""
    suyas = {f.folio: f for f in filas if not f.alterada and not f.repuesta}
    sellos = dict(Mostrada.objects.filter(folio__in=suyas).values_list("folio", "sello"))
    padron = padrones(suyas.keys())
    hoy = (_fila(clave, f, padron[folio]) for folio, f in suyas.items() if folio in padron)
    nuevas = [fila for fila in hoy if fila.sello != sellos.get(fila.folio)]
    campos = [c.attname for c in Mostrada._meta.concrete_fields if not c.primary_key]
    Mostrada.objects.bulk_create(nuevas, update_conflicts=True, unique_fields=["folio"], update_fields=campos)


def de_cuando(clave: str) -> datetime | None:
    """Lo más reciente que alguien muestra, o mostró al salir."""
    ultima: datetime | None = Mostrada.objects.filter(proceso=clave).aggregate(en=Max("en"))["en"]
    return ultima


def olvidar(folios: Collection[str]) -> None:
    """De quien se suprimió no queda nada."""
    if folios:
        Mostrada.objects.filter(folio__in=[*folios]).delete()


def _de(clave: str, cuales: Cuales) -> Any:
    suyas = Mostrada.objects.filter(proceso=clave)
    if cuales.formulas is not None:
        return suyas.filter(formula__in=[*cuales.formulas])
    return suyas if cuales.contiendas is None else suyas.filter(contienda__in=[*cuales.contiendas])


def _fila(clave: str, fila: Fila, padron: str) -> Mostrada:
    datos, version = fila.datos, _Version.de(fila.version) if fila.version else None
    dicho = msgspec.json.encode(Mostrado(datos, version, fila.acuse, fila.vence, fila.notas)).decode()
    guardada = Mostrada(
        folio=fila.folio, proceso=clave, contienda=datos.contienda, formula=datos.formula,
        padron=padron, en=version.en if version else None, dicho=dicho,
    )  # fmt: skip
    guardada.sello = sello_de_lo_mostrado(guardada)
    return guardada
