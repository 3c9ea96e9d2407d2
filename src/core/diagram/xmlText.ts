import { plainText } from './plainText.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it stands in XML, also within an attribute. */
export const xmlText = (text: string): string => plainText(text).replaceAll(/[&<>"']/g, (c) => entities[c] ?? c);
