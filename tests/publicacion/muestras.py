"""Fichas de muestra, con personas inventadas, para probar las plantillas sin base de datos."""

from __future__ import annotations

from dataclasses import replace

from conoceles.proceso.definicion import Catalogo
from conoceles.publicacion.lectura.fichas import (
    CampoPublico,
    ContiendaPublica,
    Enlace,
    Ficha,
    FuerzaPublica,
    MunicipioPublico,
    Rasgo,
    RespuestaPublica,
    SeccionPublica,
    SitioPublico,
    TramoDeSecciones,
)
from conoceles.publicacion.lectura.retrato import Foto

FUERZAS = (
    FuerzaPublica(
        "FCD", "Fuerza y Corazón por Durango", "coalicion", "#1d3f8f", 1, ("Partido Azul", "Partido Tricolor")
    ),
    FuerzaPublica("PT", "Partido del Trabajo", "partido", "#d52b1e", 2),
    FuerzaPublica("MC", "Movimiento Ciudadano", "partido", "#ff8300", 3),
    FuerzaPublica(
        "SHD", "Sigamos Haciendo Historia en Durango", "coalicion", "#7a1f3d", 4, ("Morena", "Partido Verde")
    ),
    FuerzaPublica("IND", "Candidatura independiente", "independiente", "", 9),
)
NOMBRES = (
    "María de la Luz Núñez Güereca",
    "Ángel Íñiguez Peña",
    "Blanca Estela Órdaz Muñoz",
    "José Refugio Ávila de la Cruz",
    "Sofía Guadalupe Meléndez y Quiñones",
    "Ulises Arreola Zúñiga",
    "Itzel Yáñez del Río",
    "Ramón Cháirez Ibáñez",
)
TEXTO = (
    "Durante doce años di clases en la telesecundaria de Peñón Blanco y coordiné el comité que llevó agua "
    "entubada a tres ejidos. Aprendí a sentar a la mesa a quienes no se hablaban y a terminar lo que se empieza.\n\n"
    "Después dirigí la biblioteca regional, con 1,140 personas inscritas y un presupuesto que se publicaba cada mes."
)
PROPUESTA = (
    "Crear un fondo estatal para reparar la red de agua de las colonias y los ejidos con más fugas, con una lista "
    "pública de obras, su costo y su avance. La prioridad la fijan las mediciones, no las visitas. Cada obra tendrá "
    "un comité de vecinas y vecinos que firma la entrega, y un informe trimestral que se pueda leer en el teléfono."
)
SIN_CAPTURA = (
    "Esta información aún no se captura. Debe capturarla Movimiento Ciudadano, a más tardar el "
    "30 de abril de 2024."
)
FRASE = (
    "El cuestionario de identidad se pregunta a todas las candidaturas. Sus respuestas solo aparecen aquí si la "
    "persona lo autorizó expresamente; que no aparezcan no dice nada de ella."
)


COMPARADOS = {
    "propuesta_1": "Primera propuesta", "propuesta_2": "Segunda propuesta", "propuesta_genero": "Propuesta de género",
    "motivo": "Por qué busca el cargo", "historia": "Historia laboral", "trayectoria": "Trayectoria", "grado": "Estudios",
}  # fmt: skip
DETALLES = {"poblacion": "A quién va dirigida", "metas": "Metas", "plazo": "Plazo"}


def campo(clave: str, etiqueta: str, *valores: str, largo: bool = False, tipo: str = "texto") -> CampoPublico:
    razon = "" if valores else "La candidatura no proporcionó este dato; es opcional."
    padre, _, que = clave.rpartition("_")
    breve, detalla = (DETALLES[que], padre) if que in DETALLES else (COMPARADOS.get(clave, etiqueta), "")
    return CampoPublico(
        clave,
        etiqueta,
        valores,
        razon,
        largo,
        tipo,
        breve=breve,
        compara=clave in COMPARADOS,
        detalla=detalla,
    )


