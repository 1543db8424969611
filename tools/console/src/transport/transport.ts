/** A way to a box: octets both ways, as they are on its serial line. */
export interface Transport {
  /** What people call it: "USB serial", "sidetap console". */
  readonly name: string;
  /** Called with what has come in. */
  onData: (octets: Uint8Array) => void;
  /** Called once after `open` has succeeded, when the way is gone without `close`. For good: opening it again would take it from somebody. */
  onLost: (reason: string, isForGood: boolean) => void;
  /** Opens it. @throws Error that says what to do */
  open(): Promise<void>;
  /** Sends octets; what can't be sent any more is dropped, and `onLost` tells why. */
  send(octets: Uint8Array): void;
  close(): Promise<void>;
}
