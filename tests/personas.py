"""Las personas de todas las pruebas y lo que hacen, por las mismas operaciones que las pantallas.

Ana captura por el PRI, Beto por el PAN, Íñigo por la fórmula independiente; Eva es la candidata; Cora
revisa, Dina administra y la comisión solo consulta. Los modelos se importan tarde: las piezas importan este archivo
antes de que Django esté listo.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from PIL import Image

import constan
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.avisos import Acuerdo
from segundo_factor import SECRETO, activar_totp

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from conoceles.candidaturas.models import Candidatura, Persona
    from conoceles.cuentas.models import Cuenta
    from conoceles.expediente.models import Envio
    from conoceles.proceso.models import Enmienda, Proceso
    from conoceles.proceso.operaciones import Cargado

CLAVE = "durango-2023-2024"
SISTEMA = Alcance.sistema("pruebas")
CORA = Alcance(actor="cuenta:cora", papel="revision", todo=True, nombre="Cora")
DINA = Alcance(actor="cuenta:dina", papel="administracion", todo=True, nombre="Dina")
COMISION = Alcance(actor="cuenta:comision", papel="consulta", todo=True, nombre="Comisión")
LARGO = (
    "Nací en Canatlán y estudié para maestra rural. Durante doce años di clases en escuelas multigrado de la "
    "sierra, donde organicé con las familias un comedor y una biblioteca. Después coordiné la red municipal de "
    "salud comunitaria, capacité a parteras y llevé el registro de vacunación. Hoy asesoro a cooperativas de "
    "mujeres que venden conservas y queso, y participo en el consejo ciudadano del agua."
)
CURRICULAR: dict[str, dict[str, Any]] = {
    "estudios": {"grado": "sin_estudios"},
    "historia": {"historia": LARGO},
    "trayectoria": {"trayectoria": LARGO},
}


def de_partido(candidatura: Candidatura) -> Alcance:
    """Ana: el partido que responde por la candidatura."""
    return Alcance(
        actor="cuenta:ana", papel="partido", fuerza=candidatura.formula.responde_id, nombre="Ana Captura"
    )


def registrada(
    proceso: Proceso,
    folio: str,
    ahora: datetime,
    *,
    siglas: str = "PRI",
    nombre: str = "MARÍA ÑÁÑEZ",
    persona: Persona | None = None,
    calidad: str = "propietaria",
) -> Candidatura:
    """Una candidatura recién importada, en fórmula propia de la primera contienda; de `persona`, si ya está."""
    from conoceles.candidaturas.models import Candidatura, Formula, Persona

    fuerza, contienda = proceso.fuerzas.get(siglas=siglas), proceso.contiendas.order_by("orden")[0]
    formula = Formula.objects.create(
        contienda=contienda,
        fuerza=fuerza,
        responde=None if siglas == "IND" else fuerza,
        posicion=Formula.objects.filter(contienda=contienda, fuerza=fuerza).count() + 1,
    )
    persona = persona or Persona.objects.create(
        proceso=proceso, nombre=nombre, sexo="mujer", fecha_nacimiento=date(1980, 5, 17)
    )
    candidatura = Candidatura.objects.create(
        proceso=proceso,
        folio=folio,
        formula=formula,
        persona=persona,
        calidad=calidad,
        registrada_en=ahora,
    )
    constan.alta(candidatura)
    return candidatura


def poner_en(candidatura: Candidatura, estado: str) -> None:
    """La lleva por la tabla de estados sin hacer sus actos, salvo la constancia de que se validó."""
    from conoceles.bitacora.operaciones import registrar
    from conoceles.expediente.transiciones import sincronizar

    sincronizar()
    recto = ("registrada", "habilitada", "en_captura", "enviada", "en_revision", "validada", "publicada")
    camino = recto[1 : recto.index(estado) + 1] if estado in recto else (*recto[1:5], estado)
    for siguiente in camino:
        type(candidatura).objects.filter(pk=candidatura.pk).update(estado=siguiente)
    if "validada" in camino:
        de_quien = {"proceso": candidatura.proceso_id, "folio": candidatura.folio}
        registrar(using="default", por=CORA, acto="validada", ahora=candidatura.registrada_en, **de_quien)
    candidatura.refresh_from_db()
    constan.alta(candidatura)


def identidad_completa(proceso: str = CLAVE, **distintas: Any) -> dict[str, Any]:
    """Respuestas a todo lo que se muestra: «no», o «prefiero no contestar»; `distintas` mandan."""
    from conoceles.proceso import consultas
    from conoceles.proceso.preguntas.condiciones import aplicar_saltos, visible

    cuestionario = consultas.definicion(proceso).identidad
    respuestas: dict[str, Any] = {}
    for campo in cuestionario.campos():
        if not visible(campo, respuestas):
            continue
        claves = [opcion.clave for opcion in campo.opciones]
        valor = distintas.get(campo.clave) or next((c for c in ("no", "pnc") if c in claves), None)
        if valor:
            respuestas[campo.clave] = [valor] if campo.tipo == "opciones" and valor == "pnc" else valor
    return aplicar_saltos(cuestionario, respuestas)


def consentir(*, publicacion: bool, estadistica: bool = True, grupos: tuple[str, ...] = ()) -> dict[str, Any]:
    """Las tres respuestas del consentimiento; con `grupos`, publicar solo esos."""
    dicho = {True: "si", False: "no"}
    por_grupo = {"c_publicacion": "grupos", "c_grupos": list(grupos)} if grupos else {}
    return {
        "c_tratamiento": "si",
        "c_publicacion": dicho[publicacion],
        "c_estadistica": dicho[estadistica],
        **por_grupo,
    }


def de_ella(candidatura: Candidatura) -> Alcance:
    """Eva: la propia persona, desde su sesión."""
    return Alcance(
        actor="cuenta:eva", papel="candidatura", candidaturas=frozenset({candidatura.pk}), nombre="Eva"
    )


def titular(candidatura: Candidatura) -> Alcance:
    """La titular de una fórmula independiente: captura, consiente y envía ella."""
    return Alcance(actor="cuenta:eva", papel="independiente", formula=candidatura.formula_id, nombre="Eva")


def firmar(candidatura: Candidatura, ahora: datetime) -> None:
    """Ana sube el formato que Eva firmó y Dina lo acepta: lo que capturó Ana surte efecto."""
    from conoceles.identidad.permisos import formatos

    formatos.subir(candidatura=candidatura, archivo=escaneado(), por=de_partido(candidatura), ahora=ahora)
    (recibido, *_) = formatos.recibidos(candidatura, por=DINA)
    formatos.resolver(
        candidatura=candidatura, numero=recibido.numero, aceptado=True, motivo="", por=DINA, ahora=ahora
    )


def respaldar(candidatura: Candidatura, ahora: datetime) -> None:
    """Lo que deja aceptar el formato firmado, sin papel de por medio: la misma respuesta, con efecto entero."""
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.identidad import documentos
    from conoceles.identidad.constancias.asiento import anotar
    from conoceles.identidad.permisos import efecto
    from conoceles.identidad.permisos.consentimiento import agregar

    dicho = documentos.consentimientos([candidatura.clave_identidad])[candidatura.clave_identidad]
    if efecto.por_firmar(dicho):
        campos = ("tratamiento", "publicacion", "grupos", "estadistica")
        autorizado = {c: getattr(dicho, c) for c in campos}
        with transaction.atomic("identidad"):
            agregar(candidatura, autorizado, dicho.aviso_version, "formato", DINA, ahora)
            anotar(candidatura, Acto.FORMATO_ACEPTADO, por=DINA, ahora=ahora)


def publicables(*candidaturas: Candidatura) -> dict[Any, Any]:
    """Lo que de ellas saldría de la base de identidad."""
    from conoceles.identidad import consultas
    from conoceles.proceso.consultas import definicion

    identidad = definicion(candidaturas[0].proceso_id).identidad
    return dict(consultas.publicables([c.clave_identidad for c in candidaturas], identidad))


@cache
def escaneado(formato: str = "PNG") -> bytes:
    """Una hoja digitalizada."""
    salida = io.BytesIO()
    Image.new("RGB", (850, 1100), "white").save(salida, formato)
    return salida.getvalue()


def leer_aviso(candidatura: Candidatura, ahora: datetime, *, por: Alcance | None = None) -> None:
    from conoceles.expediente.actos.operaciones import aceptar_aviso
    from conoceles.proceso.consultas import definicion

    version = definicion(candidatura.proceso_id).version_de_avisos
    quien = por or de_partido(candidatura)
    aceptar_aviso(candidatura=candidatura, version=version, por=quien, ahora=ahora)


def guardar(
    candidatura: Candidatura,
    seccion: str,
    contenido: dict[str, Any],
    ahora: datetime,
    *,
    por: Alcance | None = None,
) -> int:
    """Guarda una sección sobre la versión que haya."""
    from conoceles.curricular.consultas import borrador
    from conoceles.expediente.actos.operaciones import guardar_seccion

    version = borrador(candidatura).get(seccion, ({}, 0))[1]
    return guardar_seccion(
        candidatura=candidatura,
        seccion=seccion,
        contenido=contenido,
        version=version,
        por=por or de_partido(candidatura),
        ahora=ahora,
    )


def guardar_identidad(
    candidatura: Candidatura, respuestas: dict[str, Any], ahora: datetime, *, por: Alcance | None = None
) -> None:
    from conoceles.identidad import borradores

    por = por or de_partido(candidatura)
    _, version = borradores.leer(candidatura=candidatura, por=por)
    borradores.guardar(candidatura=candidatura, respuestas=respuestas, version=version, por=por, ahora=ahora)


def capturar(
    candidatura: Candidatura,
    ahora: datetime,
    *,
    publicacion: bool = False,
    grupos: tuple[str, ...] = (),
    **identidad: Any,
) -> None:
    """Aviso, lo curricular obligatorio y la identidad completa: lista para enviar."""
    leer_aviso(candidatura, ahora)
    for seccion, contenido in CURRICULAR.items():
        guardar(candidatura, seccion, contenido, ahora)
    respuestas = identidad_completa(candidatura.proceso_id, **identidad)
    guardar_identidad(candidatura, respuestas | consentir(publicacion=publicacion, grupos=grupos), ahora)
    candidatura.refresh_from_db()


def enviar(candidatura: Candidatura, ahora: datetime) -> Envio:
    from conoceles.expediente.actos import envios

    envio = envios.enviar(candidatura=candidatura, por=de_partido(candidatura), ahora=ahora)
    candidatura.refresh_from_db()
    return envio


ACUERDO = Acuerdo("IEPC/CG45/2024", date(2024, 4, 20), "Consejo General")


def enmendar(pieza: str, ahora: datetime, *, por: Alcance = DINA, **dicho: Any) -> Enmienda:
    """Como lo haría Dina en su pantalla: parte de lo vigente y cambia unos datos."""
    from conoceles.proceso.contenido import enmiendas
    from conoceles.proceso.contenido.edicion import valor
    from conoceles.proceso.models import Proceso

    proceso = Proceso.objects.get(pk=CLAVE)
    hoy = valor(proceso.fuentes, enmiendas.pieza_de(proceso, pieza))
    return enmiendas.enmendar(
        proceso=CLAVE,
        pieza=pieza,
        dicho=hoy | dicho,
        acuerdo=ACUERDO,
        visto=enmiendas.marca(hoy),
        por=por,
        ahora=ahora,
    )


def recargar(carpeta: Path, ahora: datetime, **mas: Any) -> Cargado:
    """Lo que dice cargarla. Quien opera propone la carpeta, con un acto que dice autorizarlo todo, y Dina lo aprueba; sin registros, se carga."""
    from conoceles.proceso.contenido import espera
    from conoceles.proceso.contenido.materias import MATERIAS, Citado
    from conoceles.proceso.operaciones import aprobar, cargar

    todo = [Citado(ACUERDO, frozenset(MATERIAS))]
    hecho = cargar(carpeta, por=SISTEMA, ahora=ahora, citados=todo, **mas)
    if cambio := espera.pendiente(hecho["proceso"]):
        aprobar(cambio=cambio, por=DINA, ahora=ahora)
    return hecho


def dentro(cuenta: Cuenta) -> Client:
    """Un navegador en el que esa cuenta ya entró, con su segundo factor."""
    from allauth.account.internal.flows.login import (
        _AUTHENTICATION_METHODS_USER_SESSION_KEY,
        AUTHENTICATION_METHODS_SESSION_KEY,
    )
    from allauth.mfa.models import Authenticator
    from django.test import Client

    if not Authenticator.objects.filter(user=cuenta).exists():
        activar_totp(cuenta=cuenta, secreto=SECRETO)
    factor = Authenticator.objects.filter(user=cuenta).earliest("pk")
    navegador = Client()
    navegador.force_login(cuenta)
    sesion = navegador.session
    sesion[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(cuenta.pk)
    sesion[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "id": factor.pk, "at": 0}]
    sesion.save()
    return navegador
