"""La bitácora, para leerse: qué se hizo, quién y cuándo, filtrada y por páginas. Nada de lo que alguien contestó."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from conoceles.bitacora.actos import Acto, dicho
from conoceles.bitacora.estados import ETIQUETAS
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.palabras import acentuado
from conoceles.cuentas.models import ADMINISTRAN, Cuenta
from conoceles.nucleo import dias
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

POR_PAGINA = 50
SIN_SECRETO = {  # lo que se dice de un asiento, y cómo se llama
    "acuerdo": "acuerdo", "constancia": "constancia", "estado": "estado", "actividad": "entregable", "numero": "número",
    "tipo": "de qué", "periodo": "periodo", "pieza": "parte", "ronda": "ronda", "version": "versión",
}  # fmt: skip
CLAVES = ("estado", "tipo", "pieza")  # dicen una clave: se lee con espacios
# Lo que alguien decidió sobre su identidad o pidió sobre sus datos: se dice a ella y a la UTTAIP, no a la Comisión.
RESERVADOS = (
    Acto.FORMATO_RECIBIDO, Acto.FORMATO_CONSULTADO, Acto.FORMATO_ACEPTADO, Acto.FORMATO_RECHAZADO, Acto.PERSONA_ACREDITADA,
    Acto.ACREDITACION_RETIRADA, Acto.IDENTIDAD_LIBERADA, Acto.IDENTIDAD_LEIDA, Acto.IDENTIDAD_CAMBIADA,
    Acto.IDENTIDAD_SUPRIMIDA, Acto.CONSENTIMIENTO_REGISTRADO, Acto.CONSENTIMIENTO_REDUCIDO, Acto.CONSENTIMIENTO_REVOCADO,
    Acto.REVOCACION_REPETIDA, Acto.ARCO, Acto.ACCESO_A_DATOS, Acto.EXTRACTO_ENTREGADO,
)  # fmt: skip
RUIDO = (Acto.CORREO_ENCOLADO, Acto.CORREO_ENVIADO, Acto.BORRADOR_GUARDADO)  # solo si se piden por su nombre


@dataclass(frozen=True)
class Filtro:
    """Lo que se busca; vacío, todo. `quien`: correo o parte de él; `desde` y `hasta`, días de la elección, inclusive."""

    acto: str = ""
    folio: str = ""
    quien: str = ""
    desde: str = ""
    hasta: str = ""


@dataclass(frozen=True)
class Asiento:
    """Un renglón legible."""

    numero: int
    en: datetime
    que: str
    quien: str
    folio: str
    datos: str


@dataclass(frozen=True)
class Pagina:
    """`total` con ese filtro; `anterior` y `siguiente`, números de página o cero."""

    asientos: tuple[Asiento, ...]
    total: int
    numero: int
    anterior: int
    siguiente: int


def leer(alcance: Alcance, proceso: str, filtro: Filtro, zona: str, pagina: int = 1) -> Pagina:
    """Lo más reciente primero, de lo que a quien mira le toca. `ErrorDeDominio` con el campo que no se entiende."""
    filas = _filtradas(proceso, filtro, zona) if alcance.todo else Entrada.objects.none()
    if alcance.papel not in ADMINISTRAN:
        filas = filas.exclude(acto__in=RESERVADOS)
    total = filas.count()
    ultima = max(1, -(-total // POR_PAGINA))
    numero = min(max(1, pagina), ultima)
    inicio = (numero - 1) * POR_PAGINA
    vistas = list(filas.order_by("-id")[inicio : inicio + POR_PAGINA])
    nombres = _nombres(vistas)
    return Pagina(
        tuple(_asiento(f, nombres) for f in vistas),
        total,
        numero,
        numero - 1,
        numero + 1 if numero < ultima else 0,
    )


def opciones(alcance: Alcance) -> list[tuple[str, str]]:
    """Los actos, como se leen, en orden alfabético."""
    suyos = [a for a in Acto if alcance.papel in ADMINISTRAN or a not in RESERVADOS]
    return sorted(((acto.value, dicho(acto)) for acto in suyos), key=lambda par: par[1])


def _filtradas(proceso: str, f: Filtro, zona: str) -> QuerySet[Entrada]:
    """Las de esa elección y las de la instalación, que no son de ninguna."""
    filas = Entrada.objects.using("default").filter(proceso__in=(proceso, ""))
    filas = filas.filter(acto=f.acto) if f.acto else filas.exclude(acto__in=RUIDO)
    if f.folio:
        filas = filas.filter(folio=f.folio.strip().lower())
    if f.quien:
        cuentas = Cuenta.objects.filter(correo__icontains=f.quien.strip()).values_list("pk", "correo")
        filas = filas.filter(actor__in=[f"cuenta:{c}" for par in cuentas for c in par])
    if f.desde:
        filas = filas.filter(momento__gte=dias.inicio(_dia(f.desde, "desde"), zona))
    if f.hasta:
        filas = filas.filter(momento__lt=dias.fin(_dia(f.hasta, "hasta"), zona))
    return filas


def _dia(escrito: str, campo: str) -> date:
    try:
        return date.fromisoformat(escrito)
    except ValueError as error:
        raise ErrorDeDominio("Escriba la fecha: día, mes y año.", campo=campo) from error


def _nombres(filas: list[Entrada]) -> dict[str, str]:
    actores = {f.actor.removeprefix("cuenta:") for f in filas if f.actor.startswith("cuenta:")}
    numeros = [a for a in actores if a.isdigit()]
    cuentas = (Cuenta.objects.filter(pk__in=numeros) | Cuenta.objects.filter(correo__in=actores)).distinct()
    pares = cuentas.values_list("pk", "correo", "nombre")
    return {f"cuenta:{clave}": nombre for pk, correo, nombre in pares for clave in (pk, correo)}


def _asiento(f: Entrada, nombres: dict[str, str]) -> Asiento:
    oficio = f.actor.removeprefix("sistema:")
    quien = f"El sistema ({oficio})" if oficio != f.actor else nombres.get(f.actor, "Cuenta dada de baja")
    return Asiento(f.pk, f.momento, dicho(f.acto), quien, f.folio, _datos(f.datos))


def _datos(datos: dict[str, object]) -> str:
    """Lo que dice de qué se trata; lo demás (huellas, filas) solo sirve a quien comprueba la cadena."""
    return "; ".join(
        f"{rotulo}: {_leido(clave, datos[clave])}"
        for clave, rotulo in SIN_SECRETO.items()
        if datos.get(clave) not in (None, "")
    )


def _leido(clave: str, valor: object) -> str:
    """Una clave, con espacios y acentos; un estado, con su nombre."""
    if clave not in CLAVES:
        return str(valor)
    return ETIQUETAS.get(str(valor), acentuado(str(valor)))
