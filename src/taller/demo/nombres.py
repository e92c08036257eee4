"""Nombres inventados. Cualquier parecido con una persona real es casualidad."""

from __future__ import annotations

from random import Random

MUJERES = """Abril Adela Alma Amelia Anahí Araceli Aurora Azucena Beatriz Blanca Camila Carmen Cecilia Citlali Clara
Consuelo Dalia Daniela Elena Elisa Elvira Emilia Esperanza Estela Eva Fátima Flor Gabriela Georgina Gloria Graciela
Inés Irene Isabel Itzel Jimena Josefina Julia Karina Leonor Leticia Lilia Lorena Lucía Magdalena Marcela Margarita
Marisol Martha Matilde Mercedes Miriam Mónica Natalia Nayeli Noemí Norma Olivia Paloma Patricia Paulina Perla Pilar
Rebeca Regina Renata Rosa Rosario Sandra Sara Silvia Socorro Sofía Soledad Susana Teresa Valeria Verónica Ximena
Yolanda Zulema""".split()
HOMBRES = """Abel Adrián Agustín Alberto Aldo Alejandro Alfonso Andrés Ángel Antonio Armando Arturo Benito Bernardo
Bruno Camilo Carlos César Cristóbal Damián Daniel David Diego Eduardo Efraín Elías Emilio Enrique Ernesto Esteban
Eugenio Ezequiel Fabián Felipe Félix Fermín Fernando Francisco Gabriel Gerardo Germán Gilberto Gonzalo Gregorio
Guillermo Gustavo Héctor Hugo Ignacio Isaac Ismael Iván Jacinto Javier Joaquín Joel Jorge Julián Leandro Leonardo
Lorenzo Lucas Manuel Marcos Mario Martín Mateo Mauricio Moisés Nicolás Octavio Óscar Pablo Pedro Rafael Ramiro Raúl
Rodrigo Rubén Salvador Samuel Santiago Saúl Sergio Simón Tomás Ulises Vicente Víctor""".split()
APELLIDOS = """Acosta Aguilera Alvarado Amaya Aragón Arce Arellano Arreola Ávila Ayala Barraza Bautista Benítez Bravo
Briones Bueno Cabral Calderón Campos Canales Cárdenas Carrasco Castañeda Ceniceros Cervantes Chávez Cisneros Contreras
Corral Cortez Cueto Dávila Delgado Domínguez Duarte Escalante Escobedo Espino Esquivel Favela Fierro Galindo Gallegos
Gamboa Garay Gurrola Gutiérrez Haro Herrera Huerta Ibáñez Jáquez Lara Leyva Limón Lozoya Luna Macías Maldonado Marrufo
Medrano Mejía Meraz Montelongo Montiel Mora Murillo Nájera Nevárez Núñez Ochoa Olivas Ontiveros Orozco Ortega Padilla
Palacios Parra Pedroza Peña Piedra Quiñones Rangel Rentería Retana Reveles Rivas Robledo Rocha Rosales Ruelas Saavedra
Salas Saucedo Segovia Serrano Silerio Solís Soto Tinoco Torrecillas Uribe Valdez Valles Varela Vázquez Velázquez Villa
Villegas Yáñez Zaldívar Zamudio Zapata Zúñiga""".split()
MOTES = {
    "mujer": ("Profe", "Doc", "La Maestra", "Nena", "Licha", "La Doctora", "Chela", "Güera"),
    "hombre": ("Profe", "Doc", "El Maestro", "Chuy", "Güero", "El Inge", "Beto", "Paco"),
}


def nombre(azar: Random, sexo: str, usados: set[str]) -> tuple[str, str, str]:
    """(nombres, primer apellido, segundo apellido), sin repetir a nadie en `usados`."""
    lista = MUJERES if sexo == "mujer" else HOMBRES
    while True:
        nombres = " ".join(azar.sample(lista, 2 if azar.random() < 0.35 else 1))
        primero, segundo = azar.sample(APELLIDOS, 2)
        completo = f"{nombres} {primero} {segundo}"
        if completo not in usados:
            usados.add(completo)
            return nombres, primero, segundo
