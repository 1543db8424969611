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

const ACRONYMS: Record<string, string> = { ssid: 'SSID', crc: 'CRC', utc: 'UTC', id: 'ID' };

/** @returns "Free heap" of "freeHeap" */
export function words(key: string): string {
  const text = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b[a-z]+\b/g, (word) => ACRONYMS[word] ?? word);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const SECONDS_FROM_1970_TO_2000 = 946684800;

/** @returns "2026-11-25 (846….846…)" of a version as two VersionTimes: seconds since 2000, the minor one says when the profile was last changed (OPC 10000-4, VersionTime) */
export function profileVersion(version: string): string {
  const minor = Number(/^\d+\.(\d+)$/.exec(version)?.[1]);
  return minor > 0 ? `${new Date(1000 * (minor + SECONDS_FROM_1970_TO_2000)).toISOString().slice(0, 10)} (${version})` : version;
}
