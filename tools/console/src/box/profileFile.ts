/** What a file that somebody has picked is, before it is sent: a compiled profile as firmware/Model/ProfileFormat has it. */

import { crc32 } from '../protocol/crc32';

const MAX_OCTETS = 4096;
const CONTENT_AT = 10;

export interface ProfileFile {
  octets: Uint8Array;
  dataSet: string;
  category: string;
  version: string;
}

const COMPILE = 'Compile it first: sidetap profile compile my-machine.json makes my-machine.stp.';

/** @throws Error that says what to do */
export function readProfileFile(octets: Uint8Array): ProfileFile {
  if (octets[0] === 0x7b || octets[0] === 0xef || octets[0] === 0x20 || octets[0] === 0x0a) throw new Error(`This is not a compiled profile; it looks like JSON. ${COMPILE}`);
  if (octets.length < CONTENT_AT || octets[0] !== 0x53 || octets[1] !== 0x54 || octets[2] !== 0x50) throw new Error(`This is not a compiled profile. ${COMPILE}`);
  if (octets.length > MAX_OCTETS) throw new Error(`A box takes profiles of up to ${MAX_OCTETS} octets; this one has ${octets.length}. Take out fields or descriptions.`);
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  if (view.getUint16(4, true) !== octets.length || view.getUint32(6, true) !== crc32(octets.subarray(CONTENT_AT))) {
    throw new Error('This file is damaged or incomplete. Compile the profile again: sidetap profile compile my-machine.json.');
  }
  const texts = readTexts(octets, CONTENT_AT + 8);
  return {
    octets,
    dataSet: texts[0] ?? '',
    category: texts[2] ?? '',
    version: `${view.getUint32(CONTENT_AT, true)}.${view.getUint32(CONTENT_AT + 4, true)}`,
  };
}

/** Data set, WriterGroup, category and description: each a varint of its octets and UTF-8. */
function readTexts(octets: Uint8Array, at: number): string[] {
  const texts: string[] = [];
  for (let i = 0; i < 4; i++) {
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const octet = octets[at++] ?? 0;
      length |= (octet & 0x7f) << shift;
      if (octet < 0x80) break;
    }
    texts.push(new TextDecoder().decode(octets.subarray(at, at + length)));
    at += length;
  }
  return texts;
}
