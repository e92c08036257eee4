"""La constancia de un acto sobre una candidatura, en la bitácora de la base donde ocurre."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import ordenar, registrar_varios
from conoceles.bitacora.selladas.anotacion import Anotacion
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.errores import Conflicto

# Los que escriben lo que dice el padrón: su entrada lleva cómo quedó, y lo que después no coincida lo cambió otro cliente.
ASIENTAN_EL_PADRON = frozenset(
    {
        Acto.CANDIDATURA_REGISTRADA, Acto.CANDIDATURA_ACTUALIZADA, Acto.NOMBRE_CORREGIDO, Acto.RESPONSABLE_CAMBIADO, Acto.SUPRIMIDA,
        Acto.SUPRESION_REPETIDA,
    }
)  # fmt: skip
REMEDIO = (
    "Lo que la base dice de esa candidatura se cambió sin pasar por el sistema, y este acto lo daría por bueno. Avise a quien "
    "administra: la autoridad electoral compara con su respaldo, lo repone como estaba y entonces se puede continuar."
)
_LOTE = 500  # folios por consulta: bajo el límite de parámetros de SQLite
_DEL_PADRON = (
    "proceso", "origen", "calidad", "suplencia", "sobrenombre", "circunscripcion", "reeleccion", "acciones_afirmativas",
    "clave_identidad", "persona__nombre", "persona__nombres", "persona__primer_apellido", "persona__segundo_apellido",
    "persona__sexo", "persona__fecha_nacimiento", "persona__edad_publicada", "formula__contienda__clave",
    "formula__fuerza__siglas", "formula__posicion", "formula__clave_origen", "formula__responde__siglas",
)  # fmt: skip


class DelPadron(NamedTuple):
    """`sello`, con llave, de lo que hoy dice el padrón de una candidatura: no permite adivinar nada de ella.

    `registrada_en` no lo lleva: es la hora de su acto, y con ella se compara.
    """

    proceso: str
    estado: str
    sello: str
    registrada_en: datetime | None = None

    @property
    def asiento(self) -> dict[str, object]:
        """Como va en la entrada."""
        return {"estado": self.estado, "padron": self.sello}


def del_padron(folios: Collection[str] | None = None) -> dict[str, DelPadron]:
    """Folio → lo que dice hoy; de todas, sin `folios`. Una consulta, o una por lote."""
    filas = Candidatura.objects.order_by().values_list("folio", "estado", "registrada_en", *_DEL_PADRON)
    return {
        folio: DelPadron(dicho[0], estado, secretos.sellar("el padrón", [folio, *dicho]), en)
        for folio, estado, en, *dicho in de_muchas(filas, "folio", folios, itemgetter(0))
    }


def no_constan(folios: Collection[str]) -> set[str]:
    """De esas, las que no dicen, o no están como, las dejó su último acto.

    De lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer la fila y leer su entrada.
    """
    parecen = _difieren(folios)
    return _difieren(parecen) if parecen else set()


def exigir_que_consten(filas: Iterable[Candidatura]) -> None:
    """Antes de escribir en ellas: `Conflicto`, con cómo se remedia, si alguna no consta. El acto asentaría lo que otro escribió."""
    if ajenas := no_constan([fila.folio for fila in filas]):
        raise Conflicto(f"{REMEDIO} Se trata de: {', '.join(sorted(ajenas)[:10])}.")


def _difieren(folios: Collection[str]) -> set[str]:
    lista = sorted(folios)
    ajenas = set[str]()
    for n in range(0, len(lista), _LOTE):
        lote = lista[n : n + _LOTE]
        dichas = _asentadas(lote)
        padron = {folio: hoy._replace(registrada_en=None) for folio, hoy in del_padron(lote).items()}
        ajenas |= {folio for folio, hoy in padron.items() if dichas.get(folio) != hoy}
    return ajenas


def _asentadas(folios: Collection[str]) -> dict[str, DelPadron]:
    entradas = Entrada.objects.using("default").order_by("id")
    con = entradas.filter(Q(datos__has_key="estado") | Q(datos__has_key="padron"))
    dichas: dict[str, DelPadron] = {}
    for e in selladas(con, folios):
        antes = dichas.get(e.folio, DelPadron(e.proceso, "", ""))
        dichas[e.folio] = DelPadron(
            e.proceso, str(e.datos.get("estado") or antes.estado), str(e.datos.get("padron") or antes.sello)
        )
    return dichas


def _como_queda(folios: list[str]) -> dict[str, DelPadron]:
    ordenar("default")
    return del_padron(folios)


def anotar(
    candidatura: Candidatura,
    acto: Acto,
    base: str = "default",
    /,
    *,
    por: Alcance,
    ahora: datetime,
    **datos: object,
) -> Entrada:
    """Agrega el acto a la cadena de esa base, dentro de su transacción. `datos` nunca lleva nada sensible."""
    hecho = (candidatura, acto, datos)
    [entrada] = anotar_varias([hecho], base, proceso=candidatura.proceso_id, por=por, ahora=ahora)
    return entrada


def anotar_varias(
    hechos: Iterable[tuple[Candidatura, Acto, Mapping[str, object]]],
    base: str = "default",
    /,
    *,
    proceso: str,
    por: Alcance,
    ahora: datetime,
) -> list[Entrada]:
    """Lo mismo de muchas candidaturas de esa elección, en su orden y de una vez."""
    dichos = list(hechos)
    cambian = [c.folio for c, acto, _ in dichos if base == "default" and acto in ASIENTAN_EL_PADRON]
    quedan = _como_queda(cambian) if cambian else {}
    anotaciones = [
        Anotacion(
            acto,
            c.folio,
            {**datos, **quedan[c.folio].asiento} if c.folio in quedan else datos,
            c.clave_identidad,
        )
        for c, acto, datos in dichos
    ]
    return registrar_varios(anotaciones, using=base, por=por, ahora=ahora, proceso=proceso)
