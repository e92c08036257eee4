"""Los renglones de cada acto que quien lo recibe necesita: el acuse, los motivos, hasta cuándo, dónde se ve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from conoceles.avisos.models import Aviso
from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.papeles import RESPONSABLES
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.decisiones import MOTIVOS, secciones_de
from conoceles.expediente.ajuste.ajustes import CAUSAS
from conoceles.expediente.calendario.plazos import inicio_de_captura, vence_captura
from conoceles.expediente.models import Observacion, Ronda
from conoceles.marco.direcciones import para_correo
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido.nombres import DE_FECHAS

Datos = Mapping[str, Any]  # los de una entrada de la bitácora: JSON, distinto en cada acto
IDENTIDAD = "identidad"
SECCIONES = {  # del instituto, lo que no es de una candidatura
    Acto.VULNERACION_REGISTRADA: "derechos_vulneraciones",
    Acto.VULNERACION_SEGUIDA: "derechos_vulneraciones",
    Acto.ARCO: "derechos",
    Acto.VINCULO_PEDIDO: "derechos_vinculos",
    Acto.ENTREGABLE_POR_VENCER: "informes_entregables",
    Acto.AVISO_DE_CAMBIO_CREADO: "informes",
    Acto.INFORME_APROBADO: "informes",
    Acto.INFORME_ENVIADO: "informes",
    Acto.INFORME_REVISADO: "informes",
    Acto.CASO_NO_PREVISTO_ANOTADO: "informes_registros",
    Acto.EXTRACTO_ENTREGADO: "informes",
}


def local(momento: datetime, zona: str) -> str:
    """«25 de abril de 2024, 10:04», en el huso de quien lee."""
    ahi = momento.astimezone(ZoneInfo(zona))
    return f"{en_palabras(ahi.date())}, {ahi:%H:%M}"


def renglones(aviso: Aviso, fila: Candidatura | None, datos: Datos, zona: str) -> list[str]:
    """Lo propio del acto. Nunca una respuesta: de una observación a la identidad se dice que la hay, y nada más."""
    acto = POR_NOMBRE.get(aviso.acto)
    if acto == Acto.ENTREGABLE_POR_VENCER:
        return _entregable(datos)
    if acto == Acto.DEFINICION_ENMENDADA:
        return _fecha_movida(aviso.proceso, datos)
    hace = DE_CADA_ACTO.get(acto) if acto else None
    return hace(fila, datos, zona) if hace and fila else []


def direccion(aviso: Aviso, papel: str) -> str:
    """Dónde se atiende, con el sistema de captura por delante."""
    if papel in RESPONSABLES:
        ruta = reverse("captura_tareas", args=[aviso.folio]) if aviso.folio else reverse("inicio")
    elif aviso.acto in SECCIONES:
        ruta = reverse(SECCIONES[POR_NOMBRE[aviso.acto]])
    elif aviso.acto == Acto.AJUSTE_PEDIDO:
        ruta = reverse("revision_ajuste", args=[aviso.folio])
    else:
        ruta = reverse("revision_expediente", args=[aviso.folio]) if aviso.folio else reverse("revision_hoy")
    return f"{settings.URL_CAPTURA}{para_correo(ruta, aviso.proceso)}"


def _entregable(datos: Datos) -> list[str]:
    dia = en_palabras(date.fromisoformat(datos["vence"]))
    return [f"{datos['actividad']}: {'venció' if datos['hito'] < 0 else 'vence'} el {dia}."]


def _fecha_movida(proceso: str, datos: Datos) -> list[str]:
    """Cuál, de quiénes, a qué día y con qué acuerdo."""
    grupos = procesos.definicion(proceso).calendario.grupos
    donde = next((f" en «{g.nombre}»" for g in grupos if g.clave == datos["territorios"]), "")
    dia = en_palabras(date.fromisoformat(datos["dia"])) if datos["dia"] else "el de toda la elección"
    return [f"{DE_FECHAS[datos['fecha']]}{donde}: {dia}. Acuerdo {datos['acuerdo']}."]


def _habilitada(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    """El término, si su plazo ya corre."""
    ronda = Ronda.objects.filter(candidatura=fila, numero=1).first()
    inicio = inicio_de_captura(ronda) if ronda else None
    calendario = fila.definicion.calendario
    return [f"El plazo termina el {en_palabras(vence_captura(calendario, inicio))}."] if inicio else []


def _observada(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    titulos = dict(secciones_de(fila))
    observadas = Observacion.objects.filter(candidatura=fila, ronda=datos.get("ronda", 0))
    vence = datos.get("vence")
    return [
        *([f"A más tardar el {en_palabras(date.fromisoformat(vence))}."] if vence else []),
        *(
            f"{titulos.get(o.seccion, o.seccion)}: {MOTIVOS.get(o.motivo, o.motivo)}."
            + ("" if o.seccion == IDENTIDAD else f" «{o.texto}»")
            for o in observadas
        ),
    ]


def _enviada(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    acuse = reverse("captura_acuse", args=[fila.folio])
    return [f"Acuse {datos['acuse']}: {settings.URL_CAPTURA}{para_correo(acuse, fila.proceso_id)}"]


def _perfil(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    return [f"Perfil: {settings.URL_PUBLICA}/{fila.proceso_id}/candidaturas/{fila.folio}/"]


def _ajuste_pedido(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    ultimo = datetime.fromisoformat(datos["vence"]) - timedelta(minutes=1)
    return [f"Se resuelve a más tardar el {local(ultimo, zona)}."]


def _aplicado(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    return [*_perfil(fila, datos, zona), _acuse_de_ajuste(fila)]


def _declinado(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    """El fundamento es el que el acto asentó: la ley que regía ese día."""
    return [f"{CAUSAS[datos['causa']][0]} ({datos['fundamento']}).", _acuse_de_ajuste(fila)]


def _acuse_de_ajuste(fila: Candidatura) -> str:
    ruta = para_correo(reverse("captura_ajuste_acuse", args=[fila.folio]), fila.proceso_id)
    return f"Acuse firmado: {settings.URL_CAPTURA}{ruta}"


def del_padron(datos: Datos) -> list[str]:
    """Lo que un corte cambió y el público lee, con sus palabras; vacío si solo cambió lo que no se publica."""
    return list(dict.fromkeys(DEL_PADRON[c] for c in datos.get("campos", ()) if c in DEL_PADRON))


def _actualizada(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    return [f"Cambió: {', '.join(del_padron(datos))}."]


def _acuerdo(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    return [f"Acuerdo {datos['acuerdo']}."] if datos.get("acuerdo") else []


def _responde(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    return [f"Responde ahora: {fila.formula.responde.siglas}."] if fila.formula.responde else []


def _nombre(fila: Candidatura, datos: Datos, zona: str) -> list[str]:
    """Cómo quedó, nunca cómo estaba: el correo se reenvía."""
    dice = [f"Nombre: {fila.nombre}.", *([f"Sobrenombre: {fila.sobrenombre}."] if fila.sobrenombre else [])]
    return [*dice, f"Documento que lo sostiene: {datos['acuerdo']}.", *_perfil(fila, datos, zona)]


DEL_PADRON = {  # campo → cómo se dice; la CURP y el correo no se publican
    **dict.fromkeys(("nombre", "nombres", "primer_apellido", "segundo_apellido"), "el nombre"),
    "sobrenombre": "el sobrenombre",
    "sexo": "el sexo",
    "fecha_nacimiento": "la fecha de nacimiento",
    "edad_publicada": "la edad",
    "circunscripcion": "la circunscripción",
    "reeleccion": "la elección consecutiva",
    "acciones_afirmativas": "la acción afirmativa",
    "responde": "quién responde",
}
DE_CADA_ACTO: dict[Acto, Callable[[Candidatura, Datos, str], list[str]]] = {
    Acto.HABILITADA: _habilitada,
    Acto.OBSERVADA: _observada,
    Acto.ENVIADA: _enviada,
    Acto.PUBLICADA: _perfil,
    Acto.AJUSTE_APLICADO: _aplicado,
    Acto.AJUSTE_PEDIDO: _ajuste_pedido,
    Acto.AJUSTE_DECLINADO: _declinado,
    Acto.CORRECCION_OFICIAL: _acuerdo,
    Acto.NOMBRE_CORREGIDO: _nombre,
    Acto.SUSTITUIDA: _acuerdo,
    Acto.CANCELADA: _acuerdo,
    Acto.RENUNCIA_REGISTRADA: _acuerdo,
    Acto.RESTITUIDA: _acuerdo,
    Acto.RESPONSABLE_CAMBIADO: _responde,
    Acto.CANDIDATURA_ACTUALIZADA: _actualizada,
}
