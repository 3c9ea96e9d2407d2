import type * as vscode from 'vscode';
import { languageFacts } from '../core/languages/languageFacts.js';

/** Code in the languages that are read, where files are. */
export const sourceDocuments: readonly vscode.DocumentFilter[] = languageFacts.map(({ id }) => ({ language: id, scheme: 'file' }));
