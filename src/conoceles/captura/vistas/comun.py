"""Lo que toda pantalla de una candidatura necesita antes de empezar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from conoceles.bitacora.estados import ETIQUETAS, SIN_ENVIAR, SIN_PERFIL, Estado
from conoceles.bitacora.papeles import RESPONDEN
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.captura.lista import lugar
from conoceles.cuentas import acceso
from conoceles.cuentas.models import CAPTURAN
from conoceles.expediente import consultas as expediente
from conoceles.expediente.actos import envios
from conoceles.expediente.calendario.apertura import apertura
from conoceles.expediente.models import Envio, Ronda
from conoceles.expediente.rondas import abierta, captura_cerrada
from conoceles.identidad import matriz
from conoceles.identidad.permisos import acreditaciones
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Definicion

SESION = ("Un correo no prueba quién contesta.", "usted")
CAPTURA = ("Usted contesta por otra persona.", "ella")


@dataclass(frozen=True)
class Caso:
    """Una candidatura ante quien la captura."""

    candidatura: Candidatura
    alcance: Alcance

    @cached_property
    def definicion(self) -> Definicion:
        return candidaturas.definicion_de(self.candidatura)

    @property
    def folio(self) -> str:
        return self.candidatura.folio

    @property
    def nombre(self) -> str:
        return self.candidatura.nombre

    @property
    def lugar(self) -> str:
        """«Diputación del distrito 5 · suplente · PRI»."""
        return " · ".join((lugar(self.candidatura, self.definicion), self.candidatura.formula.fuerza.dicha))

    @property
    def estado(self) -> str:
        return ETIQUETAS[self.candidatura.estado]

    def abre(self, seccion: str) -> bool:
        """Si hoy se puede cambiar esa sección."""
        return self.ronda is not None and self.ronda.abre(seccion)

    @cached_property
    def ronda(self) -> Ronda | None:
        """La que está abierta al pedirse la página; quien guarda o envía lo comprueba otra vez."""
        return abierta(self.candidatura, reloj.ahora())

    @property
    def sin_captura(self) -> str:
        """Por qué hoy no se captura, cuando no hay ronda."""
        if self.candidatura.estado in SIN_PERFIL:
            return (
                "Esta candidatura terminó. Su perfil ya no se publica y sus respuestas de identidad ya no se pueden "
                "consultar."
            )
        if Envio.objects.filter(candidatura=self.candidatura).exists():
            return "La información ya se envió y no se puede cambiar."
        if captura_cerrada(self.candidatura, reloj.ahora()):
            return "Ya no se recibe información: terminó el periodo de captura."
        return apertura(self.definicion, reloj.ahora()).para_quien_responde

    @property
    def es_suya(self) -> bool:
        """Si quien entró es la propia persona candidata: ve «Mis datos»."""
        return matriz.es_la_persona(self.alcance, self.candidatura)

    @cached_property
    def solo_derechos(self) -> bool:
        """Si se le retiró la invitación: ya no captura, pero revoca, descarga y pide lo suyo."""
        return candidaturas.solo_derechos(self.alcance, self.candidatura)

    @cached_property
    def acreditada(self) -> bool:
        """Si la autoridad electoral acreditó que quien entró es la persona: su sí no espera el formato."""
        return acreditaciones.vigente(self.alcance, self.candidatura) is not None

    @cached_property
    def identidad_ajena(self) -> bool:
        """Si la contesta la persona invitada: quien responde solo sabe si está completa."""
        return matriz.apartada(self.alcance, self.candidatura)

    @property
    def responde(self) -> bool:
        """Si quien actúa responde por ella: la invita y recibe su aviso de que terminó."""
        return self.alcance.papel in RESPONDEN

    @property
    def envia(self) -> bool:
        """Si a quien actúa le toca enviar."""
        return envios.envia(self.alcance, self.candidatura)

    def exigir_identidad(self) -> None:
        """`Conflicto` si la identidad es de la persona invitada."""
        if self.identidad_ajena:
            raise Conflicto(
                "El cuestionario de identidad lo contesta la propia persona: usted no puede verlo."
            )

    @cached_property
    def aviso_leido(self) -> bool:
        """En su versión vigente, al pedirse la página."""
        return expediente.aviso_leido(self.candidatura, self.alcance)

    def pide_aviso(self, *, escribe: bool) -> bool:
        """Si hay que leer el aviso antes: siempre la primera vez, y antes de escribir si cambió de versión."""
        if self.aviso_leido:
            return False
        return (
            escribe
            or self.ronda is not None
            or not expediente.avisos_leidos(self.candidatura, self.alcance).exists()
        )

    @property
    def efecto_del_si(self) -> str:
        """Cuándo surte efecto lo que se conteste aquí del consentimiento."""
        if self.acreditada:
            return "La autoridad electoral la acreditó en esta cuenta: su sí a publicar y su no surten efecto enseguida."
        quien, firma = SESION if self.es_suya else CAPTURA
        return f"{quien} El sí a publicar surte efecto cuando la autoridad electoral acepta el formato firmado por {firma}. El no, enseguida."


VistaDeCaso = Callable[..., HttpResponseBase]


def de_candidatura(
    *metodos: str, tras_aviso: bool = True, de_derechos: bool = False
) -> Callable[[VistaDeCaso], Callable[..., HttpResponseBase]]:
    """Envuelve una vista de candidatura: alcance (404 si es ajena), aviso leído y rechazos (409).

    `de_derechos`: la abre también a quien se le retiró la invitación; las demás la llevan a lo que le queda.
    """

    def envolver(vista: VistaDeCaso) -> Callable[..., HttpResponseBase]:
        @acceso.vista(*metodos, para=CAPTURAN)
        @sensitive_post_parameters()
        @wraps(vista)
        def envuelta(request: HttpRequest, folio: str, **datos: object) -> HttpResponseBase:
            por = alcance(request)
            try:
                caso = Caso(candidaturas.obtener(por, folio), por)
                if caso.solo_derechos and not de_derechos:
                    return redirect("captura_tareas", folio=folio)
                if (
                    tras_aviso
                    and not caso.solo_derechos
                    and caso.pide_aviso(escribe=request.method == "POST")
                ):
                    return redirect("captura_aviso", folio=folio)
                return vista(request, caso, **datos)
            except ErrorDeDominio as error:
                return acceso.rechazo(request, error.mensaje, volver=reverse("captura_tareas", args=[folio]))

        return envuelta

    return envolver


VistaDeVarias = Callable[[HttpRequest, Alcance, Definicion], HttpResponseBase]


def de_varias(
    *metodos: str, para: Iterable[str] = RESPONDEN
) -> Callable[[VistaDeVarias], Callable[..., HttpResponseBase]]:
    """Vista de quien responde por varias, con su alcance y la elección que ve (404 si no hay)."""

    def envolver(vista: VistaDeVarias) -> Callable[..., HttpResponseBase]:
        @acceso.vista(*metodos, para=para)
        @wraps(vista)
        def envuelta(request: HttpRequest) -> HttpResponseBase:
            por = alcance(request)
            vigente = proceso.elegida(por)
            if vigente is None:
                raise Http404
            return vista(request, por, proceso.definicion(vigente.clave))

        return envuelta

    return envolver


def capturables(alcance: Alcance, definicion: Definicion) -> list[Candidatura]:
    """Las que tienen algo abierto: por capturar, en captura, fuera de plazo pero recibibles, u observadas."""
    estados = (*SIN_ENVIAR, Estado.OBSERVADA)
    ahora = reloj.ahora()
    return [
        f
        for f in candidaturas.listar(alcance, definicion.clave).filter(estado__in=estados)
        if abierta(f, ahora)
    ]


def sin_leer(request: HttpRequest, version: str) -> ErrorDeDominio | None:
    """Por qué no se aceptan los avisos: falta la casilla, o lo leído fue otra versión; `None` si se aceptan."""
    if request.POST.get("leido") == "si" and request.POST.get("version") == version:
        return None
    return ErrorDeDominio("Para continuar, marque que leyó los avisos de privacidad.", campo="leido")


def cerrada(request: HttpRequest, caso: Caso) -> HttpResponse:
    """Qué contestar cuando la sección ya no se puede cambiar."""
    if request.method == "POST":
        mensaje = "Esta parte ya se envió y no se puede cambiar. Solo la autoridad electoral puede reabrirla."
        return acceso.rechazo(request, mensaje, volver=reverse("captura_verificar", args=[caso.folio]))
    return redirect("captura_verificar", folio=caso.folio)
