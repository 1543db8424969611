import { crc32Hex } from './fakeParts';

/** @returns octets that begin as firmware/Model/ProfileFormat says; what follows the texts is filling */
export function compiledProfile(dataSet: string, length: number): Uint8Array {
  const texts = [dataSet, 'Machine', 'Machine for tests', 'A profile for tests'];
  const profile = Buffer.alloc(length, 0x5a);
  profile.write('STP', 0, 'latin1');
  profile[3] = 1;
  profile.writeUInt16LE(length, 4);
  profile.writeUInt32LE(841017600, 10);
  profile.writeUInt32LE(841104000, 14);
  let at = 18;
  for (const text of texts) {
    profile[at++] = text.length;
    at += profile.write(text, at, 'latin1');
  }
  profile.writeUInt32LE(Number.parseInt(crc32Hex(profile.subarray(10)), 16), 6);
  return new Uint8Array(profile);
}
