import type { LanguageId } from '../form/form.js';
import { java } from './java/java.js';
import type { Language } from './language.js';
import type { ReadLanguageId } from './languageFacts.js';

/** What each language of the list in `languageFacts.ts` does. */
const languages: Readonly<Record<ReadLanguageId, Language>> = { java };

/** Units are of languages that are read. */
export function languageOf(id: LanguageId): Language {
  const found = (languages as Partial<Record<LanguageId, Language>>)[id];
  if (found === undefined) throw new Error(`${id} is not read`);
  return found;
}
