"""Comparar lo que la base dice de una cuenta con lo que los actos asentaron, y decir qué no consta y cómo se remedia.

De la que está cerrada se mira que un acto la cerrara, y de qué respondió: con ella no se entra, y reabrirla es otro acto.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import prefetch_related_objects

from conoceles.cuentas.constancia import asentadas, memoria, partes
from conoceles.cuentas.constancia.partes import DEL_ALTA, ENLACE, Partes
from conoceles.cuentas.models import Cuenta, Enlace
from conoceles.nucleo.errores import Conflicto

_REPONER = "repóngalo en Accesos"
_CAMBIADAS = {
    "activa": "está {como}",
    "encargo": "es de «{papel}», o de un ámbito, que ningún acto le dio (" + _REPONER + ")",
    "correo": "tiene un correo que ningún acto le dio (cámbieselo en Accesos)",
    "nombre": "lleva un nombre que ningún acto le dio (" + _REPONER + ")",
    "contrasena": "tiene una contraseña que ningún acto puso (que la persona la recupere)",
    ENLACE: "tiene un enlace que ningún acto emitió (envíele otro)",
    "factor": "tiene un segundo factor que ningún acto activó, o le quitaron el suyo (retíreselo en Accesos)",
    "acuse": "tiene un acuse de recibo que nadie dio, o le falta o le movieron el suyo (su plazo corre del que consta; repóngalo del respaldo)",
    "designacion": "tiene una designación que ningún acto hizo, o le falta la suya (dela de baja y vuelva a designarla)",
}
_SIN_SU_BAJA = (
    "a la cuenta {cuenta} se le dio de baja el {en:%Y-%m-%d %H:%M} (UTC) y a la bitácora le falta el acto que lo hizo "
    "(dela de baja otra vez)"
)
_AUNQUE_CERRADA = ("activa", "designacion ", "acuse ")  # lo que respondió y desde cuándo cuenta todavía
REMEDIO = (
    "El correo de esa cuenta, o que esté abierta, se cambió sin pasar por el sistema: así no se le envía nada. Si es su correo, "
    "cámbielo antes; si no, dela de baja."
)


def alterada(cuenta: Cuenta) -> bool:
    """Si algo de lo que le da entrada no consta: no entra, ni sigue la sesión que tuviera. Una consulta, y las de `SUS_FILAS`.

    Lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer la cuenta y leer lo asentado.
    """
    if memoria.sin_su_acto(cuenta.pk):
        return True
    return _alterada(cuenta) and _alterada(Cuenta.objects.get(pk=cuenta.pk))


def _alterada(cuenta: Cuenta) -> bool:
    partes.leer_sus_filas(cuenta)
    constan = {q: sello for q, sello in asentadas.constan(cuenta.pk).items() if partes.da_entrada(q)}
    return bool(_difieren(cuenta, partes.de_hoy(cuenta), constan))


def alteradas(cuentas: Sequence[Cuenta]) -> set[int]:
    """De esas, las que tienen algo que no consta."""
    prefetch_related_objects(cuentas, *partes.todas_sus_filas())
    constan = asentadas.todas()
    return {c.pk for c in cuentas if _frase(c, constan.get(str(c.pk), {}))}


def con_su_buzon(cuentas: Iterable[Cuenta]) -> list[Cuenta]:
    """De esas, las que tienen el correo que un acto les dio y están abiertas por uno: lo de las demás llegaría a otra persona."""
    constan = asentadas.todas()
    return [
        c
        for c in cuentas
        if partes.del_buzon(c).items() <= constan.get(str(c.pk), {}).items() and not memoria.sin_su_acto(c.pk)
    ]


def exigir_buzon(cuenta: Cuenta) -> None:
    """`Conflicto`, con cómo se remedia, si no lo tiene."""
    if not con_su_buzon([cuenta]):
        raise Conflicto(REMEDIO)


def emitido(enlace: Enlace) -> bool:
    """Si un acto emitió ese enlace, así y para esa cuenta."""
    return asentadas.constan(enlace.cuenta_id).get(ENLACE) == partes.del_enlace(enlace)


def sin_constancia() -> Iterator[str]:
    """Una frase por cuenta de la que algo no consta. Lo que no coincide se mira otra vez: un acto pudo confirmarse entre medias."""
    todas = Cuenta.objects.order_by("pk").prefetch_related(*partes.todas_sus_filas())
    constan, hay = asentadas.todas(), set[str]()
    for cuenta in todas.iterator(chunk_size=500):
        hay.add(str(cuenta.pk))
        if _frase(cuenta, constan.get(str(cuenta.pk), {})) and (dicha := frase(cuenta)):
            yield dicha
    for perdida in sorted((pk for pk in constan.keys() - hay if constan[pk].keys() & DEL_ALTA), key=int):
        yield f"la cuenta {perdida} ya no está, y la abrió un acto (repóngala del último respaldo)"


def frase(cuenta: Cuenta) -> str:
    """Qué de ella no consta y qué hacer; vacía si todo consta."""
    return _frase(Cuenta.objects.get(pk=cuenta.pk), asentadas.constan(cuenta.pk))


def _frase(cuenta: Cuenta, constan: Partes) -> str:
    dichas = _difieren(cuenta, partes.completas(cuenta), constan)
    if cerrada := memoria.sin_su_acto(cuenta.pk):
        return _SIN_SU_BAJA.format(cuenta=cuenta.pk, en=max(cerrada.values()))
    if not dichas:
        return ""
    quien, papel = f"la cuenta {cuenta.pk}", cuenta.get_papel_display().lower()
    if not constan.keys() & DEL_ALTA:
        return f"{quien}, de «{papel}», no la abrió ningún acto (dela de baja)"
    como = (
        "abierta sin que conste (dela de baja, o repóngala en Accesos)"
        if cuenta.is_active
        else "cerrada sin que conste su baja (repóngala en Accesos)"
    )
    clases = {que.partition(" ")[0] for que in dichas}
    frases = (que for clase, que in _CAMBIADAS.items() if clase in clases)
    return f"{quien} {'; '.join(frases).format(papel=papel, como=como)}"


def _difieren(cuenta: Cuenta, hoy: Partes, constan: Partes) -> set[str]:
    dichas = {que for que, _ in hoy.items() ^ constan.items()}
    return dichas if cuenta.is_active else {q for q in dichas if q.startswith(_AUNQUE_CERRADA)}
