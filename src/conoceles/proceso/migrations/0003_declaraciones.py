"""Lo que hasta hoy sabía el código de cada pregunta pasa a las definiciones ya cargadas, y a sus textos."""

import copy
import tomllib

import tomlkit
from django.db import migrations
from django.utils import timezone

from conoceles.nucleo import canonico

INE = {
    "casa_campana": "DIRECCION_CASA_CAMPAÑA", "telefonos": "TELEFONO", "correos": "CORREO_ELECTRONICO",
    "pagina_web": "PAGINA_WEB", "redes": "REDES", "grado": "ESCOLARIDAD", "estatus_grado": "ESTATUS_ESCOLARIDAD",
    "cursos": "CURSOS", "historia": "HISTORIA_PROFESIONAL", "trayectoria": "TRAYECTORIA_POLITICA",
    "motivo": "MOTIVO_CARGO_PUBLICO", "propuesta_1": "PROPUESTA_1", "propuesta_2": "PROPUESTA_2",
    "propuesta_genero": "PROPUESTA_GENERO",
}  # fmt: skip
SIN_COLUMNA = tuple(f"propuesta_{n}_{que}" for n in (1, 2) for que in ("poblacion", "metas", "plazo"))
CORTAS = {
    "propuesta_1": "Primera propuesta", "propuesta_2": "Segunda propuesta", "propuesta_genero": "Propuesta de género o del grupo que representa",
    "motivo": "Por qué busca el cargo", "historia": "Historia laboral", "trayectoria": "Trayectoria",
    "grado": "Estudios",
}  # fmt: skip
DETALLES = {"poblacion": "A quién va dirigida", "metas": "Metas", "plazo": "Plazo"}
LUGARES = ("propuestas", "motivo", "historia", "trayectoria", "estudios", "contacto")
CLASES = {
    "propuestas": "propuesta", "contacto": "medios_de_contacto", "estudios": "formacion", "historia": "formacion"
}  # fmt: skip
DE_CONTACTO = ("correos", "telefonos", "domicilio")
IDENTIDAD = (
    "p1 p2 p3 p3_otro p4 p5 p6 p6_otra p6_sensorial p7 p7_otra p8 p9 p10 p10_otra p11 p12 p13 p14 p14_otro p15"
    " p16 p17 p18 p19 p19_negocio p20"
).split()
CONTEOS = {
    "grado": ("grado", "Candidaturas por grado máximo de estudios"),
    "p1": ("indigena", "Personas indígenas"), "p2": ("lengua", "Hablantes de una lengua indígena"),
    "p4": ("discapacidad", "Personas con discapacidad"), "p8": ("afromexicana", "Personas afromexicanas"),
    "p9": ("diversidad", "Población LGBTTTIQ+"), "p11": ("migrante", "Personas migrantes"),
    "p16": ("joven", "Personas jóvenes"), "p17": ("mayor", "Personas mayores"),
    "p18": ("ingreso", "Grupo de ingreso mensual"), "p20": ("nacimiento", "Entidad de nacimiento"),
}  # fmt: skip
GRUPOS = {
    "indigena": "autoadscripción y lengua indígena", "discapacidad": "discapacidad",
    "afromexicana": "autoadscripción afromexicana", "diversidad": "diversidad sexual",
    "migrante": "condición de persona migrante", "joven": "población joven",
    "mayor": "población de personas mayores",
}  # fmt: skip
ENCABEZADOS = {
    "redes": "redes redes_sociales",
    "pagina_web": "pagina_web sitio_web pagina_de_internet",
    "correos": "correo_electronico correo correo_s_electronico_s_publico_s correo_de_avisos email correos_electronicos",
    "telefonos": "telefono telefonos_publico_de_contacto telefono_de_contacto telefonos telefono_publico",
    "casa_campana": "direccion_casa_campana domicilio_casa_campana casa_de_campana domicilio_de_casa_de_campana",
    "grado": "escolaridad grado_maximo_de_estudios maximo_grado_de_estudios nivel_educativo grado_estudios"
    " grado_de_estudios",
    "estatus_grado": "estatus_escolaridad estatus_de_grado estatus_maximo_grado_estudios estatus_de_estudios",
    "cursos": "cursos otra_formacion_academica otra_formacion",
    "historia": "historia_profesional historia_profesional_y_o_laboral historio_profesional descripcion_hlc",
    "trayectoria": "trayectoria_politica trayectoria_politica_y_o_participacion_social trayectoria descripcion_tp",
    "motivo": "motivo_cargo_publico por_que_quiere_ocupar_el_cargo por_que_quiere_ocupar_el_cargo_publico"
    " porque_cargo_publico cargo_publico",
    "propuesta_1": "propuesta_1 propuesta1 propuesta_principal_1",
    "propuesta_2": "propuesta_2 propuesta2 propuesta_principal_2",
    "propuesta_genero": "propuesta_genero propuestasgenero propuesta_de_genero propuesta_grupo_vulnerable"
    " propuesta_en_materia_de_genero",
}
DE_CAMPO = {
    "visibilidad": "interna", "columna": "", "encabezados": [], "separador": ", ", "corta": "", "compara": False,
    "detalla": "", "filtro": "", "indicador": None,
}  # fmt: skip


