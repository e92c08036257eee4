"""Palabras en braille español contraído según quienes lo publicaron. Dos fuentes que no salieron una de la otra.

`REVISADAS`: pruebas de la tabla española de grado 2 de liblouis (`tests/braille-specs/es-g2.yaml`, © 2024 Bert Frees; las
escribió en 2018 Juan Pablo Bello, lector de braille, con el «Curso de estenografía braille en español» de María del Carmen
Galíndez González, México, 1998, y consultas a otras personas lectoras). Su aviso permite copiarlas con él: «Copying and
distribution of this file, with or without modification, are permitted in any medium without royalty provided the copyright
notice and this notice are preserved. This file is offered as-is, without any warranty».

`UNESCO_1954`: las de «L'écriture braille dans le monde», de Clutha Mackenzie (UNESCO, 1954), como las recoge BRLTTY en
`Tables/Contraction/es.ctb`. De sus 224 palabras, estas 150 se escriben hoy igual; las otras 74 son anteriores al acuerdo de
Montevideo de 1964 y no se siguen (entre ellas «su», «con», «fácil», «hasta» y las terminadas en «-dad»).
"""

from __future__ import annotations

REVISADAS = dict(
    par.split()
    for par in """
ciudad ⠉⠊⠥⠙⠹|alba ⠅⠃⠁|marco ⠍⠡⠉⠕|jugar ⠚⠥⠛⠡|gasto ⠛⠯⠞⠕|cobre ⠉⠕⠆⠑|sacro ⠎⠁⠒⠕|gente ⠛⠢⠞⠑|serio ⠎⠦⠊⠕|vestido ⠧⠫⠞⠊⠙⠕
|agrio ⠁⠶⠊⠕|impedir ⠜⠏⠑⠙⠊⠗|tinta ⠞⠔⠞⠁|accionista ⠁⠉⠉⠼⠊⠎⠞⠁|once ⠕⠝⠉⠑|leones ⠇⠑⠕⠝⠫|donativo ⠙⠭⠁⠞⠊⠧⠕|orgullo ⠱⠛⠥⠇⠇⠕
|dolor ⠙⠕⠇⠱|oscuro ⠪⠉⠥⠗⠕|probeta ⠖⠕⠃⠑⠞⠁|quieto ⠟⠊⠑⠞⠕|cuatro ⠉⠥⠁⠴⠕|huelga ⠓⠳⠇⠛⠁|adjetivo ⠹⠚⠑⠞⠊⠧⠕|partir ⠏⠡⠞⠊⠗
|arreglo ⠡⠗⠑⠛⠇⠕|Pedro ⠨⠏⠑⠲⠕|negro ⠝⠑⠶⠕|limpio ⠇⠜⠏⠊⠕|minuto ⠍⠔⠥⠞⠕|pueblo ⠏⠳⠃⠇⠕|adelantar ⠹⠑⠇⠩⠞⠡|criminales ⠒⠜⠔⠅⠫
|emperadores ⠣⠏⠦⠹⠱⠫|enero ⠢⠦⠕|escritor ⠫⠒⠊⠞⠱|opiniones ⠕⠏⠔⠼⠫|principales ⠖⠔⠉⠊⠏⠅⠫|sorprender ⠎⠱⠖⠢⠙⠦|tren ⠞⠗⠢|crin ⠉⠗⠔
|ábside ⠷⠃⠎⠊⠙⠑|árboles ⠷⠗⠃⠕⠇⠫|céntrico ⠉⠮⠝⠴⠊⠉⠕|Inés ⠨⠔⠮⠎|índice ⠌⠝⠙⠊⠉⠑|órgano ⠬⠗⠛⠩⠕|Cuéllar ⠨⠉⠥⠮⠇⠇⠡|pasión ⠏⠯⠼
|reacción ⠗⠑⠁⠼|lección ⠇⠑⠼|oyendo ⠕⠽⠢⠙|moliendo ⠍⠕⠇⠲⠙|parque ⠏⠡⠟|fácilmente ⠋⠷⠍|mandó ⠍⠩⠙⠬|inyecciones ⠔⠽⠑⠼⠫|reducciones ⠗⠙⠥⠼⠫
|tanques ⠞⠩⠟⠎|cercamente ⠉⠉⠍|esquema ⠫⠟⠣⠁|fueron ⠋⠥⠦⠭|comunicar ⠉⠺⠥⠝⠊⠉⠡|contrato ⠒⠞⠗⠁⠞⠕|consumo ⠒⠎⠥⠍⠕|concreto ⠒⠉⠗⠑⠞⠕
|comprar ⠤⠏⠗⠡|expresar ⠭⠏⠗⠫⠡|interpretar ⠽⠏⠗⠑⠞⠡|entrecruzar ⠴⠉⠗⠥⠵⠡|sobreproducido ⠆⠏⠗⠕⠙⠥⠉⠊⠙⠕|kiosco ⠐⠅⠊⠕⠎⠉⠕|hardware ⠐⠓⠁⠗⠙⠺⠁⠗⠑
|kilos ⠐⠅⠊⠇⠕⠎|anexar ⠐⠁⠝⠑⠭⠁⠗|aproximación ⠐⠁⠏⠗⠕⠭⠊⠍⠁⠉⠊⠬⠝|folklórica ⠐⠋⠕⠇⠅⠇⠬⠗⠊⠉⠁
""".replace("\n", "").split("|")
)

