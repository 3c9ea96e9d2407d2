/** What a row may grow into: a few bytes, and a schema that somebody else wrote, can stand for any number of values. */
import { MalformedBytes } from '../formats/byteReader.js';

/** Of all columns of one row. */
export const mostItems = 1_000_000;
/** Of its JSON, beyond what stands in its bytes: names of fields, symbols, digits of decimals, the indentation of what is nested. */
export const mostCharacters = 32 * 1024 * 1024;

export interface ValueBudget {
  /** What was taken, whether it was in the budget or not. */
  readonly items: number;
  readonly characters: number;
  /** To be called before they are made. Throws `MalformedBytes` with the reason; then nothing more is given. */
  take(items: number, characters: number): void;
}

export function createValueBudget(limits = { items: mostItems, characters: mostCharacters }): ValueBudget {
  let [items, characters] = [0, 0];
  return {
    get items() {
      return items;
    },
    get characters() {
      return characters;
    },
    take(moreItems, moreCharacters) {
      items += moreItems;
      characters += moreCharacters;
      if (items > limits.items) throw new MalformedBytes(`the value holds more than ${limits.items.toLocaleString('en')} items`);
      if (characters > limits.characters)
        throw new MalformedBytes(`the value would be a text of more than ${limits.characters.toLocaleString('en')} characters`);
    },
  };
}
