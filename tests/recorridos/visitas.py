"""Qué se visita de cada ruta para mirarla en todos los estados. Quien agrega una pantalla empieza aquí.

Una ruta nueva se visita sola si sus huecos están en `VALORES` (rutas.py) o en `TODOS`. Si para verla hace falta crear algo
antes, su ejemplo va en `EJEMPLOS`. La que nadie llega a ver con 200 reprueba; `SIN_PANTALLA` (rutas.py) dice cuáles no tienen y por qué.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from conoceles.ayuda.manuales import PAPELES
from conoceles.nucleo.alcance import Alcance
from identidad.documentos_de_prueba import pdf
from personas import ACUERDO, CLAVE, DINA
from recorridos.avisos_de_dina import aviso_de_dina
from recorridos.rutas import direccion

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

FATIMA = Alcance(actor="cuenta:fatima", papel="revision", todo=True, nombre="Fátima")
# Redirigen a la pantalla que se mira.
SIGUEN = {"acceso/<str:testigo>/", "derechos/registrar/"}
BUSQUEDAS = {
    "": ("?q=zzzz", "?grupo=enviadas"),
    "revision/": ("?grupo=sin_enviar", "?grupo=listas", "?q=zzzz"),
    "candidaturas/<slug:folio>/<slug:seccion>/": ("?guardado=1&revisar=1",),
    "candidaturas/<slug:folio>/identidad/": ("?guardado=1&revisar=1",),
    "candidaturas/<slug:folio>/consentimiento/": ("?revisar=1",),
}


def direcciones(ruta: str, candidatura: Candidatura, dina: Client) -> Iterator[str]:
    """Las direcciones concretas de una ruta, con sus variantes."""
    ejemplo = EJEMPLOS.get(ruta)
    if ejemplo:
        yield from ejemplo(dina)
        return
    for concreta in _llenas(ruta):
        for busqueda in ("", *BUSQUEDAS.get(ruta, ())):
            yield direccion(concreta, candidatura.folio) + busqueda


def _llenas(ruta: str) -> Iterator[str]:
    """La ruta con cada sección, cada tema y cada modo en su hueco."""
    huecos = {hueco: valores() for hueco, valores in TODOS.items() if hueco in ruta}
    for combinacion in product(*huecos.values()):
        concreta = ruta
        for hueco, valor in zip(huecos, combinacion, strict=True):
            concreta = concreta.replace(hueco, valor)
        yield concreta


def _secciones() -> list[str]:
    from conoceles.proceso.consultas import definicion

    return [s.clave for s in definicion(CLAVE).curricular.secciones]


def _informe(final: str) -> Callable[[Client], list[str]]:
    def ejemplo(dina: Client) -> list[str]:
        from conoceles.informes.models import Informe

        if not Informe.objects.exists():
            assert dina.post("/informes/generar/", {"tipo": "avance"}).status_code == 302
            dina.post(
                f"/informes/{Informe.objects.get().pk}/paso/",
                {"paso": "aprobado", "constancia": "Sesión 9", "fecha": "2024-04-24"},
            )
        return [f"/informes/{Informe.objects.latest('en').pk}/{final}"]

    return ejemplo


def _correo_devuelto(_: Client) -> list[str]:
    """Uno que rebotó y se puede reenviar."""
    from conoceles.correo.models import Correo
    from conoceles.correo.operaciones import concluir, encolar
    from conoceles.nucleo import reloj

    ahora, asunto = reloj.ahora(), "Conóceles: falta 1 por enviar"
    if not Correo.objects.filter(asunto=asunto).exists():
        datos = {
            "para": "nadie@prueba.mx",
            "asunto": asunto,
            "cuerpo": "Falta enviar.",
            "clase": "recordatorio",
        }
        correo = encolar(**datos, proceso=CLAVE, por=DINA, ahora=ahora)
        concluir(correo.pk, estado="rebotado", motivo="Ese buzón no existe.", ahora=ahora)
    return [f"/revision/hoy/correos/{Correo.objects.get(asunto=asunto).pk}/"]


def _capacitacion(final: str) -> Callable[[Client], list[str]]:
    """Una sesión con asistencia y lista firmada."""

    def ejemplo(dina: Client) -> list[str]:
        from django.core.files.uploadedfile import SimpleUploadedFile

        from conoceles.ayuda.models import Capacitacion

        if not Capacitacion.objects.exists():
            datos = {"fecha": "2024-04-10", "tema": "Captura", "publico": "partidos", "imparte": "UTTAIP"}
            lugar = dina.post("/ayuda/capacitacion/", datos)["Location"]
            dina.post(lugar, {"accion": "asistencia", "lista": "Ana Ñáñez; Partido Inventado"})
            dina.post(lugar, {"accion": "firmada", "archivo": SimpleUploadedFile("l.pdf", pdf())})
        return [f"/ayuda/capacitacion/{Capacitacion.objects.latest('pk').pk}/{final}"]

    return ejemplo


def _solicitud(dina: Client) -> list[str]:
    """Una sin contestar, de Ana."""
    from conoceles.ayuda.models import SolicitudDeAyuda
    from conoceles.ayuda.operaciones import pedir
    from conoceles.candidaturas.alcances import alcance_de
    from conoceles.cuentas.models import Cuenta
    from conoceles.nucleo import reloj

    if not SolicitudDeAyuda.objects.exists():
        ana = Cuenta.objects.filter(papel="partido").order_by("pk")[0]
        pedir(texto="No puedo subir la fotografía.", por=alcance_de(ana), ahora=reloj.ahora())
    return [f"/ayuda/solicitudes/{SolicitudDeAyuda.objects.latest('pk').pk}/"]


def _lectura(dina: Client) -> list[str]:
    """La que Dina tiene abierta, de una candidatura publicada aparte; cerrada la elección, ninguna."""
    from conoceles.expediente.models import Cierre

    if Cierre.objects.exists():
        return []
    _leida("dddd0001")
    return [dina.post("/revision/evaluacion/siguiente/")["Location"]]


def _desacuerdo(dina: Client) -> list[str]:
    """Cora y otra persona leyeron distinto: Cora registra el acuerdo, Dina decide como tercera."""
    from conoceles.candidaturas.alcances import alcance_de
    from conoceles.cuentas.models import Cuenta
    from conoceles.evaluacion.consultas import en_desacuerdo
    from conoceles.expediente.models import Cierre
    from conoceles.nucleo.alcance import Alcance

    if not Cierre.objects.exists() and _leida("dddd0002"):
        otra = Alcance(actor="cuenta:otra", papel="revision", todo=True, nombre="Otra")
        _leer_todo(otra, True)
        _leer_todo(alcance_de(Cuenta.objects.get(papel="revision", nombre="Cora")), False)
    return [f"/revision/evaluacion/{c.folio}/desacuerdo/" for c in en_desacuerdo(CLAVE)]


def _formato(dina: Client) -> list[str]:
    """Un formato firmado que espera decisión."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.models import Cierre
    from conoceles.identidad.permisos import formatos
    from conoceles.nucleo import reloj
    from personas import de_partido, escaneado

    if Cierre.objects.exists():
        return []
    _leida("dddd0003")
    fila = Candidatura.objects.select_related("formula").get(folio="dddd0003")
    if not formatos.recibidos(fila, por=DINA):
        formatos.subir(candidatura=fila, archivo=escaneado(), por=de_partido(fila), ahora=reloj.ahora())
    (recibido, *_) = formatos.recibidos(fila, por=DINA)
    return [f"/revision/dddd0003/formatos/{recibido.numero}/"]


