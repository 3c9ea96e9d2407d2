import type { Language } from '../language.js';
import { javaMeaning } from './meaning/javaMeaning.js';
import { toJavaUnit } from './syntax/javaUnit.js';
import { javaEnds } from './syntax/nodeEnds.js';
import { readJavaText } from './syntax/unicodeEscapes.js';
import { javaWriter } from './writing/javaWriter.js';

export const java: Language = {
  id: 'java',
  readText: readJavaText,
  ends: javaEnds,
  toUnit: toJavaUnit,
  meaning: javaMeaning,
  writer: javaWriter,
};