def de_campo(cual, campo, claves):
    """Lo que se hacía hasta hoy con esa pregunta; lo que no estaba en el mapa no salía, y así se queda."""
    clave, opcion = campo["clave"], campo["tipo"] == "opcion"
    conteo = (
        {"indicador": dict(zip(("clave", "titulo"), CONTEOS[clave], strict=True))} if clave in CONTEOS else {}
    )
    if cual == "identidad":
        sale = clave in IDENTIDAD
        dicho = (
            {"visibilidad": "con_consentimiento", "columna": clave}
            if sale
            else {"visibilidad": "solo_estadistica"}
        )
        return dicho | (conteo if sale and opcion else {})
    if clave not in INE and clave not in SIN_COLUMNA:
        return {"visibilidad": "interna"}
    dicho = {"visibilidad": "publica", "columna": INE.get(clave, "")}
    if clave in INE:
        dicho |= {"columna_ine": INE[clave], "encabezados": ENCABEZADOS[clave].split()}
    if clave in CORTAS:
        dicho |= {"corta": CORTAS[clave], "compara": True}
    padre, _, que = clave.rpartition("_")
    if que in DETALLES and padre in claves:
        dicho |= {"corta": DETALLES[que], "detalla": padre}
    if clave == "cursos":
        dicho["separador"] = ","
    if clave == "grado" and opcion:
        dicho |= {"filtro": "Grado de estudios"} | conteo
    return dicho


def declarar(cuestionario, cual, *, entero):
    """Pone en el sitio lo que cada pregunta, sección y grupo declara. `entero`: también lo que vale por omisión."""
    for seccion in cuestionario["secciones"]:
        clave, tipos = seccion["clave"], {c["tipo"] for c in seccion["campos"]}
        claves = [c["clave"] for c in seccion["campos"]]
        clase = "medios_de_contacto" if tipos & set(DE_CONTACTO) else CLASES.get(clave, "")
        lugar = LUGARES.index(clave) + 1 if clave in LUGARES else 0
        if cual == "curricular":
            _poner(seccion, {"clase": clase, "lugar": lugar}, {"clase": "", "lugar": 0}, entero)
        elif entero:
            _poner(seccion, {}, {"clase": "", "lugar": 0}, entero)
        for campo in seccion["campos"]:
            _poner(campo, de_campo(cual, campo, claves), DE_CAMPO, entero)
    for grupo in cuestionario.get("grupos", ()):
        titulo = f"Consentimiento para publicar: {GRUPOS[grupo['clave']]}" if grupo["clave"] in GRUPOS else ""
        _poner(grupo, {"indicador": titulo}, {"indicador": ""}, entero)


def _poner(tabla, dicho, omision, entero):
    """Nunca pisa lo que ya está escrito."""
    sale = dicho.get("visibilidad") in ("publica", "con_consentimiento")
    for clave, valor in (omision | dicho if entero else dicho).items():
        hace_falta = (
            entero or valor != omision.get(clave) or clave == "visibilidad" or (sale and clave == "columna")
        )
        if hace_falta and not tabla.get(clave):
            tabla[clave] = copy.deepcopy(valor)


def textos(fuentes):
    """Los mismos archivos, con lo declarado en sus dos cuestionarios."""
    if not fuentes:
        return fuentes
    nombres = tomllib.loads(fuentes["proceso.toml"]).get("archivos", {})
    nuevos = dict(fuentes)
    for cual in ("curricular", "identidad"):
        nombre = nombres.get(cual, f"{cual}.toml")
        documento = tomlkit.parse(fuentes[nombre])
        declarar(documento, cual, entero=False)
        nuevos[nombre] = tomlkit.dumps(documento)
    return nuevos


def declarar_lo_cargado(apps, schema_editor):
    """Las versiones que ya rigieron se conservan como se leyeron; la que rige se asienta de nuevo, declarada."""
    if schema_editor.connection.alias != "default":
        return
    version = apps.get_model("proceso", "VersionDeDefinicion")
    for proceso in apps.get_model("proceso", "Proceso").objects.all():
        for cual in ("curricular", "identidad"):
            declarar(proceso.definicion[cual], cual, entero=True)
        proceso.fuentes = textos(proceso.fuentes)
        proceso.huella = canonico.huella(proceso.definicion)
        proceso.save(update_fields=["definicion", "fuentes", "huella"])
        version.objects.get_or_create(
            proceso=proceso,
            huella=proceso.huella,
            defaults={"definicion": proceso.definicion, "en": timezone.now()},
        )


class Migration(migrations.Migration):
    dependencies = [("proceso", "0002_enmiendas")]
    operations = [migrations.RunPython(declarar_lo_cargado, migrations.RunPython.noop)]