def secciones() -> tuple[SeccionPublica, ...]:
    def propuesta(clave: str, nombre: str) -> tuple[CampoPublico, ...]:
        return (
            campo(clave, nombre, PROPUESTA, largo=True, tipo="texto_largo"),
            campo(f"{clave}_poblacion", "Población", "Familias de 23 colonias y 14 ejidos"),
            campo(f"{clave}_metas", "Metas", "Bajar las fugas de 41 % a 25 %"),
            campo(f"{clave}_plazo", "Plazo", "Tres años"),
        )

    return (
        SeccionPublica(
            "propuestas",
            "Propuestas",
            (
                *propuesta("propuesta_1", "Primera propuesta"),
                *propuesta("propuesta_2", "Segunda propuesta"),
                campo("propuesta_genero", "En materia de género", PROPUESTA, largo=True),
            ),
            de_propuestas=True,
        ),
        SeccionPublica("motivo", "Por qué busca el cargo", (campo("motivo", "Motivo", TEXTO, largo=True),)),
        SeccionPublica("historia", "Historia laboral", (campo("historia", "Historia", TEXTO, largo=True),)),
        SeccionPublica(
            "trayectoria", "Trayectoria", (campo("trayectoria", "Trayectoria", TEXTO, largo=True),)
        ),
        SeccionPublica(
            "estudios",
            "Estudios",
            (
                campo("grado", "Grado máximo", "Maestría"),
                campo("estatus_grado", "Estatus", "Título"),
                campo(
                    "cursos",
                    "Otra formación",
                    "Diplomado en presupuesto público",
                    "Lengua o’dam, nivel básico",
                    tipo="lista",
                ),
            ),
        ),
        SeccionPublica(
            "contacto",
            "Contacto de campaña",
            (
                campo("redes", "Redes sociales", "https://redes.example/lanunez", tipo="enlaces"),
                campo("pagina_web", "Página web"),
                campo("correos", "Correo", "campana@ejemplo.example", tipo="correos"),
                campo("telefonos", "Teléfono", "618 555 0142", tipo="telefonos"),
            ),
            de_contacto=True,
        ),
    )


def ficha(n: int = 0, *, fuerza: FuerzaPublica = FUERZAS[0], contienda: str = "diputacion-mr-05") -> Ficha:
    """Una ficha completa; `n` elige el nombre y hace distinto el folio."""
    nombre = NOMBRES[n % len(NOMBRES)]
    suplente = n % 2 == 1
    return Ficha(
        folio=f"D{n:04d}K7",
        nombre=nombre,
        nombre_orden=nombre.split()[-1].lower().replace("ñ", "n").replace("á", "a"),
        iniciales="".join(p[0] for p in nombre.split() if p[0].isupper())[:2],
        sobrenombre="" if n else "La Profe Luz",
        cargo="diputacion-mr",
        cargo_nombre="Diputación local de mayoría relativa",
        principio="MR",
        calidad="suplente" if suplente else "propietaria",
        calidad_texto="Suplente" if suplente else "Propietaria",
        contienda=contienda,
        contienda_nombre="Diputación local, distrito 5",
        ambito="Distrito 5, Durango",
        distrito=5,
        municipios=("005",),
        fuerza=fuerza,
        siglado_por="Partido Azul" if fuerza.tipo == "coalicion" else "",
        posicion=None,
        sexo="mujer",
        edad=34 + n,
        reeleccion=n == 0,
        companera=Enlace(
            f"D{n ^ 1:04d}K7", NOMBRES[(n ^ 1) % len(NOMBRES)], "Propietaria" if suplente else "Suplente"
        ),
        foto=Foto("muestra") if n % 3 == 0 else None,
        con_informacion=True,
        estado="completa",
        estado_texto="La información está publicada.",
        secciones=secciones(),
        acciones_afirmativas=("Personas con discapacidad",) if n == 0 else (),
        acciones_claves=("discapacidad",) if n == 0 else (),
        identidad=(RespuestaPublica("Pueblos", "¿Se considera indígena?", "Sí"),) if n == 0 else (),
        identidad_frase=FRASE,
        rasgos=(Rasgo("grado", "Estudios", "maestria", "Maestría", 0),),
        acuse="A-2024-000123",
        huella="9f2c4e" * 10 + "abcd",
        actualizada="2024-04-25T10:00:00-06:00",
        actualizada_texto="25 de abril de 2024, 10:00",
    )


def vacia(n: int = 2, *, fuerza: FuerzaPublica = FUERZAS[2]) -> Ficha:
    """Una candidatura que no ha capturado nada."""
    llena = ficha(n, fuerza=fuerza)
    huecas = tuple(
        replace(s, campos=tuple(replace(c, valores=(), razon=SIN_CAPTURA) for c in s.campos))
        for s in llena.secciones
    )
    return replace(
        llena, foto=None, con_informacion=False, estado="sin_captura", estado_texto=SIN_CAPTURA, secciones=huecas,
        rasgos=(), acuse="", huella="", actualizada="", actualizada_texto="",
    )  # fmt: skip