def _leer_todo(por: Alcance, valor: bool) -> None:
    """Marca igual todas las variables de cada lectura que le toque."""
    from conoceles.evaluacion import operaciones
    from conoceles.evaluacion.consultas import por_leer
    from conoceles.nucleo import reloj
    from conoceles.proceso.consultas import definicion

    marcas = dict.fromkeys(definicion(CLAVE).rubrica.claves(), valor)
    while por_leer(CLAVE, por.actor):
        fila = operaciones.tomar(proceso=CLAVE, por=por, ahora=reloj.ahora())
        operaciones.guardar(evaluacion=fila, marcas=marcas, cerrar=True, por=por, ahora=reloj.ahora())


def _leida(folio: str) -> bool:
    """Publica una candidatura con ese folio; `False` si ya estaba."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo import reloj
    from conoceles.proceso.models import Proceso
    from personas import registrada
    from vidas import llevar

    if Candidatura.objects.filter(folio=folio).exists():
        return False
    llevar(registrada(Proceso.objects.get(pk=CLAVE), folio, reloj.ahora()), "publicada", reloj.ahora())
    return True


def _acceso(que: str) -> Callable[[Client], list[str]]:
    """Una persona designada que todavía no abre su enlace."""

    def ejemplo(dina: Client) -> list[str]:
        from conoceles.candidaturas import designaciones
        from conoceles.cuentas.models import Cuenta
        from conoceles.nucleo import reloj
        from conoceles.proceso.models import Proceso

        proceso, ahora = Proceso.objects.get(pk=CLAVE), reloj.ahora()
        numero = Cuenta.objects.count()
        entrega = designaciones.designar(
            proceso=proceso, ambito=f"fuerza:{proceso.fuerzas.get(siglas='PRI').pk}", nombre="Ana Nueva",
            correo=f"nueva{numero}@prueba.mx", oficio=designaciones.Oficio("PRI/12/2024", ahora.date()), por=DINA,
            ahora=ahora,
        )  # fmt: skip
        if que == "enlace":
            return [urlsplit(entrega.direccion).path]
        return [f"/accesos/{Cuenta.objects.get(correo=f'nueva{numero}@prueba.mx').pk}/"]

    return ejemplo


def _solicitud_arco(dina: Client) -> list[str]:
    """Una de oposición, por atender."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.derechos.models import SolicitudARCO

    if not SolicitudARCO.objects.exists():
        folio = Candidatura.objects.order_by("folio")[0].folio
        datos = {"medio": "escrito", "acreditada": "identificacion", "recibida_en": "2024-04-24T10:00"}
        respuesta = dina.post(f"/derechos/registrar/{folio}/acceso/", datos)
        assert respuesta.status_code == 302, respuesta.content.decode()
    return [f"/derechos/{SolicitudARCO.objects.latest('en', 'numero').pk}/"]


