/** What can go wrong with a request, and the box's codes (docs/console.md, Codes). */

export const Code = {
  UnknownCommand: 1,
  WrongArguments: 2,
  LineTooLong: 3,
  WrongChecksum: 4,
  Locked: 5,
  WrongPin: 6,
  Wait: 7,
  Failed: 8,
  UnknownSetting: 10,
  ValueRefused: 11,
  Conflict: 12,
  NoTrial: 13,
  NotStored: 14,
  UnknownField: 20,
  NotGood: 21,
  PointsTooClose: 22,
  NoPoint: 23,
  NoTransfer: 30,
  WrongOffset: 31,
  Incomplete: 32,
  ProfileRefused: 33,
  TooLong: 34,
  NotOnThisBoard: 40,
  NoAnswer: 41,
  Busy: 42,
} as const;

/** The box has refused a request. Its text says what to do. */
export class BoxError extends Error {
  constructor(
    readonly code: number,
    text: string,
  ) {
    super(text || `The box refused this (code ${code}).`);
    this.name = 'BoxError';
  }
}

/** Why a request got no answer: the line is closed, nothing came, or what came was damaged. */
export type LinkFailure = 'closed' | 'silent' | 'damaged' | 'tooLong';

/** There is no answer; whether the box has done what it was asked is not known. */
export class LinkError extends Error {
  constructor(
    readonly failure: LinkFailure,
    text: string,
  ) {
    super(text);
    this.name = 'LinkError';
  }
}

/** @returns one line for people */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
