import type { Location } from '../core/report.js';

/** A line of a document that is read only. */
export interface TextLine {
  readonly text: string;
  /** The part of the text that leads to the source. */
  readonly link?: {
    readonly start: number;
    readonly end: number;
    readonly folder: string;
    readonly place: Pick<Location, 'file' | 'line'>;
  };
}
