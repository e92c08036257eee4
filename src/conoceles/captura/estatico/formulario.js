// Mejoras de los formularios de captura. Sin este módulo todo funciona igual, con un clic más.
import { saltos } from "./saltos.js";
import { autoguardado } from "./autoguardado.js";
import { recuerdo } from "./recuerdo.js";
import { teclado } from "./teclado.js";
import { paraTodas } from "./para_todas.js";

for (const formulario of document.querySelectorAll("form[data-autoguardado]")) {
  saltos(formulario);
  autoguardado(formulario);
  teclado(formulario);
  paraTodas(formulario);
  if ("recordar" in formulario.dataset) recuerdo(formulario);
}
// Pantalla de conflicto: lo guardado pasa al campo con un clic.
for (const boton of document.querySelectorAll("[data-usar]")) {
  boton.hidden = false;
  boton.addEventListener("click", () => {
    const campo = document.getElementById(boton.dataset.usar);
    campo.value = document.getElementById(`${boton.dataset.usar}-guardado`).textContent;
    campo.dispatchEvent(new Event("input", { bubbles: true }));
    campo.focus();
  });
}
