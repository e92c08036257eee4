"""Las partes de una cuenta que dan entrada, cada una con su sello: con llave, así que no deja adivinar ni copiar nada."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Manager, Prefetch, Q, prefetch_related_objects

from conoceles.cuentas.models import Cuenta, Designacion, Enlace
from conoceles.nucleo import secretos
from conoceles.nucleo.bases.preparadas import Preparada, puestas

Partes = dict[str, str]  # parte («correo», «factor 7»…) → su sello
DEL_ALTA = ("encargo", "correo", "nombre", "activa", "contrasena")
ENLACE = "enlace"  # el vivo, que es uno
SUS_FILAS = ("authenticator_set", "designaciones")
_LEIDAS = (
    Preparada(lambda cuenta: Authenticator.objects.filter(user=cuenta)),
    Preparada(lambda cuenta: Designacion.objects.filter(cuenta=cuenta)),
)


def todas_sus_filas() -> tuple[str | Prefetch, ...]:
    """Con sus enlaces que cuentan, el vivo y los acusados: leer todos tardaría según cuántas veces se haya pedido recuperarla."""
    cuentan = Q(usado_en=None, anulado_en=None) | Q(acuse__isnull=False)
    return *SUS_FILAS, Prefetch("enlaces", Enlace.objects.filter(cuentan).select_related("acuse"))


def leer_sus_filas(cuenta: Cuenta) -> None:
    """Como `prefetch_related_objects` con `SUS_FILAS`: se leen en cada petición, una vez por cuenta."""
    for nombre, leidas in zip(SUS_FILAS, _LEIDAS, strict=True):
        puestas(cuenta, nombre, leidas)


def del_buzon(cuenta: Cuenta) -> Partes:
    """A quién se le escribe, y si todavía."""
    return {
        "correo": _sellar(cuenta, "correo", [cuenta.correo]),
        "activa": _sellar(cuenta, "activa", [cuenta.is_active]),
    }


def de_hoy(cuenta: Cuenta) -> Partes:
    """Lo que le da entrada según la base: dos consultas, o ninguna si `SUS_FILAS` ya se leyeron."""
    dichas: dict[str, list[object]] = {"nombre": [cuenta.nombre], "contrasena": [cuenta.password]}
    dichas["encargo"] = [cuenta.papel, cuenta.ambito, sorted(cuenta.contiendas)]
    dichas |= {factor(f.pk): _del_factor(f) for f in factores(cuenta).all()}
    dichas |= {designacion(d): _de_la_designacion(d) for d in cuenta.designaciones.all()}
    selladas = {que: _sellar(cuenta, que, dicho) for que, dicho in dichas.items()}
    return {**del_buzon(cuenta), **selladas}


def completas(cuenta: Cuenta) -> Partes:
    """Lo mismo, con su enlace vivo si lo hay y los acuses que dio, de los que corren plazos."""
    prefetch_related_objects([cuenta], *todas_sus_filas())
    quedan = de_hoy(cuenta)
    for fila in cuenta.enlaces.all():
        if fila.usado_en is None and fila.anulado_en is None:
            quedan[ENLACE] = del_enlace(fila)
        if hasattr(fila, "acuse"):
            quedan[acuse(fila)] = _sellar(cuenta, acuse(fila), [fila.acuse.en])
    return quedan


def da_entrada(parte: str) -> bool:
    """Si se mira al entrar; un enlace se mira al abrirlo, y un acuse no abre nada."""
    return parte != ENLACE and not parte.startswith("acuse ")


def acuse(fila: Enlace) -> str:
    """Cómo se llama la parte del acuse con que se recibió ese enlace."""
    return f"acuse {fila.pk}"


def factores(cuenta: Cuenta) -> Manager[Authenticator]:
    """Los suyos; de quien entró, ya se leyeron."""
    suyos: Manager[Authenticator] = getattr(cuenta, SUS_FILAS[0])  # la relación la pone allauth
    return suyos


def factor(pk: int) -> str:
    """Cómo se llama la parte de ese renglón."""
    return f"factor {pk}"


def designacion(fila: Designacion) -> str:
    return f"designacion {fila.pk}"


def del_enlace(fila: Enlace) -> str:
    """Sello de un enlace como se emitió: el que otro cliente apunte a otra cuenta no lo lleva."""
    return _sellar(fila.cuenta, ENLACE, [fila.motivo, fila.resumen, fila.en, fila.vence_en])


def _del_factor(fila: Authenticator) -> list[object]:
    """También qué códigos ya se usaron; no cuándo se vieron ni cuándo se usó, que no dan entrada."""
    return [fila.type, {que: dicho for que, dicho in fila.data.items() if que != "viewed_at"}]


def _de_la_designacion(fila: Designacion) -> list[object]:
    return [getattr(fila, campo.attname) for campo in fila._meta.concrete_fields]


def _sellar(cuenta: Cuenta, que: str, dicho: list[object]) -> str:
    return secretos.sellar("las cuentas", [cuenta.pk, que, *dicho])
