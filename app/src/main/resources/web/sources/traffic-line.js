// @ts-check

const LINE = { width: 120, height: 28 };     // of the drawing, in units of its own
const LEAST = 1.5;                           // what one message is tall

export const VIEW_BOX = `0 0 ${LINE.width} ${LINE.height}`;

/** @param {SVGElement} svg with VIEW_BOX @param {number[]} counts one for each of the last seconds */
export function drawTraffic(svg, counts) {
  const highest = Math.max(1, ...counts);
  const width = LINE.width / Math.max(1, counts.length);
  svg.replaceChildren(...counts.flatMap((count, i) => (count === 0 ? [] : [bar(i * width, width, (count / highest) * LINE.height)])));
}

/** @param {number} x @param {number} width @param {number} height */
function bar(x, width, height) {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const tall = Math.max(LEAST, height);
  for (const [name, value] of Object.entries({ x, y: LINE.height - tall, width: width * 0.8, height: tall })) rect.setAttribute(name, value.toFixed(2));
  return rect;
}
