/** Remembers what is opened and closed in a tree. */
import type * as vscode from 'vscode';
import type { OpenablePlace, OpenedPlaces } from './openedPlaces.js';

/** What to dispose of with the view. */
export function followOpened<T>(
  view: vscode.TreeView<T>,
  opened: OpenedPlaces,
  toPlace: (element: T) => OpenablePlace,
): vscode.Disposable[] {
  return [
    view.onDidExpandElement(({ element }) => opened.set(toPlace(element), true)),
    view.onDidCollapseElement(({ element }) => opened.set(toPlace(element), false)),
  ];
}