def _vulneracion(dina: Client) -> list[str]:
    datos = {
        "tipo": "robo", "detectada_en": "2024-04-24T09:00", "que_paso": "Se perdió un equipo.", "datos": "Nombre",
        "personas": "12", "medidas": "Se borró a distancia.",
    }  # fmt: skip
    return [dina.post("/derechos/vulneraciones/", datos)["Location"]]


def _registrar(dina: Client) -> list[str]:
    from conoceles.candidaturas.models import Candidatura

    return [f"/derechos/registrar/?folio={Candidatura.objects.order_by('folio')[0].folio}&derecho=acceso"]


TODOS: dict[str, Callable[[], list[str]]] = {
    "<slug:seccion>": _secciones,
    "<slug:manual>": lambda: list(PAPELES),
    "<slug:derecho>": lambda: ["acceso", "rectificacion", "cancelacion", "oposicion"],
    "<slug:que>": lambda: ["actividad", "liberacion", "caso"],
}


def _propuesto(_: Client) -> list[str]:
    """Lo que otra persona propuso de la elección."""
    from conoceles.nucleo import reloj
    from conoceles.proceso.contenido import enmiendas, espera
    from conoceles.proceso.contenido.edicion import valor
    from conoceles.proceso.models import Proceso

    if espera.pendiente(CLAVE) is None:
        pieza, proceso = "fecha-jornada", Proceso.objects.get(pk=CLAVE)
        hoy = valor(proceso.fuentes, enmiendas.pieza_de(proceso, pieza))
        otra = Alcance(actor="cuenta:fabian", papel="administracion", todo=True, nombre="Fabián")
        enmiendas.pedir(
            proceso=CLAVE, pieza=pieza, dicho=hoy | {"dia": "2024-06-09"}, acuerdo=ACUERDO,
            visto=enmiendas.marca(hoy), por=otra, ahora=reloj.ahora(),
        )  # fmt: skip
    return ["/contenidos/propuesto/"]


EJEMPLOS: dict[str, Callable[[Client], list[str]]] = {
    "contenidos/propuesto/": _propuesto,
    "revision/hoy/correos/<int:numero>/": _correo_devuelto,
    "revision/<slug:folio>/formatos/<int:formato>/": _formato,
    "revision/evaluacion/<slug:folio>/": _lectura,
    "revision/evaluacion/<slug:folio>/desacuerdo/": _desacuerdo,
    "acceso/<str:testigo>/": _acceso("enlace"),
    "accesos/<int:cuenta>/": _acceso("persona"),
    "avisos/<int:numero>/": aviso_de_dina,
    "ayuda/solicitudes/<int:numero>/": _solicitud,
    "derechos/registrar/": _registrar,
    "derechos/<uuid:ident>/": _solicitud_arco,
    "derechos/<uuid:ident>/paquete.zip": lambda dina: [f"{_solicitud_arco(dina)[0]}paquete.zip"],
    "derechos/vulneraciones/<uuid:ident>/": _vulneracion,
    "ayuda/capacitacion/<int:numero>/": _capacitacion(""),
    "ayuda/capacitacion/<int:numero>/lista.pdf": _capacitacion("lista.pdf"),
    "ayuda/capacitacion/<int:numero>/constancias.pdf": _capacitacion("constancias.pdf"),
    "ayuda/capacitacion/<int:numero>/firmada": _capacitacion("firmada"),
    "informes/<uuid:informe>/paso/": _informe("paso/"),
    "informes/<uuid:informe>/revision/": _informe("revision/"),
    "informes/<uuid:informe>/<slug:formato>": _informe("pdf"),
}
