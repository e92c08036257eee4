"""Lo que dicen las bases sale de un acto: lo que la bitácora no cuenta lo escribió otro cliente."""
