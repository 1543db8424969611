/** @returns "3 d 4 h", "2 h 05 min", "4 min 07 s", "12 s" */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  const s = Math.floor(ms / 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${two(s % 60)} s`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${two(Math.floor(s / 60) % 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor(s / 3600) % 24} h`;
}

/** @returns "1:02:03.456": a position in time since the start */
export function clock(ms: number): string {
  const s = Math.floor(ms / 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`;
}

/** @returns "12,345" with thin spaces */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}

/** @returns "data set" words of a key: "freeHeap" is "Free heap" */
export function words(key: string): string {
  const text = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
