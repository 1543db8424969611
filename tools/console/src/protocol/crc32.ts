/** CRC-32 as the box has it (ISO 3309, polynomial 0xEDB88320 reflected). Of "123456789" it is 0xCBF43926. */

const POLYNOMIAL = 0xedb88320;

const table = new Uint32Array(256).map((_, index) => {
  let entry = index;
  for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? (entry >>> 1) ^ POLYNOMIAL : entry >>> 1;
  return entry;
});

/** @returns the checksum, 0..2^32-1 */
export function crc32(octets: Uint8Array): number {
  let crc = 0xffffffff;
  for (const octet of octets) crc = (crc >>> 8) ^ table[(crc ^ octet) & 0xff]!;
  return ~crc >>> 0;
}

/** @returns the checksum in 8 lowercase hexadecimal digits */
export function crc32Hex(octets: Uint8Array): string {
  return crc32(octets).toString(16).padStart(8, '0');
}
