"""Piezas con que se arman los textos de la demostración."""

# Cada oficio: lo que hace, dónde empezó y lo que ahí se logra. Una persona tiene uno, y lo que cuenta es de él.
OFICIOS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "doy clases de primaria",
        "una escuela multigrado",
        (
            "abrimos una biblioteca con {n} libros donados",
            "enseñé a leer a {n} niñas y niños",
            "conseguimos becas para {n} estudiantes",
            "hicimos un huerto escolar del que comieron {n} familias",
        ),
    ),
    (
        "atiendo consulta general",
        "un centro de salud",
        (
            "organicé {n} jornadas de vacunación",
            "di seguimiento a {n} embarazos",
            "formé a {n} auxiliares de salud",
            "llevamos consulta a {n} rancherías",
        ),
    ),
    (
        "asesoro a quienes siembran",
        "una cooperativa de frijol",
        (
            "capacité a {n} personas en captación de agua de lluvia",
            "rescatamos la semilla de {n} parcelas",
            "pusimos riego por goteo en {n} hectáreas",
            "abrimos {n} bodegas compartidas",
        ),
    ),
    (
        "litigo asuntos familiares",
        "un despacho comunitario",
        (
            "acompañé {n} juicios de pensión alimenticia",
            "di {n} asesorías sin cobro",
            "regularizamos {n} actas de nacimiento",
            "defendí a {n} familias en asuntos de vivienda",
        ),
    ),
    (
        "tengo un puesto de abarrotes",
        "el mercado municipal",
        (
            "organicé a {n} locatarias y locatarios",
            "bajamos la basura del mercado {n} kilos al mes",
            "conseguimos {n} permisos atorados",
            "juntamos despensas para {n} familias",
        ),
    ),
    (
        "llevo contabilidades",
        "una caja de ahorro",
        (
            "ordené las cuentas de {n} pequeños negocios",
            "enseñé a {n} personas a leer un estado de cuenta",
            "recuperamos el ahorro de {n} socias y socios",
            "revisé los gastos de {n} comités",
        ),
    ),
    (
        "trabajo en enfermería",
        "el hospital regional",
        (
            "cuidé a {n} pacientes en su casa",
            "formé a {n} personas cuidadoras",
            "organicé {n} campañas de donación de sangre",
            "armamos {n} botiquines para escuelas",
        ),
    ),
    (
        "proyecto viviendas",
        "un taller de autoconstrucción",
        (
            "levantamos {n} casas con sus familias",
            "reparamos el techo de {n} aulas",
            "dibujé los planos de {n} ampliaciones",
            "pusimos rampas en {n} edificios públicos",
        ),
    ),
    (
        "hago radio comunitaria",
        "una estación de la sierra",
        (
            "transmitimos {n} asambleas ejidales",
            "enseñé a {n} jóvenes a entrevistar",
            "documenté {n} casos de pozos contaminados",
            "grabamos {n} cuentos en lengua o'dam",
        ),
    ),
    (
        "analizo el agua que se bebe",
        "una planta potabilizadora",
        (
            "tomé muestras en {n} pozos",
            "instalamos {n} filtros en escuelas",
            "enseñé a {n} comités a clorar el agua",
            "detectamos {n} fugas en la red",
        ),
    ),
    (
        "hago trabajo social",
        "una casa de apoyo a mujeres",
        (
            "acompañé a {n} mujeres a denunciar",
            "abrimos {n} grupos de escucha",
            "encontré escuela para {n} niñas y niños",
            "formé una red de {n} promotoras",
        ),
    ),
    (
        "crío ganado",
        "una asociación ganadera",
        (
            "reforestamos {n} hectáreas de agostadero",
            "vacunamos a {n} animales",
            "construimos {n} abrevaderos",
            "enseñé a {n} personas a llevar sus registros",
        ),
    ),
    (
        "doy orientación en un bachillerato",
        "un plantel técnico",
        (
            "evitamos que {n} estudiantes dejaran la escuela",
            "abrimos {n} talleres de oficios",
            "di orientación a {n} familias",
            "conseguimos prácticas pagadas para {n} jóvenes",
        ),
    ),
    (
        "hago pan",
        "una panadería familiar",
        (
            "enseñé el oficio a {n} personas",
            "hicimos pan para {n} desayunos escolares",
            "pasamos {n} hornos de leña a gas",
            "organizamos {n} ventas para causas del barrio",
        ),
    ),
)
LUGARES = (
    "la zona centro",
    "el valle del Guadiana",
    "la sierra",
    "la región lagunera",
    "los ejidos del norte",
    "la colonia obrera",
    "el barrio de Analco",
    "la ribera del Nazas",
    "las quebradas",
    "el llano",
    "la cabecera municipal",
    "las comunidades de pino y encino",
)
LOGROS = (  # de quien participa en una organización, cualquiera que sea su oficio
    "organizamos {n} faenas para limpiar el arroyo",
    "conseguimos el alumbrado de {n} calles",
    "plantamos {n} árboles con las escuelas",
    "pusimos en marcha un comedor para {n} familias",
    "reunimos {n} firmas para abrir una clínica",
    "publicamos {n} informes de gasto",
    "llevamos {n} peticiones al cabildo",
    "abrimos {n} talleres gratuitos",
)
CIERRES = (
    "Aprendí que los resultados llegan cuando la gente decide y vigila.",
    "De ese trabajo me quedo con la costumbre de rendir cuentas cada mes.",
    "Fue ahí donde entendí el valor de escuchar antes de proponer.",
    "Cada etapa quedó documentada y abierta a quien quisiera revisarla.",
    "Lo hicimos con pocos recursos y con mucha organización vecinal.",
    "Todavía hoy asesoro sin cobro a quienes siguieron el proyecto.",
    "El reto mayor fue dar continuidad cuando cambió la administración.",
    "Los números mejoraron y, sobre todo, la confianza entre vecinas y vecinos.",
)
COMPROMISOS = (
    "Voy a publicar cada mes qué voté y por qué.",
    "Tendré una oficina abierta un día a la semana en cada municipio del distrito.",
    "Lo que no sepa lo voy a preguntar antes de decidir, no después.",
    "Cada reunión con quien tenga un interés en una ley quedará anotada y a la vista.",
    "Prefiero una ley corta que se cumpla a tres que nadie lee.",
    "Al terminar el cargo volveré a mi oficio, con cuentas claras.",
)
ORGANIZACIONES = (
    "un comité de agua potable",
    "la sociedad de madres y padres de familia",
    "una colectiva por los derechos de las mujeres",
    "el consejo ciudadano de seguridad",
    "una asociación de productores de maíz",
    "un club de lectura para jóvenes",
    "la cooperativa de transporte escolar",
    "un observatorio del gasto público",
    "una liga deportiva infantil",
    "el patronato de la feria regional",
    "una red de personas cuidadoras",
    "un colectivo de ciclistas",
)
TAREAS = (
    "llevé las actas",
    "coordiné las asambleas",
    "llevé la tesorería",
    "representé a la zona ante el cabildo",
    "redacté las reglas internas",
    "organicé la consulta sobre el presupuesto",
    "medié en un conflicto por linderos",
    "convoqué a los foros anuales",
    "di seguimiento a los acuerdos",
    "impulsé la paridad en la mesa directiva",
)
RAZONES = (
    "las decisiones del Congreso se toman lejos de quienes las viven",
    "el presupuesto debe llegar primero a donde nunca ha llegado",
    "nadie debería irse de su pueblo por falta de agua o de escuela",
    "la ley puede cuidar mejor a quienes cuidan",
    "hace falta gente que lea los dictámenes antes de votarlos",
    "las y los jóvenes merecen razones para quedarse",
    "la seguridad empieza por el alumbrado, el transporte y la confianza",
    "el campo de Durango puede alimentar a más familias",
    "la transparencia no es un trámite sino una forma de gobernar",
    "la salud mental sigue siendo un lujo y no debe serlo",
)
TEMAS = (
    "la captación y el reúso de agua en escuelas|Ley de Aguas|escuelas públicas rurales|300 escuelas con sistema instalado|agua educacion",
    "el transporte seguro de estudiantes|Ley de Movilidad|estudiantes de bachillerato|40 rutas con horario nocturno|vivienda educacion",
    "las compras públicas a productores locales|Ley de Adquisiciones|pequeñas productoras y productores|30 % de las compras de alimentos|campo empleo",
    "la atención de la salud mental|Ley de Salud|adolescentes y personas cuidadoras|un módulo en cada cabecera municipal|salud",
    "el internet abierto en plazas y clínicas|Ley de Gobierno Digital|comunidades de menos de 2,500 habitantes|500 puntos de acceso|gobierno",
    "un sistema estatal de cuidados|Ley de Asistencia Social|mujeres que cuidan sin paga|20 centros de día|derechos",
    "el mantenimiento de los caminos de la sierra|Ley de Obra Pública|localidades aisladas en temporada de lluvias|900 kilómetros al año|vivienda",
    "el presupuesto participativo obligatorio|Ley de Participación Ciudadana|todas las colonias y ejidos|5 % del gasto municipal|gobierno",
    "las becas para oficios técnicos|Ley de Educación|personas jóvenes sin empleo|6,000 becas|educacion empleo",
    "un expediente clínico portátil|Ley de Salud|derechohabientes que cambian de clínica|cobertura de 39 municipios|salud gobierno",
    "la protección de los bosques con brigadas pagadas|Ley Forestal|ejidos y comunidades forestales|120 brigadas con equipo|ambiente campo",
    "una ventanilla única para microempresas|Ley de Mejora Regulatoria|negocios con menos de diez personas|trámites en tres días|empleo gobierno",
    "el alumbrado y los senderos seguros|Ley de Desarrollo Urbano|mujeres que caminan al trabajo|200 senderos iluminados|seguridad vivienda",
    "las casas de apoyo para migrantes retornados|Ley de Protección a Migrantes|familias que vuelven a Durango|7 casas en la ruta|derechos",
)
GENERO = (
    "órdenes de protección en 24 horas|mujeres que viven violencia|módulos en 39 municipios|seguridad derechos",
    "licencias de paternidad de veinte días|familias con recién nacidos|todas las dependencias estatales|derechos empleo",
    "paridad en los gabinetes municipales|mujeres con trayectoria en lo local|39 ayuntamientos paritarios|derechos gobierno",
    "intérpretes de lenguas indígenas en los juzgados|mujeres o'dam y wixaritari|un intérprete por distrito judicial|pueblos seguridad",
    "accesibilidad en las oficinas públicas|personas con discapacidad|diagnóstico y obra en 120 edificios|derechos",
    "protocolos contra la discriminación en el trabajo|personas de la diversidad sexual|300 centros de trabajo certificados|derechos empleo",
    "crédito sin aval para emprendedoras|mujeres jefas de familia|4,000 créditos|empleo derechos",
    "refugios regionales|niñas, niños y mujeres en riesgo|tres refugios nuevos|seguridad derechos",
)
CURSOS = (
    "Diplomado en políticas públicas",
    "Curso de derechos humanos y género",
    "Taller de presupuesto público",
    "Seminario de derecho electoral",
    "Curso de lengua de señas mexicana",
    "Diplomado en desarrollo rural",
    "Taller de oratoria",
    "Curso de primeros auxilios",
    "Diplomado en administración municipal",
    "Seminario de transparencia y datos abiertos",
)
CALLES = ("Álamo", "Mezquite", "Tecolote", "Huizache", "Fresno", "Nogal", "Sabino", "Pinabete")
