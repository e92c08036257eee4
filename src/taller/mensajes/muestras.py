"""De cada acto que avisa, lo que lee cada quien. Nadie de verdad: un folio, un acuerdo y unos días inventados."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from conoceles.avisos.al_instituto import AL_INSTITUTO
from conoceles.avisos.carta import Caso, Grupo, componer
from conoceles.avisos.detalles import SECCIONES, direccion
from conoceles.avisos.mensajes import A_LA_CANDIDATURA
from conoceles.avisos.models import Aviso
from conoceles.avisos.texto import Texto
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Avisa
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.firma import renglones

CARPETA = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
CUANDO = "25 de abril de 2024, 10:04"
HUSO = "Zona Centro, UTC−06:00"
FOLIO, LUGAR = "kjdyhh7", "Diputación de mayoría relativa, distrito 1, propietaria"
RESPONDE, ELLA, INSTITUTO = "Ana Captura", "Eva Candidata", "Dina Administra"
DE_LA_CANDIDATURA = {Avisa.RESPONDE, Avisa.CANDIDATURA}


@dataclass(frozen=True)
class Muestra:
    """`para`: a quién llega, como lo dice la tabla; `sin_correo`: por qué se lee solo en «Avisos»."""

    acto: Acto
    lado: str
    para: str
    nombre: str
    asunto: str
    cuerpo: str
    sin_correo: str = ""

    @property
    def archivo(self) -> str:
        return f"{self.acto.value}-{self.lado}.svg"

    @property
    def sobre(self) -> str:
        if self.sin_correo:
            return f"En «Avisos», al entrar. Sin correo: {self.sin_correo}."
        return f"De: Conóceles. Para: {self.nombre}."


def de_la_hora(acto: Acto) -> list[Muestra]:
    """Las de los dos lados que van en el mensaje de la hora, o que solo se leen en la lista."""
    lados = (("candidatura", A_LA_CANDIDATURA), ("instituto", AL_INSTITUTO))
    return [_muestra(acto, lado, textos[acto]) for lado, textos in lados if acto in textos]


def salidas(acto: Acto) -> list[str]:
    """Cómo sale de cada lado, sin repetir: en el mensaje de la hora, o lo que dice su texto."""
    dichos = (textos[acto] for textos in (A_LA_CANDIDATURA, AL_INSTITUTO) if acto in textos)
    return list(dict.fromkeys(dicho.carta or "mensaje de la hora" for dicho in dichos))


def _muestra(acto: Acto, lado: str, dicho: Texto) -> Muestra:
    quienes = [a for a in acto.fila.avisa if (a in DE_LA_CANDIDATURA) == (lado == "candidatura")]
    nombre = INSTITUTO if lado == "instituto" else RESPONDE if Avisa.RESPONDE in quienes else ELLA
    para = " y ".join(f"a {quien}" for quien in quienes)
    if dicho.carta:
        return Muestra(acto, lado, para, nombre, dicho.asunto, dicho.sigue, dicho.carta)
    grupo = Grupo(dicho, (_caso(acto, lado),))
    cuerpo = componer(nombre, [grupo], firma_de_muestra(), HUSO).strip()
    return Muestra(acto, lado, para, nombre, f"Conóceles: {dicho.asunto}", cuerpo)


def _caso(acto: Acto, lado: str) -> Caso:
    papel = "partido" if lado == "candidatura" else "administracion"
    folio = "" if acto in SIN_FOLIO else FOLIO
    donde = direccion(Aviso(acto=acto.value, folio=folio), papel)
    lugar = LUGAR if folio else ""
    return Caso(0, folio, "", lugar, CUANDO, RENGLONES.get(acto, ()), donde, leido=False)


def firma_de_muestra() -> str:
    """La de la elección de Durango; el teléfono, que su carpeta no dice, se anuncia."""
    return "\n".join(
        ["--", *renglones(replace(definicion().institucion, telefono="(el que declare la elección)"))]
    )


@cache
def definicion() -> Definicion:
    """La de Durango, leída una vez."""
    return leer_carpeta(CARPETA)


SIN_FOLIO = {
    *SECCIONES,
    Acto.DEFINICION_ENMENDADA,
    Acto.PROCESO_CERRADO,
    Acto.PROCESO_REABIERTO,
    Acto.AUSENCIA_AVISADA,
    Acto.CALENDARIO_REANUDADO,
} - {Acto.ARCO}
_PERFIL = (f"Perfil: http://localhost:8000/durango-2023-2024/candidaturas/{FOLIO}/",)
_ACUSE_DE_AJUSTE = f"Acuse firmado: http://localhost:8001/candidaturas/{FOLIO}/ajuste/acuse.pdf"
_ACUERDO = ("Acuerdo IEPC/CG61/2024.",)
RENGLONES: dict[Acto, tuple[str, ...]] = {  # lo propio de la muestra
    Acto.ENTREGABLE_POR_VENCER: ("17. Informe de avance: vence el 28 de abril de 2024.",),
    Acto.DEFINICION_ENMENDADA: ("Apertura de la captura: 26 de abril de 2024. Acuerdo IEPC/CG61/2024.",),
    Acto.HABILITADA: ("El plazo termina el 10 de mayo de 2024.",),
    Acto.OBSERVADA: (
        "A más tardar el 30 de abril de 2024.",
        "Historia profesional: No responde lo que se pregunta. «Indique los años de cada empleo que menciona.»",
        "Cuestionario de identidad: No responde lo que se pregunta.",
    ),
    Acto.ENVIADA: (f"Acuse {FOLIO.upper()}-01-3F9A1C: http://localhost:8001/candidaturas/{FOLIO}/acuse/",),
    Acto.PUBLICADA: _PERFIL,
    Acto.AJUSTE_APLICADO: (*_PERFIL, _ACUSE_DE_AJUSTE),
    Acto.AJUSTE_PEDIDO: ("Se resuelve a más tardar el 26 de abril de 2024, 23:59.",),
    Acto.AJUSTE_DECLINADO: (
        "El texto pedido es propaganda (fundamento de la fecha del acto).",
        _ACUSE_DE_AJUSTE,
    ),
    Acto.CORRECCION_OFICIAL: _ACUERDO,
    Acto.NOMBRE_CORREGIDO: (
        "Nombre: Rosa Elvira Soto Arreola.",
        "Documento que lo sostiene: IEPC/CG61/2024.",
        *_PERFIL,
    ),
    Acto.SUSTITUIDA: _ACUERDO,
    Acto.CANCELADA: _ACUERDO,
    Acto.RENUNCIA_REGISTRADA: _ACUERDO,
    Acto.RESTITUIDA: _ACUERDO,
    Acto.RESPONSABLE_CAMBIADO: ("Responde ahora: PAN.",),
    Acto.CANDIDATURA_ACTUALIZADA: ("Cambió: el nombre, el sobrenombre.",),
}