def contienda() -> ContiendaPublica:
    """Cinco fórmulas: una sin información."""
    fichas = [ficha(n, fuerza=FUERZAS[n // 2]) for n in range(10)]
    fichas[4:6] = [vacia(4), vacia(5)]
    return ContiendaPublica(
        "diputacion-mr-05", "Diputación local, distrito 5", "diputacion-mr",
        "Diputación local de mayoría relativa", "MR", "Distrito 5, Durango", 5, ("005",), tuple(fichas), 8,
        "Gana la fórmula con más votos en el distrito (mayoría relativa).",
    )  # fmt: skip


def rp() -> ContiendaPublica:
    """Una lista de representación proporcional, de todo el estado."""
    fichas = tuple(
        replace(ficha(n, fuerza=FUERZAS[1], contienda="rp"), posicion=1 + n // 2) for n in range(20, 26)
    )
    return ContiendaPublica(
        "diputacion-rp", "Diputaciones de representación proporcional", "diputacion-rp",
        "Diputación local de representación proporcional", "RP", "Estado de Durango", None,
        ("005", "007", "028"), fichas, 6,
        "Cada partido registra una lista. Los lugares se ocupan en el orden de la lista.",
    )  # fmt: skip


def municipios() -> tuple[MunicipioPublico, ...]:
    d5 = Enlace("diputacion-mr-05", "Distrito 5", "Durango")
    d6 = Enlace("diputacion-mr-06", "Distrito 6", "Durango")
    todos = Enlace("diputacion-rp", "Diputaciones de representación proporcional")
    return (
        MunicipioPublico("005", "Durango", (d5, d6, todos), 2, "Durango", (), (2, 1)),
        MunicipioPublico("007", "Gómez Palacio", (todos,), 1, "Gómez Palacio", (), (1, 2)),
        MunicipioPublico(
            "028",
            "Peñón Blanco",
            (Enlace("diputacion-mr-08", "Distrito 8"), todos),
            1,
            "Peñón",
            (),
            (2, 2),
        ),
    )


def con_secciones(sitio: SitioPublico) -> SitioPublico:
    """El mismo, como si la elección trajera catálogo de secciones."""
    d5 = Enlace("diputacion-mr-05", "Distrito 5", "Durango")
    tramos = (TramoDeSecciones(1, 15, (d5,)), TramoDeSecciones(16, 16, (d5,)))
    municipios = tuple(replace(m, secciones=tramos) for m in sitio.municipios)
    return replace(sitio, municipios=municipios, catalogo=Catalogo("Catálogo de muestra", inventado=True))


def sin_mapa(sitio: SitioPublico) -> SitioPublico:
    """El mismo sitio en una elección que no trae mapa de cuadros."""
    return replace(sitio, municipios=tuple(replace(m, lugar=None) for m in sitio.municipios))


def sitio(*, inventado: bool = True, archivo: bool = False, vacio: bool = False) -> SitioPublico:
    """El sitio de una elección de muestra."""
    otras = (("diputacion-mr-06", "Distrito 6"), ("diputacion-mr-08", "Distrito 8"))
    otras_boletas = tuple(replace(contienda(), clave=c, nombre=n) for c, n in otras)
    contiendas = () if vacio else (contienda(), *otras_boletas, rp())
    return SitioPublico(
        clave="durango-2023-2024",
        nombre="Proceso Electoral Local 2023-2024",
        entidad="Durango",
        institucion="Instituto Electoral y de Participación Ciudadana del Estado de Durango",
        siglas="IEPC Durango",
        unidad="Unidad Técnica de Transparencia y Acceso a la Información Pública",
        correo="transparencia@ejemplo.example",
        jornada_texto="2 de junio de 2024",
        publicacion_inicio_texto="10 de abril de 2024",
        acento="#0f4c5c",
        inventado=inventado,
        archivo=archivo,
        contiendas=contiendas,
        municipios=() if vacio else municipios(),
        fuerzas=FUERZAS,
        total=sum(len(c.fichas) for c in contiendas),
        con_informacion=sum(c.con_informacion for c in contiendas),
    )
