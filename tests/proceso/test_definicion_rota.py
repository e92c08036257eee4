"""Cada definición rota se rechaza diciendo archivo, clave y razón."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, Falta, leer_carpeta

from .conftest import PROCESOS, Editar

P, ID, C, L, R = "proceso.toml", "identidad.toml", "curricular.toml", "lenguas.toml", "rubrica.toml"

ROTAS = [
    ("distrito_municipio.csv", "15,033\n", "", "distrito_municipio.csv", "clave_inegi", "sin ningún distrito: 033 (Súchil)"),
    ("distrito_municipio.csv", "15,033", "15,933", "distrito_municipio.csv", "fila 48, clave_inegi", "«933» no existe"),
    ("distrito_municipio.csv", "15,033", "16,033", "distrito_municipio.csv", "fila 48, distrito", "«16» no existe"),
    ("distritos.csv", "2,II,", "1,II,", "distritos.csv", "fila 3", "repetido"),
    ("municipios.csv", "002,Canelas", "001,Canelas", "municipios.csv", "fila 3", "«001» está repetido"),
    ("municipios.csv", "clave_inegi", "clave", "municipios.csv", "clave_inegi", "falta esta columna"),
    ("convenios.csv", "SHHD,9,MORENA", "SHHD,9,PT", "convenios.csv", "fila 5, partido_que_sigla", "no es integrante de SHHD"),
    ("convenios.csv", "SHHD,9,MORENA", "XYZ,9,MORENA", "convenios.csv", "fila 5, coalicion", "no es una coalición"),
    ("convenios.csv", "SHHD,9,", "SHHD,19,", "convenios.csv", "fila 5, distrito", "«19» no corresponde a ninguna contienda de esta elección: escriba la clave de municipios.csv"),
    ("convenios.csv", "coalicion,distrito,", "coalicion,comunidad,", "convenios.csv", "comunidad", "columna desconocida; admite coalicion, partido_que_sigla, contienda, municipio, distrito, confianza, separadas por comas."),
    ("convenios.csv", "coalicion,distrito,", "coalicion,comunidad,", "convenios.csv", "fila 5, fila", "no dice una contienda, o no corresponde a ninguna"),
    ("convenios.csv", "SHHD,9,", "SHHD,8,", "convenios.csv", "fila 5", "ya tiene quién sigle"),
    (P, "campana_inicio = { dia = 2024-04-10 }", "campana_inicio = { dia = 2024-03-20 }", P, "calendario.fechas.campana_inicio", "antes que el registro"),
    (P, "campana_inicio = { dia = 2024-04-10 }", "campana_inicio = { dia = 2024-03-28 }", P, "calendario.fechas.campana_inicio", "antes de que termine el registro"),
    (P, "publicacion_inicio = { dia = 2024-04-10", "publicacion_inicio = { dia = 2024-04-09", P, "calendario.fechas.publicacion_inicio", "antes que la campaña"),
    (P, "jornada = { dia = 2024-06-02 }", 'jornada = { dia = "2 de junio" }', P, "calendario.fechas.jornada.dia", "debe ser una fecha"),
    (P, "jornada = { dia = 2024-06-02 }", "", P, "calendario.fechas.jornada", "falta esta fecha"),
    (P, "captura_inicio = {", "captura_cierre = {", P, "calendario.fechas.captura_inicio", "captura_inicio = { dia = AAAA-MM-DD }"),
    (P, "captura_inicio = {", "captura_cierre = {", P, "calendario.fechas.captura_inicio", "historico = true"),
    (P, "captura_inicio = { dia = 2024-04-12", "captura_inicio = { dia = 2024-06-02", P, "calendario.fechas.captura_inicio", "no se abre antes de la jornada"),
    (P, "identidad_corte = {", "captura_cierre = {", P, "calendario.fechas.identidad_corte", "identidad_corte = { dia = AAAA-MM-DD }"),
    (P, "identidad_corte = { dia = 2024-04-27", "identidad_corte = { dia = 2024-04-11", P, "calendario.fechas.identidad_corte", "antes de abrir la captura"),
    (P, "identidad_corte = { dia = 2024-04-27", "identidad_corte = { dia = 2024-10-02", P, "calendario.fechas.identidad_corte", "después del cierre"),
    (P, "jornada = {", "jornda = {", P, "calendario.fechas.jornda", "¿Quiso decir «jornada»?"),
    (P, "2024-06-02 }\n", "2024-06-02, acuerdo = { fecha = 2024-01-01 } }\n", P, "calendario.fechas.jornada.acuerdo.numero", "falta"),
    (P, "[calendario]\n", '[territorio]\nentero = "República"\n\n[calendario]\n', P, "territorio.entero", "debe empezar por «el» o «la»"),
    (P, 'clave = "durango-2023-2024"', 'clave = "lengua"', P, "clave", "una carpeta que el sitio usa"),
    (P, 'clave = "durango-2023-2024"', 'clave = "log"', P, "clave", "una carpeta que el sitio usa"),
    (P, "zona =", "zzona =", P, "calendario.zzona", "¿Quiso decir «zona»?"),
    (P, "America/Monterrey", "America/Durango", P, "calendario.zona", "no es un huso horario"),
    (P, "dias = [7, 3, 1]", "dias = [7, -1]", P, "recordatorios.dias", "entre 0 y 60"),
    (P, "dias = [7, 3, 1]", 'dias = "siete"', P, "recordatorios.dias", "lista de días"),
    (P, "dias = [7, 3, 1]", "cada = 3", P, "recordatorios.cada", "clave desconocida"),
    (P, 'hora = "09:00"', 'hora = "9"', P, "recordatorios.hora", "no es una hora"),
    (P, "bloqueo_dias = 90", "bloqueo_dias = 0", P, "conservacion.bloqueo_dias", "debe ser 1 o más"),
    (P, "bloqueo_dias = 90", 'bloqueo_dias = "noventa"', P, "conservacion.bloqueo_dias", "debe ser un número entero"),
    (P, "bloqueo_dias = 90", "bloqueo_meses = 3", P, "conservacion.bloqueo_meses", "clave desconocida"),
    (P, "umbral_estadistico = 5", "umbral_estadistico = 2", P, "umbral_estadistico", "debe ser 3 o más"),
    (P, "umbral_estadistico = 5", "umbral_estadistico = true", P, "umbral_estadistico", "debe ser un número entero"),
    (P, "umbral_estadistico", "umbral_estadstico", P, "umbral_estadstico", "¿Quiso decir «umbral_estadistico»?"),
    (P, 'acento = "#0f4c5c"', 'acento = "azul"', P, "acento", "no es un color"),
    (P, 'color = "#005aa9"', 'color = "#00529"', P, "fuerzas[PAN].color", "no es un color"),
    (P, 'siglas = "PRI"', 'siglas = "PAN"', P, "fuerzas[PAN].siglas", "«PAN» ya nombra a PAN: el padrón no sabría a cuál"),
    (P, 'nombre = "Partido Revolucionario Institucional"', 'nombre = "Partido Acción Nacional"', P, "fuerzas[PRI].nombre", "«Partido Acción Nacional» ya nombra a PAN"),
    (P, 'integrantes = ["PVEM", "MORENA"]', 'integrantes = ["PVEM", "NA"]', P, "fuerzas[SHHD].integrantes", "«NA» no es un partido"),
    (P, 'integrantes = ["PVEM", "MORENA"]', 'integrantes = ["PVEM"]', P, "fuerzas[SHHD].integrantes", "al menos dos"),
    (P, 'tipo = "independiente"', 'tipo = "solitaria"', P, "fuerzas[IND].tipo", "«solitaria» no es válido"),
    (P, "lista = 10\n", "", P, "cargos[diputacion-rp].lista", "falta el número de posiciones"),
    (P, 'clave = "diputacion-rp"', 'clave = "diputacion-mr"', P, "cargos[diputacion-mr].clave", "repetida"),
    (P, "diputacion-mr-{distrito}", "diputacion-mr-{zona}", P, "cargos[diputacion-mr].contienda", "un dato que no existe"),
    (P, "diputacion-mr-{distrito}", "diputacion-mr", P, "cargos[diputacion-mr].contienda", "misma clave"),
    (P, 'clave = "migrantes"', 'clave = "indigenas"', P, "acciones_afirmativas[indigenas].clave", "repetida"),
    (P, 'edad_al = "jornada"', 'edad_al = "eleccion"', P, "edad_al", "no es una fecha del calendario"),
    (P, '"08:00"', '"8 am"', P, "cortes_datos", "no es una hora"),
    (P, '"publicacion"]', '"archivo"]', P, "calendario.fases.orden", "cada fase"),
    (P, "joven_hasta = 29", "joven_hasta = 65", P, "grupos_edad.joven_hasta", "se cruzan"),
    (P, '"avisos/integral.md"', '"avisos/otro.md"', "avisos/otro.md", "archivo", "no existe"),
    (P, 'clave = "integral"', 'clave = "largo"', P, "avisos[integral]", "falta este aviso"),
    (P, '"identidad.toml"', '"otra.toml"', "otra.toml", "archivo", "no existe"),
    (P, "ut.transparencia@", "ut.transparencia", P, "institucion.correo", "correo completo"),
    (P, "[institucion]", "[institucion", P, "archivo", "no es TOML"),
    (P, 'tratamiento = "pnc"', 'tratamiento = "borrar"', P, "consentimiento.tratamiento", "«borrar» no es válido"),
    (P, 'publicacion = "solo_estadistica"', 'publicacion = "todo"', P, "consentimiento.publicacion", "«todo» no es válido"),
    (P, 'estadistica = "sin_respuesta"', 'estadistica = "si"', P, "consentimiento.estadistica", "«si» no es válido"),
    (P, "[consentimiento]\n", '[consentimiento]\nenvio = "impedir"\n', P, "consentimiento.envio", "clave desconocida"),
    (P, 'no = "No autorizo"', 'no = ""', P, "consentimiento.textos.no", "está vacía"),
    (P, "[consentimiento.textos]\n", '[consentimiento.textos]\nquiza = "Tal vez"\n', P, "consentimiento.textos.quiza", "clave desconocida"),
    (P, 'clave = "jovenes"\n', 'clave = "jovenes"\nalcance = "todo"\n', P, "acciones_afirmativas[jovenes].alcance", "«todo» no es válido"),
    (P, 'grupo = "joven"\n', 'alcance = "respuestas_del_grupo"\n', P, "acciones_afirmativas[jovenes].grupo", "dice de qué grupo"),
    (P, 'grupo = "joven"\n', "", P, "acciones_afirmativas[jovenes].grupo", "dice de qué grupo es la persona"),
    (P, "umbral_estadistico = 5", 'epsilon = "0.0"\numbral_estadistico = 5', P, "epsilon", "mayor que cero y menor que cinco"),
    (P, "umbral_estadistico = 5", 'epsilon_extracto = "9.5"\numbral_estadistico = 5', P, "epsilon_extracto", "mayor que cero y menor que cinco"),
    (P, 'grupo = "joven"\n', 'grupo = "juventud"\n', P, "acciones_afirmativas[jovenes].grupo", "«juventud» no es un grupo"),
    (ID, 'grupo = "indigena"', 'grupo = "pueblos"', ID, "secciones[indigena].grupo", "«pueblos» no está en [[grupos]]"),
    (ID, 'grupo = "indigena"\n', "", ID, "secciones[indigena].grupo", "no está en [[grupos]]"),
    (ID, 'grupo = "mayor"', 'grupo = "joven"', ID, "grupos[mayor].clave", "ninguna sección"),
    (ID, 'clave = "mayor"\nnombre', 'clave = "joven"\nnombre', ID, "grupos[joven].clave", "repetida"),
    (ID, 'visible_si = { campo = "p4"', 'visible_si = { campo = "p40"', ID, "secciones[discapacidad].campos[p5].visible_si.campo", "no es una pregunta anterior"),
    (ID, 'campo = "p4", valores = ["si"]', 'campo = "p4", valores = ["sí"]', ID, "secciones[discapacidad].campos[p5].visible_si.valores", "no es una opción"),
    (ID, 'indígena" }\nopciones = [\n  { clave = "si",', 'indígena" }\nopciones = [\n  { visible_si = { campo = "p1", valores = ["si"] }, clave = "si",', ID, "campos[p2].opciones", "ninguna de sus opciones puede depender de otra respuesta"),
    (ID, 'visible_si = { campo = "p4", valores = ["si"] }', 'visible_si = { campo = "p1", valores = ["si"] }', ID, "campos[p5].visible_si", "es de otro grupo"),
    (ID, 'visibilidad = "con_consentimiento"\ncolumna = "p4"', 'visibilidad = "solo_estadistica"', ID, "campos[p5].visible_si", "no se publica: mostrarla diría lo que se contestó a esa"),
    (ID, 'clave = "p2"', 'clave = "p1"', ID, "secciones[indigena].campos[p1].clave", "repetida"),
    (ID, 'catalogo = "pueblos"', 'catalogo = "tribus"', ID, "secciones[indigena].campos[p3].catalogo", "no está en [catalogos]"),
    (ID, "catalogos/paises.csv", "catalogos/mundo.csv", "catalogos/mundo.csv", "archivo", "no existe"),
    (C, "obligatorio = true\narticulo = \"cuestionario-curricular\"\n", "obligatorio = true\n", C, "secciones[estudios].campos[grado].articulo", "cita su artículo"),
    (L, 'clave = "azd"', 'clave = "stp"', L, "lenguas[stp].clave", "está repetida"),
    (L, 'clave = "azd"', 'clave = "náhuatl"', L, "lenguas[náhuatl].clave", "ISO 639-3"),
    (L, 'clave = "azd"', 'clave = "eng"', L, "lenguas[eng].clave", "se escribe «en»"),
    (L, 'clave = "azd"', 'clave = "spa"', L, "lenguas[spa].clave", "es el español"),
    (L, 'clave = "azd"', 'clave = "xx"', L, "lenguas[xx].clave", "ni uno de dos"),
    (L, '(huichol)"', '(huichol)"\narchivo = "hch.csv"', "hch.csv", "archivo", "no existe"),
    (P, "boletas_impresion = { dia = 2024-05-03", "boletas_impresion = { dia = 2024-06-02", P, "calendario.fechas.boletas_impresion", "después de la jornada"),
    (C, "minimo = 280", "minimo = 6000", C, "secciones[historia].campos[historia].minimo", "mayor que el máximo"),
    (C, 'clave = "motivo"\nnumero', 'clave = "motivo"\ncargos = ["gubernatura"]\nnumero', C, "secciones[motivo].campos[motivo].cargos", "«gubernatura» no es un cargo de esta elección; use «diputacion-mr», «diputacion-rp»"),
    (ID, 'clave = "p1"\n', 'clave = "p1"\ncargos = ["diputacion-mr"]\n', ID, "secciones[indigena].campos[p1].cargos", "se hace a todas las candidaturas"),
    (C, 'tipo = "domicilio"', 'tipo = "mapa"', C, "secciones[contacto].campos[casa_campana].tipo", "«mapa» no es válido"),
    (R, "puntos = 49", "puntos = 50", R, "puntos", "dice 50 y las variables suman 49"),
    (R, 'depende_de = "informa"', 'depende_de = "estatus"', R, "rubros[fotografia-contacto].variables[varios].depende_de", "no es una variable anterior"),
    (R, '["historia"]', '["historias"]', R, "rubros[historia].campos", "«historias» no es una pregunta"),
    (R, 'clave = "formacion"', 'clave = "historia"', R, "rubros[historia].clave", "está repetida"),
    (R, 'clave = "varios"', 'clave = "informa"', R, "rubros[fotografia-contacto].variables[informa].clave", "está repetida"),
    (R, "supuesto = true", "supuestos = true", R, "supuestos", "¿Quiso decir «supuesto»?"),
    (P, '"rubrica.toml"', '"otra.toml"', "otra.toml", "archivo", "no existe"),
]  # fmt: skip


@pytest.mark.parametrize(("archivo", "antes", "despues", "donde", "clave", "razon"), ROTAS)
def test_definicion_rota_nombra_archivo_clave_y_razon(
    editar: Editar, archivo: str, antes: str, despues: str, donde: str, clave: str, razon: str
) -> None:
    carpeta = editar(archivo, antes, despues)
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    halladas = [
        f for f in rechazo.value.errores if f.archivo == donde and f.clave == clave and razon in f.razon
    ]
    assert halladas, rechazo.value.mensaje


def test_todas_las_faltas_salen_juntas(editar: Editar) -> None:
    editar("proceso.toml", "umbral_estadistico", "umbral")
    editar("convenios.csv", "SHHD,9,MORENA", "SHHD,9,PT")
    carpeta = editar("identidad.toml", 'tipo = "opcion"', 'tipo = "cosa"')
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    assert {f.archivo for f in rechazo.value.errores} == {"proceso.toml", "convenios.csv", "identidad.toml"}
    assert "convenios.csv: fila 5, partido_que_sigla: «PT» no es integrante de SHHD." in rechazo.value.mensaje


def test_carpeta_inexistente_se_dice(tmp_path: Path) -> None:
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(tmp_path / "nada")
    assert rechazo.value.errores == [Falta("proceso.toml", "archivo", "no existe.")]


def test_toml_vacio_no_revienta(carpeta: Path) -> None:
    (carpeta / "proceso.toml").write_text("")
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    assert {"clave", "institucion", "calendario", "cargos", "fuerzas", "avisos"} <= {
        f.clave for f in rechazo.value.errores
    }


def test_sin_la_relacion_de_distritos_y_municipios_la_falta_se_dice_una_vez(carpeta: Path) -> None:
    """No una por distrito y otra por municipio: quien la lee busca cincuenta errores y es uno."""
    (carpeta / "distrito_municipio.csv").unlink()
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    assert [(f.clave, f.razon) for f in rechazo.value.errores if f.archivo == "distrito_municipio.csv"] == [
        ("archivo", "no existe."),
        ("renglones", "diga qué municipios toca cada distrito, un par por renglón."),
    ]


@pytest.mark.parametrize(
    ("modelo", "archivo", "dicho"),
    [
        ("durango-2023-2024", "municipios.csv", None),  # de él salen el mapa de cuadros y los distritos
        ("durango-2023-2024", "distritos.csv", "distrito;romano\n1;I\n"),  # y los convenios
        ("ejemplo-alianzas", "municipios.csv", "clave,nombre\n001,Villa\n"),
        ("ejemplo-vigilancia", "municipios.csv", None),  # y los grupos del calendario
    ],
)
def test_lo_que_se_sigue_de_un_archivo_que_no_se_lee_no_se_repite(
    tmp_path: Path, modelo: str, archivo: str, dicho: str | None
) -> None:
    for nombre in {modelo, "durango-2023-2024"}:  # sus cuestionarios son los de esa
        shutil.copytree(PROCESOS / nombre, tmp_path / nombre)
    ruta = tmp_path / modelo / archivo
    ruta.unlink() if dicho is None else ruta.write_text(dicho, "utf-8")
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(tmp_path / modelo)
    assert {f.archivo for f in rechazo.value.errores} == {archivo}, rechazo.value.mensaje


def test_si_nadie_postula_se_dice_que_fuerza_escribir(tmp_path: Path) -> None:
    """Una elección donde cada quien se postula por su cuenta se escribe con una sola, y la frase lo dice."""
    carpeta = tmp_path / "ejemplo-vigilancia"
    for nombre in (carpeta.name, "durango-2023-2024"):  # su cuestionario de identidad es el de esa
        shutil.copytree(PROCESOS / nombre, tmp_path / nombre)
    toml = (carpeta / "proceso.toml").read_text("utf-8")
    antes, _, despues = toml.partition("[[fuerzas]]")
    sin_fuerzas = f"{antes}[revision]{despues.partition('[revision]')[2]}"
    (carpeta / "proceso.toml").write_text(sin_fuerzas, "utf-8")
    with pytest.raises(
        DefinicionInvalida, match="Si nadie postula, escriba una sola de tipo «independiente»"
    ):
        leer_carpeta(carpeta)
    sola = '[[fuerzas]]\nsiglas = "SOLAS"\nnombre = "Se postula por su cuenta"\ntipo = "independiente"\n\n[revision]'
    (carpeta / "proceso.toml").write_text(sin_fuerzas.replace("[revision]", sola), "utf-8")
    assert [f.nombre for f in leer_carpeta(carpeta).fuerzas] == ["Se postula por su cuenta"]
