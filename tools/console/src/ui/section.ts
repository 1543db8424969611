import type { IconName } from './dom';

/** A part of the page that the navigation leads to. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly element: HTMLElement;
  /** Called when it comes into view, and when the box is back while it is. */
  shown?(): void;
  hidden?(): void;
}
