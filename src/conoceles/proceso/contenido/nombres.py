"""Cómo se llama en pantalla cada pieza de la definición."""

COMITE = "Comité de Transparencia"

DE_FECHAS = {
    "proceso_inicio": "Inicio del proceso electoral",
    "precampana_inicio": "Inicio de la precampaña",
    "precampana_fin": "Fin de la precampaña",
    "registro_inicio": "Inicio del registro de candidaturas",
    "registro_fin": "Fin del registro de candidaturas",
    "registro_aprobacion": "Aprobación del registro de candidaturas",
    "captura_inicio": "Apertura de la captura",
    "captura_cierre": "Último día en que se recibe captura extemporánea",
    "identidad_corte": "Corte de las tablas de identidad, que se publican una sola vez",
    "campana_inicio": "Inicio de la campaña",
    "campana_fin": "Fin de la campaña",
    "publicacion_inicio": "Inicio de la publicación",
    "publicacion_fin": "Fin de la publicación",
    "boletas_impresion": "Impresión de las boletas",
    "veda_inicio": "Inicio de la veda",
    "jornada": "Jornada electoral",
    "cierre": "Cierre del proceso",
}
DE_ACTOS = {
    "proceso_tecnico_operativo": "Acuerdo que determina el proceso técnico operativo",
    "formato_consentimiento": "Acto que aprueba el formato de consentimiento expreso",
    "temas": "Acuerdo que aprueba el catálogo de temas de las propuestas",
    "declaraciones": "Acuerdo que aprueba preguntar y publicar declaraciones",
}
DE_LUGARES = {"captura": "Franja de las pantallas de captura", "sitio": "Franja del sitio público"}
DE_INFORMES = {
    "avance": "avance de captura",
    "avance-restringido": "avance de captura, acceso restringido",
    "listado-mr": "listado de mayoría relativa",
    "listado-rp": "listado de representación proporcional",
    "omisiones": "omisiones",
    "mensual": "informe mensual",
    "ajustes": "ajustes",
    "proceso-tecnico": "proceso técnico operativo",
    "final": "informe final",
    "difusion": "estrategia de difusión",
    "direccion": "carta al INE con la dirección del Sistema",
}
DE_GRUPOS = {
    "calendario": "Calendario y días inhábiles",
    "actos": "Actos que autorizan",
    "avisos": "Avisos de privacidad",
    "preguntas": "Preguntas frecuentes",
    "franjas": "Franjas",
    "ayuda": "Ayuda de los cuestionarios",
    "portadas": "Portadas de los informes",
}
