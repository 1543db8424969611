import type { History } from '../box/history';

const SPAN_S = 120;
const WIDTH = 96;
const HEIGHT = 22;

/** The last two minutes of a field as a small line. It only repeats what the value beside it says, so screen readers leave it out. */
export function sparkline(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = 'sparkline';
  canvas.setAttribute('aria-hidden', 'true');
  canvas.width = WIDTH * 2;
  canvas.height = HEIGHT * 2;
  return canvas;
}

/** Draws the line anew. */
export function drawSparkline(canvas: HTMLCanvasElement, history: History | undefined, nowS: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (!history) return;
  const { times, values } = history.read(SPAN_S, nowS);
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return;
  // A signal that hardly moves is a flat line, not its noise at full height.
  const least = Math.max(Math.abs(high), Math.abs(low)) * 0.002 || 1e-9;
  const middle = (low + high) / 2;
  const half = Math.max((high - low) / 2, least);
  const styles = getComputedStyle(canvas);
  context.strokeStyle = styles.color;
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.beginPath();
  let isDown = false;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) {
      isDown = false;
      return;
    }
    const x = canvas.width * (1 - (nowS - times[index]!) / SPAN_S) - 2;
    const y = canvas.height / 2 - ((value - middle) / half) * (canvas.height / 2 - 4);
    if (isDown) context.lineTo(x, y);
    else context.moveTo(x, y);
    isDown = true;
  });
  context.stroke();
}
