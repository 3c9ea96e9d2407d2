/** Asks steps with the editor's own inputs: a back button, step n of m, what is wrong said while it is typed. */
import * as vscode from 'vscode';
import { type Answer, askSteps, type ChoiceStep, type Step, type TextStep } from './steps.js';

interface Frame {
  readonly title: string;
  readonly step: number;
  readonly of: number;
}

export function askInEditor<D>(title: string, start: D, stepsOf: (draft: D) => readonly Step<D>[]): Promise<D | undefined> {
  return askSteps(start, stepsOf, (step, draft, place) =>
    step.kind === 'text' ? askText(step, draft, { title, ...place }) : askChoice(step, draft, { title, ...place }),
  );
}

const browse: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: 'Browse…' };

function askText<D>(step: TextStep<D>, draft: D, frame: Frame): Promise<Answer> {
  const input = vscode.window.createInputBox();
  input.prompt = step.prompt;
  input.value = step.value(draft);
  input.password = step.secret === true;
  if (step.placeholder !== undefined) input.placeholder = step.placeholder;
  const more = step.file === true ? [browse] : [];
  return show(input, frame, more, (answer) => {
    let touched = false;
    const check = (): boolean => {
      const wrong = step.check(input.value, draft);
      // An empty input is not scolded before it was used.
      input.validationMessage = touched ? wrong : undefined;
      return wrong === undefined;
    };
    input.onDidChangeValue(() => {
      touched = true;
      check();
    });
    input.onDidAccept(() => {
      touched = true;
      if (check()) answer({ text: input.value });
    });
    input.onDidTriggerButton(async (button) => {
      if (button !== browse) return;
      input.ignoreFocusOut = true;
      const [picked] = (await vscode.window.showOpenDialog({ title: step.prompt, openLabel: 'Select' })) ?? [];
      if (picked !== undefined) input.value = picked.fsPath;
      input.show();
    });
  });
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly value: string;
}

function askChoice<D>(step: ChoiceStep<D>, draft: D, frame: Frame): Promise<Answer> {
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  pick.placeholder = step.prompt;
  pick.items = step.choices.map(({ value, label, description }) => ({
    value,
    label,
    ...(description === undefined ? {} : { description }),
  }));
  pick.activeItems = pick.items.filter(({ value }) => value === step.value(draft));
  return show(pick, frame, [], (answer) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen !== undefined) answer({ text: chosen.value });
    });
  });
}

function show(
  input: vscode.InputBox | vscode.QuickPick<ChoiceItem>,
  { title, step, of }: Frame,
  buttons: readonly vscode.QuickInputButton[],
  listen: (answer: (given: Answer) => void) => void,
): Promise<Answer> {
  input.title = title;
  input.step = step;
  input.totalSteps = of;
  input.buttons = [...(step > 1 ? [vscode.QuickInputButtons.Back] : []), ...buttons];
  // What was entered is not lost to a look at another window.
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    let open = false;
    let answered = false;
    const answer = (given: Answer): void => {
      answered = true;
      resolve(given);
      input.dispose();
    };
    listen(answer);
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) answer('back');
      else open = true;
    });
    input.onDidHide(() => {
      // A file dialog is another quick input where the editor runs in a browser: it hides this one, which comes back.
      if (open) open = false;
      else if (!answered) answer(undefined);
    });
    input.show();
  });
}
