// Cuenta caracteres que no son blancos, con la misma regla que el servidor (str.isspace de Python).
const BLANCOS = /[\s\u001c-\u001f\u0085]/u;

export function contar(texto) {
  let total = 0;
  for (const caracter of texto) {
    if (caracter === "\ufeff" || !BLANCOS.test(caracter)) total += 1;
  }
  return total;
}

export function contadores(formulario) {
  for (const letrero of formulario.querySelectorAll("[data-contador]")) {
    const campo = formulario.elements[letrero.dataset.contador];
    const minimo = Number(letrero.dataset.minimo);
    const maximo = Number(letrero.dataset.maximo);
    const pintar = () => {
      const total = contar(campo.value);
      letrero.textContent = frase(total, minimo, maximo);
      letrero.classList.toggle("contador--mal", total > maximo);
    };
    campo.addEventListener("input", pintar);
    pintar();
  }
}

function frase(total, minimo, maximo) {
  const n = (valor) => valor.toLocaleString("es-MX");
  if (total > maximo) return `${n(total)} caracteres: sobran ${n(total - maximo)}.`;
  if (total < minimo) return `${n(total)} caracteres: faltan ${n(minimo - total)}.`;
  return `${n(total)} de ${n(maximo)} caracteres.`;
}
