"""La persona pide decir que dos perfiles públicos, de dos elecciones, son suyos. Nadie más lo pide ni se deduce de nada.

Vale cuando la autoridad electoral tiene a la vista que también el otro perfil es de ella, mientras ella no lo retire y ninguna de
las dos candidaturas concluya o se suprima.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.constancias.halladas import alteradas, exigir_integra
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Vinculo
from conoceles.identidad.permisos import acreditaciones
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado

EN_LAS_DOS = "acreditada_en_las_dos"
EVIDENCIAS = {
    "identificacion": "Compareció con identificación oficial y señaló los dos perfiles",
    "firma_electronica": "Escrito con firma electrónica avanzada que señala los dos perfiles",
    EN_LAS_DOS: "Está acreditada en las dos candidaturas",
}
PUBLICOS = (Estado.PUBLICADA, Estado.AJUSTADA, Estado.CERRADA)
VIVOS = ("pedido", "reconocido")
MAXIMO = 120
_EN_DIRECCION = re.compile(r"/candidaturas/([0-9a-z]+)/?")


@dataclass(frozen=True)
class Visto:
    """Un vínculo como lo lee quien puede: las dos candidaturas y en qué va."""

    numero: int
    desde: Candidatura
    hacia: Candidatura
    estado: str
    en: datetime


@transaction.atomic(using=BASE)
def pedir(*, candidatura: Candidatura, perfil: str, quiere: bool, por: Alcance, ahora: datetime) -> None:
    """`perfil`: la dirección o el folio de su perfil en otra elección. Solo la propia persona, acreditada.

    `ErroresDeCampos` (`perfil`, `quiere`); `Conflicto` si no está acreditada o ya lo pidió.
    """
    matriz.exigir(por, candidatura, "acceder")
    ampara = acreditaciones.vigente(por, candidatura)
    if ampara is None:
        raise Conflicto("Antes, la autoridad electoral debe acreditar que esta cuenta es de usted.")
    otra = _exigir(candidatura, perfil, quiere)
    claves = (candidatura.clave_identidad, otra.clave_identidad)
    if any(v.estado in VIVOS for v in _ultimos(claves) if {v.clave, v.otra} == set(claves)):
        raise Conflicto("Ese vínculo ya está pedido.")
    exigir_integra(candidatura)
    _agregar(claves, "pedido", ampara.pk, por, ahora)
    anotar(candidatura, Acto.VINCULO_PEDIDO, por=por, ahora=ahora)


@transaction.atomic(using=BASE)
def reconocer(*, numero: int, evidencia: str, referencia: str, por: Alcance, ahora: datetime) -> None:
    """Administración tuvo a la vista que los dos perfiles son de ella: desde ahora lo dicen los dos.

    `ErroresDeCampos` si falta algo; `Conflicto` si la cuenta que lo pidió ya no está acreditada.
    """
    visto = _por_resolver(numero, por)
    errores = {} if evidencia in EVIDENCIAS else {"evidencia": "Diga qué se tuvo a la vista."}
    if evidencia == EN_LAS_DOS and not _acreditada_en_las_dos(visto):
        errores["evidencia"] = "No hay una cuenta acreditada en las dos candidaturas: diga otra evidencia."
    errores |= _de_referencia(referencia, "Escriba el número del acta, escrito u oficio donde consta.")
    if errores:
        raise ErroresDeCampos("No se reconoció el vínculo.", errores)
    if acreditaciones.sigue(Vinculo.objects.get(pk=numero).acreditacion_id) is None:
        raise Conflicto("La cuenta desde la que lo pidió ya no está acreditada: que lo pida otra vez.")
    exigir_integra(visto.desde)
    _seguir(visto, "reconocido", Acto.VINCULO_RECONOCIDO, por, ahora, evidencia, referencia)


@transaction.atomic(using=BASE)
def negar(*, numero: int, referencia: str, por: Alcance, ahora: datetime) -> None:
    """No consta que el otro perfil sea de ella; se le dice, y nada cambia en público. `ErroresDeCampos` sin porqué."""
    visto = _por_resolver(numero, por)
    if errores := _de_referencia(referencia, "Diga por qué, para que ella lo sepa."):
        raise ErroresDeCampos("No se resolvió.", errores)
    _seguir(visto, "negado", Acto.VINCULO_NEGADO, por, ahora, referencia=referencia)


@transaction.atomic(using=BASE)
def retirar(*, numero: int, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """La persona, desde cualquiera de las dos, o administración. Sale de los dos perfiles en minutos."""
    matriz.exigir(por, candidatura, "consentir" if por.papel == "administracion" else "acceder")
    pedida = Vinculo.objects.filter(pk=numero).first()
    del_par = (
        {pedida.clave, pedida.otra} if pedida else set()
    )  # aunque se reconociera después de abrir su página
    suyos = de_la_candidatura(candidatura)
    visto = next((v for v in suyos if {v.desde.clave_identidad, v.hacia.clave_identidad} == del_par), None)
    if visto is None:
        raise NoEncontrado("No existe ese vínculo.")
    _seguir(visto, "retirado", Acto.VINCULO_RETIRADO, por, ahora)


def terminar(candidatura: Candidatura, *, por: Alcance, ahora: datetime) -> None:
    """Su candidatura concluyó o se suprimió: nada la vincula ya. Quien llama pone la transacción de B."""
    vistos = de_la_candidatura(candidatura)
    list(para_cambiar(Vinculo.objects.filter(pk__in=[v.numero for v in vistos]).order_by("pk")))
    for visto in vistos:
        _seguir(visto, "retirado", Acto.VINCULO_RETIRADO, por, ahora)


def de_la_candidatura(candidatura: Candidatura) -> list[Visto]:
    """Los pedidos y los reconocidos, en cualquiera de los dos sentidos."""
    return _vistos(v for v in _ultimos([candidatura.clave_identidad]) if v.estado in VIVOS)


def por_reconocer(por: Alcance) -> list[Visto]:
    """Los pedidos desde la elección que ve quien administra, del más antiguo al más reciente; vacía para los demás."""
    if not matriz.permite(por.papel, "acreditar"):
        return []
    pedidos = _vistos(v for v in _ultimos() if v.estado == "pedido")
    return [v for v in pedidos if por.proceso in ("", v.desde.proceso_id)]


def reconocidos() -> dict[UUID, list[UUID]]:
    """Clave → las de sus otros perfiles que se pueden decir en público. Son pocos: se leen todos."""
    hallados: dict[UUID, list[UUID]] = {}
    dichos = [v for v in _ultimos() if v.estado == "reconocido"]
    dudosas = alteradas({v.clave for v in dichos})
    for v in dichos:
        if v.clave not in dudosas:
            hallados.setdefault(v.clave, []).append(v.otra)
            hallados.setdefault(v.otra, []).append(v.clave)
    return hallados


def _exigir(candidatura: Candidatura, perfil: str, quiere: bool) -> Candidatura:
    dicho = perfil.strip().lower()
    folio = hallado[1] if (hallado := _EN_DIRECCION.search(dicho)) else dicho
    ajenas = Candidatura.objects.exclude(proceso=candidatura.proceso_id)
    otra: Candidatura | None = ajenas.filter(folio=folio, estado__in=PUBLICOS).first()
    errores = {}
    if candidatura.estado not in PUBLICOS:
        errores["perfil"] = "Su perfil de esta elección todavía no es público: pídalo cuando lo sea."
    elif otra is None:
        errores["perfil"] = (
            "En otra elección no hay un perfil con información publicada en esa dirección: ábralo y cópiela."
        )
    if not quiere:
        errores["quiere"] = "Si lo quiere, marque que los dos perfiles digan que son suyos."
    if errores or otra is None:
        raise ErroresDeCampos("No se pidió el vínculo.", errores)
    return otra


def _por_resolver(numero: int, por: Alcance) -> Visto:
    visto = next((v for v in por_reconocer(por) if v.numero == numero), None)
    if visto is None:
        raise NoEncontrado("No existe ese vínculo.")
    return visto


def _acreditada_en_las_dos(visto: Visto) -> bool:
    una, otra = (
        {c.cuenta.pk for c in acreditaciones.de(f) if c.acreditada} for f in (visto.desde, visto.hacia)
    )
    return bool(una & otra)


def _de_referencia(referencia: str, frase: str) -> dict[str, str]:
    if not referencia.strip():
        return {"referencia": frase}
    largo = f"Es demasiado largo: hasta {MAXIMO} caracteres."
    return {"referencia": largo} if len(referencia.strip()) > MAXIMO else {}


def _ultimos(claves: Iterable[UUID] | None = None) -> list[Vinculo]:
    """La última fila de cada par, en el orden en que se pidieron."""
    filas = Vinculo.objects.order_by("id")
    if claves is not None:
        lista = list(claves)
        filas = filas.filter(Q(clave__in=lista) | Q(otra__in=lista))
    return list({(v.clave, v.otra): v for v in filas}.values())


def _vistos(filas: Iterable[Vinculo]) -> list[Visto]:
    lista = list(filas)
    claves = {clave for v in lista for clave in (v.clave, v.otra)}
    todas = Candidatura.objects.con_todo().filter(clave_identidad__in=claves)
    suyas = {c.clave_identidad: c for c in todas}
    return [Visto(v.pk, suyas[v.clave], suyas[v.otra], v.estado, v.en) for v in lista]


def _seguir(
    visto: Visto, estado: str, acto: Acto, por: Alcance, ahora: datetime, evidencia: str = "", referencia: str = ""
) -> None:  # fmt: skip
    """El paso que sigue. Si cambia lo público, los dos perfiles se vuelven a mirar, cada uno en su elección.

    Dos a la vez se ordenan en la fila que vieron, y el segundo ve lo que hizo el primero: lo retirado no se reconoce.
    `Conflicto` si ya no sigue.
    """
    vista = para_cambiar(Vinculo.objects.all()).get(pk=visto.numero)
    claves = (vista.clave, vista.otra)
    fila = Vinculo.objects.filter(clave=vista.clave, otra=vista.otra).latest("id")
    if fila.estado not in (VIVOS if estado == "retirado" else ("pedido",)):
        raise Conflicto("Ese vínculo cambió mientras tanto: vuelva a abrir la página y mire cómo quedó.")
    _agregar(claves, estado, fila.acreditacion_id, por, ahora, evidencia, referencia)
    anotar(visto.desde, acto, por=por, ahora=ahora)
    if "reconocido" in (fila.estado, estado):
        anotar(visto.hacia, acto, por=por, ahora=ahora)


def _agregar(
    claves: tuple[UUID, UUID], estado: str, acreditacion: int, por: Alcance, ahora: datetime, evidencia: str = "",
    referencia: str = "",
) -> Vinculo:  # fmt: skip
    return Vinculo.objects.create(
        clave=claves[0], otra=claves[1], estado=estado, acreditacion_id=acreditacion, evidencia=evidencia,
        referencia=referencia.strip(), por=por.actor, en=ahora,
    )  # fmt: skip
