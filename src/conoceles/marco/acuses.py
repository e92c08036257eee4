"""La constancia de lo que alguien acaba de hacer: en pantalla, y firmada en un PDF que cualquiera comprueba.

El código firmado lleva lo que consta en la bitácora, sin nombres ni folios; lo lee `lector.acuse`.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from conoceles.bitacora.actos import POR_NOMBRE, Acto, dicho
from conoceles.bitacora.models import Entrada
from conoceles.cuentas.acceso import cuenta
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import firma
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.pantallas import numero
from conoceles.nucleo.papel import pdf
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Definicion

PLANTILLA = Path(__file__).parent / "plantillas" / "acuse_de_acto.typ"


@dataclass(frozen=True)
class Acuse:
    """La constancia de un acto, como consta en la bitácora de su base."""

    base: str
    que: str
    recibido: datetime
    registrado: datetime
    quien: str
    entrada: int
    huella: str
    avisa: tuple[str, ...]
    proceso: str


def con_acuse(request: HttpRequest, destino: str, acto: Acto) -> HttpResponse:
    """A `destino`, donde se lee el acuse de ese acto de quien entró."""
    hecha = ultimo(cuenta(request), acto)
    return redirect(f"{destino}?acuse={hecha.id}" if hecha else destino)


def ultimo(quien: Cuenta, acto: Acto, *, base: str = "default", folio: str = "") -> Entrada | None:
    """La entrada más reciente de ese acto de esa cuenta; de ese folio, si se dice."""
    suyas = Entrada.objects.using(base).filter(acto=acto, actor=f"cuenta:{quien.pk}")
    return (suyas.filter(folio=folio) if folio else suyas).order_by("-id").first()


def acuse(request: HttpRequest) -> Acuse | None:
    """El que pide la dirección, si es de quien entró."""
    return de(cuenta(request), "default", numero(request.GET.get("acuse", "")) or 0)


def de(quien: Cuenta, base: str, entrada: int) -> Acuse | None:
    """El de esa entrada de la bitácora; `None` si no es de esa cuenta."""
    hecha = Entrada.objects.using(base).filter(pk=entrada, actor=f"cuenta:{quien.pk}").first()
    if hecha is None:
        return None
    avisa = tuple(str(a) for a in POR_NOMBRE[hecha.acto].fila.avisa)
    de_cual = hecha.proceso or (vigente.clave if (vigente := proceso.vigente()) else "")
    return Acuse(
        base,
        dicho(hecha.acto),
        hecha.recibida,
        hecha.momento,
        quien.nombre,
        hecha.id,
        hecha.huella,
        avisa,
        de_cual,
    )


def en_pdf(quien: Cuenta, base: str, entrada: int) -> bytes:
    """PDF accesible y reproducible, con su código firmado. `NoEncontrado` si no es un acto suyo en una elección."""
    hecho = de(quien, base, entrada)
    if hecho is None or not hecho.proceso:
        raise NoEncontrado("No existe ese acuse.")
    suya = Entrada.objects.using(base).get(pk=entrada)
    definicion = proceso.definicion(hecho.proceso)
    return componer(suya, definicion, hecho.que, _renglones(hecho, suya, definicion))


def componer(
    entrada: Entrada, definicion: Definicion, que: str, renglones: Sequence[tuple[str, str]]
) -> bytes:
    """El PDF de ese acto, con los renglones que se den y lo que consta en la bitácora."""
    firmado = codigo(entrada, definicion.clave)
    comprobar = f"{settings.URL_PUBLICA}/{definicion.clave}/verificar/acuse/"
    contexto = {
        "que": que,
        "institucion": definicion.institucion.nombre,
        "proceso_nombre": definicion.nombre,
        "renglones": [*renglones, *_asentado(entrada)],
        "codigo": firmado,
        "certificado": firma.certificado(),
        "comprobar": comprobar,
        "qr": pdf.qr(f"{comprobar}?c={firmado}"),
        "pie": f"{definicion.institucion.unidad} · {definicion.institucion.correo}",
    }
    return firma.sellar(pdf.componer(PLANTILLA, contexto, momento=entrada.momento))


def codigo(entrada: Entrada, eleccion: str) -> str:
    """`A1.elección.acto.entrada.segundos.huella.firma`. La misma entrada da siempre el mismo código."""
    segundos = int(entrada.momento.timestamp())
    huella = _corta(bytes.fromhex(entrada.huella))
    firmable = ".".join(["A1", eleccion, entrada.acto, str(entrada.id), str(segundos), huella])
    return f"{firmable}.{_corta(firma.firmar(firmable.encode(), 'acuses'))}"


def _renglones(hecho: Acuse, entrada: Entrada, definicion: Definicion) -> list[tuple[str, str]]:
    acuerdo = str(entrada.datos.get("acuerdo") or "")
    return [
        ("Acto", hecho.que),
        *([("Folio de la candidatura", entrada.folio)] if entrada.folio else []),
        *([("Con el acuerdo", acuerdo)] if acuerdo else []),
        ("Recibido", momento_en_palabras(hecho.recibido, definicion.calendario.zona)),
        ("Registrado", momento_en_palabras(hecho.registrado, definicion.calendario.zona)),
        ("Lo hizo", hecho.quien),
        *([("Se avisa a", "; ".join(hecho.avisa))] if hecho.avisa else []),
    ]


def _asentado(entrada: Entrada) -> list[tuple[str, str]]:
    return [("Entrada de la bitácora", str(entrada.id)), ("Huella de la entrada", entrada.huella)]


def _corta(octetos: bytes) -> str:
    return base64.urlsafe_b64encode(octetos).rstrip(b"=").decode()
