"""Para qué se tratan los datos de cada sala, con qué fundamento, cuánto se conservan y quién los lee.

Un modelo sin tratamiento reprueba una prueba: nada personal se guarda sin decir para qué.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conoceles import leyes

CAPTURA = "quien responde por la candidatura y la propia persona"
INSTITUTO = "revisión, administración y consulta"
PERMANENTE = "Permanente"
DE_BLOQUEO = "Bloqueo al concluir y supresión a los {dias} días"


@dataclass(frozen=True)
class Tratamiento:
    """`modelos` son salas (`identidad`) o modelos (`identidad.Llave`); lo más específico manda.

    `reglas`: las de `procesos/_derecho` en que se funda. `ademas`: lo que no es una norma.
    """

    clave: str
    titulo: str
    modelos: tuple[str, ...]
    base: str
    categoria: str
    finalidad: str
    reglas: tuple[str, ...]
    conservacion: str
    leen: str
    ademas: str = ""

    def fundamento(self, dia: date, entidad: str) -> str:
        """Las normas que lo rigen ese día ahí."""
        citas = dict.fromkeys(leyes.cita_o_pendiente(regla, dia, entidad) for regla in self.reglas)
        return "; ".join((*citas, *((self.ademas,) if self.ademas else ())))


TRATAMIENTOS = (
    Tratamiento(
        "T1", "Padrón de candidaturas", ("candidaturas",), "A (curricular)", "identificativo",
        "Saber quién se postula, en qué lugar y quién responde por capturar su información.",
        ("datos-padron",), PERMANENTE,
        f"{CAPTURA}; {INSTITUTO}. Lo público, cualquier persona.",
        "acuerdo de registro del Consejo General",
    ),
    Tratamiento(
        "T2", "Información curricular y fotografía", ("curricular",), "A (curricular) y archivos/",
        "académico y laboral", "Que la ciudadanía conozca el perfil de quien se postula; los contactos, hasta la jornada.",
        ("datos-curriculares",), PERMANENTE,
        f"{CAPTURA}; {INSTITUTO}. Ya validada, cualquier persona.",
    ),
    Tratamiento(
        "T3", "Respuestas de identidad y consentimiento", ("identidad",), "B (identidad), cifrada", "sensible",
        "Estadística de grupos en situación de discriminación y, solo con consentimiento expreso, el perfil.",
        ("datos-sensibles", "consentimiento-expreso", "datos-identidad"), DE_BLOQUEO,
        "La propia persona; quien captura por ella, hasta enviar; administración, con motivo y constancia.",
        "consentimiento expreso de la persona",
    ),
    Tratamiento(
        "T4", "Llavero", ("identidad.Llave", "identidad.Retiro"), "Almacén de llaves, aparte", "técnico",
        "Descifrar las respuestas de identidad; destruir una llave es suprimirlas. Recordar qué se retiró, para que "
        "un respaldo viejo no lo devuelva.", ("conservacion-supresion",),
        "Hasta la supresión. Sus copias caducan a los pocos días.", "Ninguna persona: solo el sistema.",
    ),
    Tratamiento(
        "T5", "Expediente: envíos, revisión, ajustes y conclusiones", ("expediente", "revision"), "A (curricular)",
        "constancia de actos", "Probar qué se hizo, quién, cuándo y con qué fundamento.",
        ("datos-expediente",), PERMANENTE, f"{CAPTURA}; {INSTITUTO}.",
    ),
    Tratamiento(
        "T6", "Avisos y correos", ("correo", "avisos"), "A (curricular)", "contacto",
        "Avisar plazos y entregar accesos, y probar que se avisó.", ("datos-avisos",), PERMANENTE,
        "Administración; de los recordatorios, también revisión; cada persona, sus avisos.",
    ),
    Tratamiento(
        "T7", "Cuentas y accesos", ("cuentas",), "A (curricular)", "identificativo",
        "Que solo entre quien fue designada y que cada acto tenga dueña.", ("datos-cuentas",),
        "Hasta que se da de baja; después, solo lo que la evidencia exige.", "Administración y la propia persona.",
    ),
    Tratamiento(
        "T8", "Ayuda y capacitación", ("ayuda",), "A (curricular)", "identificativo",
        "Resolver dudas y probar que se capacitó.", ("capacitacion",), PERMANENTE,
        "Quien preguntó o asistió; revisión y administración.",
    ),
    Tratamiento(
        "T9", "Análisis cualitativo", ("evaluacion",), "A (curricular)", "constancia de actos",
        "Evaluar el contenido curricular en conjunto; de él solo salen agregados.", ("datos-analisis",),
        PERMANENTE, "Quien lee a ciegas, lo suyo; administración, al concluir.",
    ),
    Tratamiento(
        "T10", "Informes y entregables", ("informes", "contenidos", "practica", "difusion"), "A (curricular) y archivos/",
        "constancia de actos", "Informar de la operación a la Comisión y al INE.", ("datos-informes",), PERMANENTE,
        "Administración y consulta.",
    ),
    Tratamiento(
        "T11", "Derechos ARCO y vulneraciones", ("derechos",), "A (curricular)", "constancia de actos",
        "Atender los derechos de las personas y dar cuenta de las vulneraciones.",
        ("datos-personales", "datos-derechos"), PERMANENTE,
        "Administración; cada persona, sus solicitudes.",
    ),
    Tratamiento(
        "T12", "Bitácora y reloj", ("bitacora", "pulso"), "A (curricular) y B (identidad)", "constancia de actos",
        "Que ningún acto se pueda negar ni alterar, ni un reloj movido decida por nadie.", ("datos-bitacora",), PERMANENTE,
        f"{INSTITUTO}, por expediente; cada persona, la suya.",
    ),
)  # fmt: skip

# Campos que no son de la categoría de su tratamiento.
CATEGORIAS = {
    "candidaturas.Persona.correo_avisos": "contacto",
    "candidaturas.Candidatura.acciones_afirmativas": "sensible",
    "candidaturas.Formula.fuerza": "electoral",
    "candidaturas.Formula.contienda": "electoral",
    "candidaturas.Formula.posicion": "electoral",
    "candidaturas.Formula.responde": "electoral",
    "candidaturas.Formula.clave_origen": "electoral",
    "candidaturas.Candidatura.calidad": "electoral",
    "candidaturas.Candidatura.suplencia": "electoral",
    "candidaturas.Candidatura.circunscripcion": "electoral",
    "candidaturas.Candidatura.reeleccion": "electoral",
    "curricular.Fotografia.sha256": "imagen",
    "curricular.Fotografia.fecha_toma": "imagen",
    "identidad.Consentimiento.tratamiento": "constancia de actos",
    "identidad.Consentimiento.publicacion": "constancia de actos",
    "identidad.Consentimiento.estadistica": "constancia de actos",
    "identidad.Consentimiento.grupos": "constancia de actos",
    "identidad.Consentimiento.surten": "constancia de actos",
    "identidad.ResolucionDeFormato.aceptado": "constancia de actos",
    "identidad.Vinculo.estado": "constancia de actos",
    "identidad.Vinculo.evidencia": "constancia de actos",
    "identidad.Vinculo.referencia": "constancia de actos",
    "identidad.Vinculo.acreditacion": "técnico",
    "identidad.Acreditacion.vale": "constancia de actos",
    "identidad.Acreditacion.evidencia": "constancia de actos",
    "identidad.Acreditacion.referencia": "constancia de actos",
    "identidad.Acreditacion.direccion": "técnico",
    "identidad.Acreditacion.cuenta": "técnico",
    "identidad.Consentimiento.acreditacion": "constancia de actos",
    "identidad.FormatoFirmado.tipo": "técnico",
    "identidad.ConteoSuelto.pregunta": "agregado, sin dueño",
    "identidad.ConteoSuelto.respuesta": "agregado, sin dueño",
    "identidad.ConteoSuelto.cuantas": "agregado, sin dueño",
    "cuentas.Cuenta.correo": "contacto",
    "cuentas.Cuenta.password": "de acceso",
    "cuentas.Enlace.resumen": "de acceso",
    "derechos.SolicitudARCO.debe_decir": "académico y laboral",
}
# Campos que se suprimen aunque lo demás de su tratamiento sea permanente.
DE_SUPRESION = frozenset(
    {
        "candidaturas.Persona.correo_avisos",
        "candidaturas.Persona.curp_hmac",
        "candidaturas.Candidatura.acciones_afirmativas",
        "curricular.Borrador.contenido",
    }
)
# Cómo se lee un campo cuyo nombre en el código no basta.
NOMBRES = {
    "id": "Identificador interno",
    "por": "Quién actuó",
    "en": "Cuándo",
    "fecha_nacimiento": "Fecha de nacimiento",
    "curp_hmac": "Resumen de la CURP, que no permite leerla",
    "correo_avisos": "Correo para avisos",
    "acciones_afirmativas": "Acción afirmativa por la que se registró",
    "reeleccion": "Si busca la reelección",
    "clave_identidad": "Identificador opaco que une las dos bases",
    "cifrado": "Respuestas de identidad, cifradas",
    "envuelta": "Llave de datos, envuelta por la maestra",
    "contenido": "Respuestas curriculares",
    "password": "Resumen de la contraseña",
    "posicion": "Lugar en la lista",
    "formula": "Fórmula",
    "seccion": "Sección",
    "version": "Versión",
    "numero": "Número",
    "publicacion": "Si autoriza publicar",
    "tratamiento": "Si autoriza el tratamiento",
    "estadistica": "Si autoriza contar",
    "grupos": "De qué temas autoriza publicar",
    "definicion": "Con qué definición se le preguntó",
    "surten": "En qué temas ya surte efecto",
    "aceptado": "Si se aceptó el formato firmado",
    "vale": "Si la acreditación vale o se retiró",
    "evidencia": "Con qué se acreditó la persona",
    "referencia": "Acta, escrito u oficio en que consta",
    "acreditacion": "Acreditación que ampara el sí",
}
DE_ACTO = frozenset(
    "por nombre_por en abierta_por abierta_en registrada_en recibida_en vence_en fin_por fin_en retirada_por"
    " retirada_en liberada_por liberada_en actor acto momento last_login enviado_en siguiente_en usado_en anulado_en baja_por baja_en"
    " creada_en medio motivo estado numero version origen".split()
)
TECNICOS = frozenset(
    "id clave huella compromiso anterior sha256 ancho alto octetos formato cabeza_identidad huella_curricular"
    " compromiso_identidad identidad_version cuestionario_version clave_identidad message_id intentos envuelta"
    " candidatura persona formula proceso ajuste solicitud vulneracion informe".split()
)
# Lo que no vive en una tabla: dato, dónde, categoría, conservación y quién lo lee.
ARCHIVOS = (
    ("Fotografía", "archivos/, por su huella", "imagen", PERMANENTE, "Ya validada, cualquier persona."),
    ("Formato de consentimiento firmado", "archivos_identidad/, cifrado con la llave de la persona", "identificativo",
     "Ilegible desde que se suprime: se destruye con la llave.", "Quien responde por ella y administración; queda escrito."),
    ("Perfil y datos publicados", "sitio/, instantáneas firmadas", "lo público",
     "Las últimas 20 y una por día; lo revocado o suprimido se retira de todas.", "Cualquier persona."),
    ("Copia de correos y avisos de rebote", "correo/", "contacto",
     "Las copias, solo en demostración y práctica; un aviso atendido, hasta que operación lo retira.", "Operación."),
    ("Páginas vistas por día", "visitas/, y su suma en la base", "ninguno: sin dirección, sesión ni consulta", PERMANENTE, "Operación; la suma, cualquier persona."),
    ("Llaves maestra, de firma y de sesión", "secretos/", "técnico", "Mientras opere la instalación; en un respaldo, solo sellada a dos custodios.", "Operación."),
    ("Elección de práctica", "practica/", "personas inventadas", "Hasta que se reinicia.", "Operación."),
    ("Padrón y cuentas de la demostración", "demo/ y cuentas-demo.json", "personas inventadas",
     "Solo existe en la demostración.", "Operación."),
    ("Padrón que espera confirmación", "padron/, por cuenta", "identificativo",
     "Hasta que se confirma, se reemplaza o pasa un día.", "La cuenta de administración que lo subió."),
    ("Registro público y su diario", "registro/", "ninguno: huellas con sal", PERMANENTE,
     "Lo publicado, cualquier persona; el diario, operación."),
    ("Traza de errores", "registros/", "técnico", "Cinco archivos que se reemplazan; sin respuestas.", "Operación."),
    ("Respaldo", "donde se ordene", "todo, con identidad cifrada",
     "Según la política de respaldos; sin páginas ni llaves, y los secretos, sellados.", "Operación."),
    ("Copia del llavero", "donde se ordene", "técnico", "Siete días; no lleva lo destruido.", "Operación."),
)  # fmt: skip