FRASES = {
    "no quieres que hablen?": "⠝ ⠟⠊⠦⠫ ⠟ ⠓⠂⠇⠢⠐⠢",
    'la tienda se llama "el retén"': "⠄ ⠞⠊⠢⠙⠁ ⠎ ⠇⠇⠁⠍⠁ ⠦⠑ ⠗⠞⠮⠝⠐⠦",
    "toma un Tren": "⠞⠺⠁ ⠥ ⠨⠞⠗⠢",
    "fueron con Walter": "⠋⠥⠦⠭ ⠉ ⠐⠨⠺⠁⠇⠞⠑⠗",
    "es el señor Kraller": "⠫ ⠑ ⠎⠑⠻⠱ ⠐⠨⠅⠗⠁⠇⠇⠑⠗",
    "es para MAXWELL": "⠫ ⠡ ⠐⠨⠨⠍⠁⠭⠺⠑⠇⠇",
}

UNESCO_1954 = dict(
    par.split()
    for par in """
bien ⠃|de ⠙|si ⠊|jamás ⠚|me ⠍|no ⠝|por ⠏|se ⠎|te ⠞|vez ⠧|son ⠭|este ⠵|las ⠯|ella ⠿|más ⠷|él ⠮|para ⠡|siempre ⠣|ante ⠩|es ⠫|año ⠻
|pues ⠳|los ⠪|como ⠺|sobre ⠆|del ⠲|en ⠢|pero ⠖|entre ⠴|sin ⠔|la ⠄|lo ⠤|número ⠼|sí ⠌|aquel ⠬|acaso ⠁⠉|acción ⠁⠼|acerca ⠁⠉⠉
|adelante ⠹⠇|ahora ⠈⠓|alguno ⠅⠝⠕|antes ⠩⠎|apenas ⠁⠏|aquello ⠬⠕|arriba ⠡⠗|atrás ⠁⠴|bajo ⠃⠚|bastante ⠃⠞|breve ⠆⠧|brevemente ⠆⠧⠍
|cerca ⠉⠉|casi ⠉⠎|ciego ⠉⠛|condición ⠒⠙⠼|condicionalmente ⠒⠙⠼⠅⠍|conjunto ⠒⠚⠞|conmigo ⠒⠍|contigo ⠒⠞|consigo ⠒⠎|consecuencia ⠒⠎⠉
|contra ⠒⠴|cualquier ⠉⠟|cuando ⠉⠙|cuyo ⠉⠽|debajo ⠙⠃⠚|demás ⠙⠍|demasiado ⠙⠍⠙|desde ⠙⠎|después ⠙⠏|detrás ⠙⠴|difícil ⠙⠋
|difícilmente ⠙⠋⠍|donde ⠙⠙|durante ⠙⠥|el ⠑|efecto ⠑⠋|efectivo ⠑⠋⠧|efectivamente ⠑⠋⠧⠍|ejemplo ⠑⠚|encima ⠢⠉|entonces ⠢⠞
|entretanto ⠴⠞|estar ⠫⠗|favor ⠋⠧|general ⠛⠝|generalmente ⠛⠝⠍|hacia ⠓⠉|había ⠓⠃|habido ⠓⠃⠙|hijo ⠓⠚|hermano ⠓⠍|hacer ⠦⠗|hacía ⠦⠉
|igual ⠊⠛|importancia ⠜⠏⠉|importante ⠜⠏⠞|inferior ⠔⠋|inmediato ⠔⠍|joven ⠚⠧|junto ⠚⠞|juventud ⠚⠧⠞|le ⠇|lejos ⠇⠚|luego ⠇⠳|madre ⠍⠁
|mayor ⠍⠽|medio ⠍⠙|mediante ⠍⠙⠞|menos ⠍⠎|mientras ⠍⠴|mismo ⠍⠍|mucho ⠈⠍|mujer ⠍⠥|nada ⠝⠹|nadie ⠝⠙|ningún ⠝⠛|ninguna ⠝⠛⠁
|ninguno ⠝⠛⠕|nosotros ⠘⠝|nuevo ⠝⠧|nunca ⠝⠉|otro ⠕⠴|padre ⠏⠁|poco ⠏⠉|porque ⠏⠟|pronto ⠖⠞|propio ⠖⠏|qué ⠐⠟|quien ⠟⠝|quién ⠐⠟⠝
|sido ⠎⠙|sino ⠎⠝|siquiera ⠎⠟|solo ⠎⠇|superior ⠎⠏|suyo ⠎⠽|también ⠞⠃|tampoco ⠞⠏⠉|tanto ⠞⠞|tener ⠞⠗|tenía ⠞⠝|tenido ⠞⠝⠙|tiempo ⠞⠏
|todavía ⠞⠧|todo ⠞⠙|tuyo ⠞⠽|último ⠾⠇|único ⠾⠉|veces ⠧⠉|vosotros ⠘⠧
""".replace("\n", "").split("|")
)
