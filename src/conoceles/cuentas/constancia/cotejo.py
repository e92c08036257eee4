"""Lo que la base dice de una cuenta y ningún acto dejó así: qué es y cómo se remedia.

De la que está cerrada se mira que un acto la cerrara, y de qué respondió: con ella no se entra, y reabrirla es otro acto.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from allauth.mfa.models import Authenticator
from django.db.models import Manager, Model

from conoceles.cuentas.constancia import memoria
from conoceles.cuentas.models import PARTES, AcuseDeRecibo, Cuenta, Designacion, Enlace
from conoceles.integridad.hallazgo import Hallazgo, Que
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.bases.preparadas import Preparada, puestas
from conoceles.nucleo.errores import Conflicto

_REPONER = "repóngalo en Accesos"
_CAMBIADAS = {
    "activa": "está {como}",
    "encargo": "es de «{papel}», o de un ámbito, que ningún acto le dio (" + _REPONER + ")",
    "correo": "tiene un correo que ningún acto le dio (cámbieselo en Accesos)",
    "nombre": "lleva un nombre que ningún acto le dio (" + _REPONER + ")",
    "contrasena": "tiene una contraseña que ningún acto puso (que la persona la recupere)",
    Enlace: "tiene un enlace que ningún acto emitió (envíele otro)",
    Authenticator: "tiene un segundo factor que ningún acto activó, o le quitaron el suyo (retíreselo en Accesos)",
    AcuseDeRecibo: "tiene un acuse de recibo que nadie dio, o le falta o le movieron el suyo (su plazo corre del que consta; repóngalo del respaldo)",
    Designacion: "tiene una designación que ningún acto hizo, o le falta la suya (dela de baja y vuelva a designarla)",
}
_SIN_SU_BAJA = (
    "a la cuenta {cuenta} se le dio de baja el {en:%Y-%m-%d %H:%M} (UTC) y a la bitácora le falta el acto que lo hizo "
    "(dela de baja otra vez)"
)
_AUNQUE_CERRADA = ("activa", Designacion, AcuseDeRecibo)  # lo que respondió y desde cuándo cuenta todavía
_DAN_ENTRADA = (Cuenta, Authenticator, Designacion)  # un enlace se mira al abrirlo, y un acuse no abre nada
REMEDIO = (
    "El correo de esa cuenta, o que esté abierta, se cambió sin pasar por el sistema: así no se le envía nada. Si es su correo, "
    "cámbielo antes; si no, dela de baja."
)
_SUS_FILAS = {
    "authenticator_set": Preparada(lambda cuenta: Authenticator.objects.filter(user=cuenta)),
    "designaciones": Preparada(lambda cuenta: Designacion.objects.filter(cuenta=cuenta)),
}


def factores(cuenta: Cuenta) -> Manager[Authenticator]:
    """Los suyos; de quien entró, ya se leyeron."""
    suyos: Manager[Authenticator] = cuenta.authenticator_set  # type: ignore[attr-defined]
    return suyos


def alterada(cuenta: Cuenta) -> bool:
    """Si algo de lo que le da entrada no consta: no entra, ni sigue la sesión que tuviera. Una consulta, y las de sus filas.

    Lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer la cuenta y leer lo asentado.
    """
    if memoria.sin_su_acto(cuenta.pk):
        return True
    return _alterada(cuenta) and _alterada(Cuenta.objects.get(pk=cuenta.pk))


def _alterada(cuenta: Cuenta) -> bool:
    """Se juzgan las filas que después se usan: se leen en cada petición, una vez por cuenta."""
    for relacion, leidas in _SUS_FILAS.items():
        puestas(cuenta, relacion, leidas)
    filas = [cuenta, *factores(cuenta).all(), *cuenta.designaciones.all()]
    halladas = ajenas(*_DAN_ENTRADA, de=[cuenta.pk], leidas=filas)
    return any(cuenta.is_active or _clase(una) in _AUNQUE_CERRADA for una in halladas)


def _clase(una: Hallazgo) -> object:
    return una.parte if una.tabla.modelo is Cuenta else una.tabla.modelo


def alteradas(cuentas: Sequence[Cuenta]) -> set[int]:
    """De esas, las que tienen algo que no consta."""
    return {pk for pk, frase in _frases([c.pk for c in cuentas]) if frase}


def con_su_buzon(cuentas: Iterable[Cuenta]) -> list[Cuenta]:
    """De esas, las que tienen el correo que un acto les dio y están abiertas por uno: lo de las demás llegaría a otra persona."""
    suyas = [*cuentas]
    halladas = ajenas(Cuenta, de=[c.pk for c in suyas], leidas=suyas)
    mal = {una.dueno for una in halladas if una.parte in ("correo", "activa")}
    return [c for c in suyas if str(c.pk) not in mal and not memoria.sin_su_acto(c.pk)]


def exigir_buzon(cuenta: Cuenta) -> None:
    """`Conflicto`, con cómo se remedia, si no lo tiene."""
    if not con_su_buzon([cuenta]):
        raise Conflicto(REMEDIO)


def emitido(enlace: Enlace) -> bool:
    """Si un acto emitió ese enlace, así y para esa cuenta."""
    halladas = ajenas(Enlace, de=[enlace.cuenta_id], leidas=[enlace])
    return str(enlace.pk) not in {una.clave for una in halladas}


def sin_constancia() -> Iterator[str]:
    """Una frase por cuenta de la que algo no consta."""
    return (frase for _, frase in _frases(None))


def de_la_tabla(modelo: type[Model]) -> list[str]:
    """Una por cada fila que no consta, de los accesos entregados o de los acuses: con eso se dice quién pudo capturar y no quiso."""
    return [*dict.fromkeys(f"la cuenta {una.dueno} {una.frase}" for una in ajenas(modelo))]


def frase(cuenta: Cuenta) -> str:
    """Qué de ella no consta y qué hacer; vacía si todo consta."""
    return next((dicha for _, dicha in _frases([cuenta.pk])), "")


def _frases(cuales: Sequence[int] | None) -> Iterator[tuple[int, str]]:
    halladas = _halladas(cuales)
    perdieron = memoria.sin_sus_actos()
    suyas = {*halladas, *(perdieron if cuales is None else perdieron & {*cuales})}
    cuentas = Cuenta.objects.in_bulk([*suyas])
    for pk in sorted(suyas):
        if dicha := _frase(pk, cuentas.get(pk), halladas.get(pk, [])):
            yield pk, dicha


def _halladas(cuales: Sequence[int] | None) -> Mapping[int, list[Hallazgo]]:
    """De los enlaces, solo el vivo."""
    vivos = Enlace.objects.filter(usado_en=None, anulado_en=None).values_list("pk", flat=True)
    halladas: dict[int, list[Hallazgo]] = {}
    for una in ajenas(*_DAN_ENTRADA, Enlace, AcuseDeRecibo, de=cuales):
        if una.tabla.modelo is not Enlace or vivos.filter(pk=una.clave).exists():
            halladas.setdefault(int(una.dueno), []).append(una)
    return halladas


def _frase(pk: int, cuenta: Cuenta | None, halladas: Sequence[Hallazgo]) -> str:
    if cuenta is None:
        perdida = any(una.tabla.modelo is Cuenta for una in halladas)
        return (
            f"la cuenta {pk} ya no está, y la abrió un acto (repóngala del último respaldo)"
            if perdida
            else ""
        )
    if cerrada := memoria.sin_su_acto(pk):
        return _SIN_SU_BAJA.format(cuenta=pk, en=max(cerrada.values()))
    clases = [c for c in map(_clase, halladas) if cuenta.is_active or c in _AUNQUE_CERRADA]
    if not clases:
        return ""
    quien, papel = f"la cuenta {pk}", cuenta.get_papel_display().lower()
    if {
        una.parte for una in halladas if una.tabla.modelo is Cuenta and una.que is Que.SOBRA
    } == PARTES.keys():
        return f"{quien}, de «{papel}», no la abrió ningún acto (dela de baja)"
    como = (
        "abierta sin que conste (dela de baja, o repóngala en Accesos)"
        if cuenta.is_active
        else "cerrada sin que conste su baja (repóngala en Accesos)"
    )
    frases = (dicha for clase, dicha in _CAMBIADAS.items() if clase in clases)
    return f"{quien} {'; '.join(frases).format(papel=papel, como=como)}"
